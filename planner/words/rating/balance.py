"""The words of the six shifts and of the five pairs that face each other."""

from dataclasses import dataclass

from planner.translation import lazy as _


@dataclass(frozen=True, slots=True)
class ShiftWords:
    """What is shifting, and from where (0) to where (100)."""

    name: str
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class PairWords:
    """What is counted for each side."""

    name: str
    about: str


# In the order of the rating's own lists; the keys are the names there.
SHIFTS: dict[str, ShiftWords] = {
    "involvement": ShiftWords(_("Involvement"), _("voluntary"), _("mandatory")),
    "communication": ShiftWords(_("Communication"), _("informal"), _("institutional")),
    "planning": ShiftWords(_("Planning"), _("top-down"), _("joint")),
    "goals": ShiftWords(_("Goals"), _("diverging"), _("identical")),
    "role": ShiftWords(
        _("Role of the specialist side"), _("service provider"), _("co-owner of the customer")
    ),
    "organisation": ShiftWords(_("Departments"), _("separate departments"), _("one department")),
}
PAIRS: dict[str, PairWords] = {
    "goals": PairWords(_("Goals signed"), _("live goals with a signature from this side")),
    "activities": PairWords(
        _("Activities taken on"), _("activities of the window that lie with this side")
    ),
    "contacts": PairWords(
        _("Contacts with the customer"), _("contacts in the window with somebody of this side")
    ),
    "log": PairWords(_("Talks written down"), _("talks of the window written by this side")),
    "ideas": PairWords(_("Ideas proposed"), _("ideas of the window proposed by this side")),
}
