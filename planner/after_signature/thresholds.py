"""Every number of the rules before and after the signature, with its name and unit."""

from dataclasses import dataclass, field, fields


def _in_days(default: int, says: str) -> int:
    return field(default=default, metadata={"unit": "days", "says": says})


def _in_percent(default: int, says: str) -> int:
    return field(default=default, metadata={"unit": "percent", "says": says, "most": 100})


def _in_seconds(default: int, says: str) -> int:
    return field(default=default, metadata={"unit": "seconds", "says": says, "most": 600})


def _in_hours(default: int, says: str) -> int:
    return field(default=default, metadata={"unit": "hours", "says": says, "least": 1})


def _in_items(default: int, says: str) -> int:
    return field(default=default, metadata={"unit": "count", "says": says, "least": 1})


@dataclass(frozen=True, slots=True)
class SignatureThresholds:
    """The numbers that these rules use; `says` in the metadata of each gives the words.

    Raises ValueError for a number below 0, for a share above 100 percent, and for one with which
    nobody could send the form for leads any more.
    """

    prospect_days: int = _in_days(180, "the last entry of a conversation is at most so old")

    described_days: int = _in_days(3, "not described more days after signing than")
    receiver_days: int = _in_days(7, "without a receiver for more than")
    acceptance_days: int = _in_days(7, "the proposal is unanswered for more than")
    joint_meeting_days: int = _in_days(14, "no joint meeting more days after signing than")
    hole_days: int = _in_days(90, "signed at most so long ago")
    silent_days: int = _in_days(14, "no talk for more than")
    promise_days: int = _in_days(90, "a promise without a day is open for more than")
    watch_days: int = _in_days(365, "a handover is watched so long after signing")

    decision_days: int = _in_days(90, "it is decided so long before the last day what is offered")
    radar_days: int = _in_days(180, "a renewal comes into sight so long before the last day")
    stalled_days: int = _in_days(30, "nothing was done about a renewal for more than")

    screened_days: int = _in_days(365, "a potential was screened more days ago than")

    sponsor_answer_days: int = _in_days(3, "a request to an executive is unanswered for more than")
    outcome_days: int = _in_days(7, "the outcome is missing for more than")

    stale_days: int = _in_days(60, "the last entry of a conversation is older than")
    talk_days: int = _in_days(90, "the last talk is older than")

    thread_days: int = _in_days(180, "entries name a single contact in the last")

    form_seconds: int = _in_seconds(
        3, "the form is taken so long after it is opened, at the soonest"
    )
    form_hours: int = _in_hours(24, "and at the latest")
    lead_rate: int = _in_items(5, "in 10 minutes from one address, at most")
    form_rate: int = _in_items(60, "in an hour by the form in all, at most")
    lead_keep_days: int = _in_days(180, "what a rejected lead said is deleted after")

    variation: int = _in_percent(10, "lines and the rate of a business case are varied by")

    def __post_init__(self) -> None:
        for threshold in fields(self):
            number = getattr(self, threshold.name)
            least = threshold.metadata.get("least", 0)
            if not least <= number <= threshold.metadata.get("most", number):
                raise ValueError(f"{threshold.name} is out of range: {number}")


SIGNATURE_DEFAULTS = SignatureThresholds()
