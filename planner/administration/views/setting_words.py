"""What was decided before and after, in words."""

from collections.abc import Callable

from planner.administration.queries.settings import SettingChange, history
from planner.models.people import setting
from planner.views.history.changes_in_words import Told
from planner.words import gettext, lazy as _, thresholds, word, yes_or_no

_NAMES: dict[str, str] = {
    setting.ADMINISTRATORS_SEE_PLANS: _("Who reads plans"),
    setting.REACH_SHOWN: _("Whether reach is compared"),
    setting.AGES_VISIBLE_TO: _("Who sees the age of a plan"),
    setting.AGE_NAMES: _("What the ages are called"),
    setting.DAYS_BEFORE_LEADS: _("Days that the members know first"),
    setting.FIRST_STEPS_LEFT: _("First steps left for later"),
    setting.LOGO: _("Logo for customers"),
    # The parts of the public form.
    "is_open": _("The form is open to everybody"),
    "button": _("Colour of the button"),
    "background": _("Colour of the background"),
    "sites": _("Sites that show the form"),
    "receiver_id": _("Number of the person who gets what no rule is about"),
    "consent_de": _("Consent, in German"),
    "consent_en": _("Consent, in English"),
    "consent_version": _("Number of the wording"),
}
_STEPS: dict[str, str] = {
    "fields": _("Fields"),
    "teams": _("Teams"),
    "people": _("People"),
    "customers": _("Customers"),
    "plan": _("The first plan"),
}


def told_history(*settings: str) -> list[tuple[SettingChange, Told]]:
    """The latest changes of these settings, each with its words, newest first."""
    return [(each, told_change(each.name, each.old, each.new)) for each in history(*settings)]


def told_change(name: str, old: object, new: object) -> Told:
    """One change of a setting or of a threshold."""
    if name in _NAMES:
        return Told(str(_NAMES[name]), _value(name, old), _value(name, new))
    if name.startswith(setting.REVIEW_RHYTHMS):
        return _rhythm(name, old, new)
    number = thresholds.by_name().get(name)
    if number is None:  # the rule is no longer there
        return Told(name, str(old), str(new))
    before, after = (number.amount(int(str(value))) for value in (old, new))
    return Told(number.in_words, before, after)


def _rhythm(name: str, old: object, new: object) -> Told:
    segment = name.removeprefix(setting.rhythm_of(""))
    of_segment = gettext("Weeks between reviews: %(segment)s", segment=segment)
    usual = gettext("Weeks between reviews, where a segment has no number of its own")
    none = gettext("as for the rest")
    before, after = (none if value is None else str(value) for value in (old, new))
    return Told(usual if name == setting.REVIEW_RHYTHMS else of_segment, before, after)


def _value(name: str, value: object) -> str:
    if name in _SAID:
        return _SAID[name](value)
    if value in (None, "", "None"):
        return gettext("none")
    return str(value)


def _who_reads_plans(value: object) -> str:
    if value == "yes":
        return gettext("Administrators may read every plan.")
    return gettext("Administrators read plans only as members or leads.")


def _yes_or_no(value: object) -> str:
    return yes_or_no(value in ("yes", "True", True))


def _steps(value: object) -> str:
    steps = str(value or "").split()
    return ", ".join(str(_STEPS.get(step, step)) for step in steps) or gettext("none")


_SAID: dict[str, Callable[[object], str]] = {
    setting.AGES_VISIBLE_TO: lambda value: word(setting.AgesVisibleTo(str(value))),
    setting.AGE_NAMES: lambda value: word(setting.AgeNames(str(value))),
    setting.ADMINISTRATORS_SEE_PLANS: _who_reads_plans,
    setting.REACH_SHOWN: _yes_or_no,
    setting.FIRST_STEPS_LEFT: _steps,
    "is_open": _yes_or_no,
}
"""How the value of a setting is said that is kept in another form."""
