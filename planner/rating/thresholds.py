"""Every number of the rules, each under the name of its rule and with its unit."""

from dataclasses import dataclass, field, fields


def _in_days(default: int, says: str) -> int:
    return field(default=default, metadata={"unit": "days", "says": says})


def _in_percent(default: int, says: str) -> int:
    return field(default=default, metadata={"unit": "percent", "says": says, "most": 100})


def _in_items(default: int, says: str) -> int:
    return field(default=default, metadata={"unit": "count", "says": says})


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The numbers that a rating uses; an organisation may change each of them.

    Whether a rule asks for "more than" its number or for "the number or more" is the rule's own
    matter; `says` in the metadata of each field gives the words. Raises ValueError for a number
    below 0 and for a share above 100 percent.
    """

    window_days: int = _in_days(180, "length of the window")
    documented_days: int = _in_days(7, "an entry comes at most so long after the activity")
    targets_agree_percent: int = _in_percent(10, "difference of the targets, at most")

    no_specialist_days: int = _in_days(14, "the plan is older than")
    door_closed_days: int = _in_days(14, "the request is pending for more than")
    potential_unscreened_plan_days: int = _in_days(14, "the plan is older than")
    potential_unscreened_days: int = _in_days(365, "no potential was screened in the last")

    generalist_silent_plan_days: int = _in_days(30, "the plan is this old or older")
    generalist_silent_days: int = _in_days(90, "nothing by the generalist side in the last")
    contacts_undocumented_count: int = _in_items(2, "customer-facing activities done, at least")
    contacts_undocumented_percent: int = _in_percent(50, "documented share, fewer than")
    conversation_stale_days: int = _in_days(60, "the last entry is older than")

    kept_out_days: int = _in_days(14, "the request is pending for more than")
    no_interaction_days: int = _in_days(30, "a specialist-side member joined so long ago or longer")

    openings_unclaimed_days: int = _in_days(14, "created more days ago than")
    stranger_days: int = _in_days(60, "the member joined so long ago or longer")

    goals_not_shared_percent: int = _in_percent(60, "share of shared goals, fewer than")
    no_ideas_count: int = _in_items(2, "joint contacts, at least")
    work_one_sided_count: int = _in_items(4, "assigned activities, at least")
    work_one_sided_percent: int = _in_percent(80, "share of one side, more than")
    follow_up_missing_days: int = _in_days(14, "the contact is older than")
    follow_up_missing_within_days: int = _in_days(
        14, "an activity was created at most so long after"
    )
    follow_up_missing_count: int = _in_items(2, "joint contacts of that age, at least")
    follow_up_missing_percent: int = _in_percent(50, "share without follow-up, more than")
    promises_overdue_days: int = _in_days(14, "past the due date by more than")
    promises_overdue_count: int = _in_items(2, "overdue activities of one side, at least")
    no_steering_plan_days: int = _in_days(120, "the plan is this old or older")
    no_steering_days: int = _in_days(120, "no joint review in the last")
    log_one_sided_count: int = _in_items(6, "entries of the two sides, at least")
    log_one_sided_percent: int = _in_percent(85, "share of one side, more than")

    solo_screened_days: int = _in_days(365, "a potential was screened in the last")
    one_sidedness_flag: int = _in_percent(60, "one-sidedness of a plan flagged, at least")
    one_sidedness_pairs: int = _in_items(3, "pairs with a balance, at least")
    involvement_screened_days: int = _in_days(365, "a potential was screened in the last")
    communication_percent: int = _in_percent(80, "documented share, at least")
    communication_review_days: int = _in_days(120, "a joint review counts in the last")

    def __post_init__(self) -> None:
        for threshold in fields(self):
            number = getattr(self, threshold.name)
            if not 0 <= number <= threshold.metadata.get("most", number):
                raise ValueError(f"{threshold.name} is out of range: {number}")


DEFAULTS = Thresholds()
