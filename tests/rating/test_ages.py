"""Which age is the answer where several could be."""

import pytest

from planner.rating import Age, Movement, movement
from tests.rating.building import Story, codes
from tests.rating.plans import modern, two_joint_visits


@pytest.mark.parametrize("status", ["draft", "agreed", "closed"])
def test_a_plan_that_is_not_active_is_unrated_before_anything_else(status: str) -> None:
    rating = Story(status=status).potential().request("jo", "join", 40).rated()
    assert (rating.age, rating.symptoms, rating.shifts) == ("unrated", (), None)


@pytest.mark.parametrize(("screened", "expected"), [(364, "solo"), (365, "dinosaur")])
def test_solo_needs_a_screening_in_the_last_365_days(screened: int, expected: str) -> None:
    assert Story().potential(value=0, screened=screened).rated().age == expected


def test_solo_counts_rejected_potential_as_screened_and_as_nothing_to_win() -> None:
    assert Story().potential(status="rejected").rated().age == "solo"
    assert Story(activated=3).potential().rated().age == "forming"
    assert Story(activated=3).rated().age == "forming"


def test_solo_comes_before_the_ages_but_not_before_a_closed_door() -> None:
    silent = Story().potential(value=0)
    assert (silent.rated().age, codes(silent)) == ("solo", ["generalist_silent"])
    assert silent.request("jo", "join", 40).rated().age == "dinosaur"


def test_solo_is_nobody_who_has_a_specialist() -> None:
    assert Story().potential(value=0).member("jo").rated().age != "solo"


def test_a_neanderthal_symptom_comes_before_joint_contacts() -> None:
    story = Story().potential().member("jo").visit("a1", 20, "anna", "jo")
    assert story.visit("a2", 10, "anna", "jo").rated().age == "neanderthal"


def test_stone_comes_before_bronze() -> None:
    story = Story().potential().member("jo", via="invitation").activity("a1", 30)
    assert story.rated().age == "bronze"
    assert story.request("jo", "introduction", 20).rated().age == "stone"


def test_without_joint_contact_and_symptom_a_plan_is_forming() -> None:
    story = Story().potential().member("jo", joined=5).entry(3, "anna")
    assert (story.rated().age, codes(story)) == ("forming", [])


def test_bronze_symptoms_do_not_decide_with_a_joint_contact() -> None:
    story = modern().activity("opening", 30)
    story.member("mira", joined=100, via="invitation")
    assert codes(story) == ["openings_unclaimed", "stranger"]
    assert story.rated().age == "modern"


def test_symptoms_that_decide_nothing_do_not_keep_a_plan_from_being_modern() -> None:
    story = modern().potential("Payments").entry(100, "anna", talk="c2")
    for number in range(12):
        story.entry(20 + number, "anna", talk="c3")
    assert codes(story) == ["field_uncovered", "conversation_stale", "log_one_sided"]
    assert story.rated().age == "modern"


def test_modern_needs_an_activity_assigned_to_each_side_that_belongs_to_the_window() -> None:
    story = two_joint_visits().goal("g1", ("anna", 9), ("jo", 9)).idea("i1", "jo", 9)
    story.review(5, "anna", "jo")
    assert story.rated().age == "modern"
    story.plan["activities"][1]["assignee"] = "tom"
    assert story.rated().age == "forming"
    story.activity("a3", 9, status="cancelled", assignee="jo")
    assert story.rated().age == "forming"
    assert story.activity("a4", 9, assignee="vera").rated().age == "modern"


def test_modern_needs_one_shared_goal_and_not_every_goal_shared() -> None:
    assert modern().goal("g3", ("anna", 9)).rated().age == "modern"


def test_a_lower_age_is_a_relapse_and_a_higher_one_progress() -> None:
    assert movement(Age.IRON, Age.BRONZE) is Movement.RELAPSE
    assert movement(Age.DINOSAUR, Age.NEANDERTHAL) is Movement.PROGRESS
    assert movement(Age.IRON, Age.MODERN) is Movement.PROGRESS
    assert movement(Age.STONE, Age.STONE) is None


@pytest.mark.parametrize("no_age", [Age.FORMING, Age.SOLO, Age.UNRATED])
def test_what_is_no_age_is_never_progress_or_relapse(no_age: Age) -> None:
    assert movement(Age.IRON, no_age) is None
    assert movement(no_age, Age.IRON) is None
