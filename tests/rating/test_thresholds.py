from dataclasses import fields

import pytest

from planner.rating import DEFAULTS, Thresholds
from tests.rating.building import Story

IN_DAYS = {
    "window_days": 180,
    "documented_days": 7,
    "no_specialist_days": 14,
    "door_closed_days": 14,
    "potential_unscreened_plan_days": 14,
    "potential_unscreened_days": 365,
    "generalist_silent_plan_days": 30,
    "generalist_silent_days": 90,
    "conversation_stale_days": 60,
    "kept_out_days": 14,
    "no_interaction_days": 30,
    "openings_unclaimed_days": 14,
    "stranger_days": 60,
    "follow_up_missing_days": 14,
    "follow_up_missing_within_days": 14,
    "promises_overdue_days": 14,
    "no_steering_plan_days": 120,
    "no_steering_days": 120,
    "solo_screened_days": 365,
    "involvement_screened_days": 365,
    "communication_review_days": 120,
}
IN_PERCENT = {
    "targets_agree_percent": 10,
    "contacts_undocumented_percent": 50,
    "goals_not_shared_percent": 60,
    "work_one_sided_percent": 80,
    "follow_up_missing_percent": 50,
    "log_one_sided_percent": 85,
    "one_sidedness_flag": 60,
    "communication_percent": 80,
}
COUNTED = {
    "contacts_undocumented_count": 2,
    "no_ideas_count": 2,
    "work_one_sided_count": 4,
    "follow_up_missing_count": 2,
    "promises_overdue_count": 2,
    "log_one_sided_count": 6,
    "one_sidedness_pairs": 3,
}


def defaults(unit: str) -> dict[str, int]:
    """The defaults in that unit; an organisation's settings are kept under these names."""
    found = (threshold for threshold in fields(DEFAULTS) if threshold.metadata["unit"] == unit)
    return {threshold.name: getattr(DEFAULTS, threshold.name) for threshold in found}


def test_every_number_of_the_rules_stands_in_the_table_with_its_unit() -> None:
    assert defaults("days") == IN_DAYS
    assert defaults("percent") == IN_PERCENT
    assert defaults("count") == COUNTED


def test_a_rating_says_which_thresholds_it_used() -> None:
    own = Thresholds(no_specialist_days=400)
    story = Story().potential().entry(5, "anna")
    assert story.rated().thresholds == DEFAULTS
    assert story.rated(thresholds=own).thresholds == own
    assert story.rated().age == "dinosaur"
    assert story.rated(thresholds=own).age == "forming"


@pytest.mark.parametrize("number", [-1, 101])
def test_a_share_lies_between_0_and_100_percent(number: int) -> None:
    with pytest.raises(ValueError, match="goals_not_shared_percent"):
        Thresholds(goals_not_shared_percent=number)


def test_days_are_not_negative_but_may_be_many() -> None:
    assert Thresholds(window_days=1000).window_days == 1000
    assert Thresholds(no_specialist_days=0).no_specialist_days == 0
    with pytest.raises(ValueError, match="window_days"):
        Thresholds(window_days=-1)
