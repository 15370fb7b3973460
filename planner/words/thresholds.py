"""The numbers of the rules in their order and their words."""

from collections.abc import Iterator
from dataclasses import dataclass, fields

from planner.after_signature.thresholds import SignatureThresholds
from planner.rating import Thresholds
from planner.translation import gettext, lazy as _, ngettext
from planner.words.rating import SHIFTS, SYMPTOMS

_OTHERS: dict[str, str] = {"solo": _("Nobody is missing"), "one_sidedness": _("One-sidedness")}
_RULES: dict[str, str] = {
    **{code: words.name for code, words in SYMPTOMS.items()},
    **_OTHERS,
    **{shift: words.name for shift, words in SHIFTS.items()},
}
_AROUND_THE_SIGNATURE: tuple[tuple[str, tuple[str, ...]], ...] = (
    (_("Stage"), ("prospect_days",)),
    (
        _("Handover"),
        (
            *("described_days", "receiver_days", "acceptance_days", "joint_meeting_days"),
            *("hole_days", "silent_days", "promise_days", "watch_days"),
        ),
    ),
    (_("Renewals"), ("decision_days", "radar_days", "stalled_days")),
    (_("Share of wallet"), ("screened_days",)),
    (_("Requests to executives"), ("sponsor_answer_days", "outcome_days")),
    (_("The next step"), ("stale_days", "talk_days")),
    (_("Who knows whom"), ("thread_days",)),
    (_("Leads"), ("form_seconds", "form_hours", "lead_rate", "form_rate", "lead_keep_days")),
    (_("Business cases"), ("variation",)),
)
_RULE_OF = {name: rule for rule, names in _AROUND_THE_SIGNATURE for name in names}


@dataclass(frozen=True, slots=True)
class Number:
    """One threshold: its rule and what it says there, in words, with its unit and its default.

    `kind` is days, hours, seconds, percent or count."""

    name: str
    rule: str
    says: str
    kind: str
    usual: int

    @property
    def unit(self) -> str:
        """What stands behind the number while it is typed."""
        return {
            "days": gettext("days"),
            "hours": gettext("hours"),
            "seconds": gettext("seconds"),
            "percent": "%",
        }.get(self.kind, "")

    def amount(self, number: int) -> str:
        """1 day, 14 days, 50 %, 6."""
        match self.kind:
            case "days":
                return ngettext("%(num)d day", "%(num)d days", number)
            case "hours":
                return ngettext("%(num)d hour", "%(num)d hours", number)
            case "seconds":
                return ngettext("%(num)d second", "%(num)d seconds", number)
        return f"{number} {self.unit}".rstrip()

    @property
    def in_words(self) -> str:
        return f"{self.rule}: {self.says}"


def numbers() -> Iterator[Number]:
    """All thresholds, those of one rule after the other."""
    for threshold in (*fields(Thresholds), *fields(SignatureThresholds)):
        says = threshold.metadata["says"]
        yield Number(
            threshold.name,
            _rule(threshold.name),
            gettext(says),
            threshold.metadata["unit"],
            int(str(threshold.default)),
        )


def by_rule() -> dict[str, list[Number]]:
    """The thresholds by the name of their rule."""
    rules: dict[str, list[Number]] = {}
    for number in numbers():
        rules.setdefault(number.rule, []).append(number)
    return rules


def by_name() -> dict[str, Number]:
    return {number.name: number for number in numbers()}


def _rule(name: str) -> str:
    """A threshold of the rating is called after its rule, but for those that many rules use."""
    if name in _RULE_OF:
        return str(_RULE_OF[name])
    found = next((words for rule, words in _RULES.items() if name.startswith(f"{rule}_")), None)
    return gettext("In many rules") if found is None else str(found)
