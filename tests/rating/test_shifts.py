import pytest

from planner.rating import Shifts
from planner.rating.rounding import share_of_hundred
from tests.rating.building import Story
from tests.rating.plans import modern


def shifts(story: Story) -> Shifts:
    found = story.rated().shifts
    assert found is not None
    return found


def test_involvement_is_0_without_a_specialist_side_member() -> None:
    assert shifts(Story().potential()).involvement == 0


@pytest.mark.parametrize(("screened", "expected"), [(364, 67), (365, 34)])
def test_involvement_counts_a_screening_in_the_last_365_days(screened: int, expected: int) -> None:
    story = Story().member("jo").potential(value=0, screened=screened, status="rejected")
    assert shifts(story).involvement == expected


def test_involvement_counts_no_screening_with_an_uncovered_field() -> None:
    assert shifts(Story().member("jo").potential().potential("Payments")).involvement == 34


def test_involvement_asks_every_specialist_side_member_to_agree() -> None:
    story = Story().member("jo", agreed=200).member("mira", left=3).potential()
    assert shifts(story).involvement == 100
    assert shifts(story.member("vera", agreed=-1)).involvement == 67


def test_communication_is_0_without_an_entry_in_the_window() -> None:
    assert shifts(Story().entry(180, "anna").review(5, "anna", "jo")).communication == 0
    assert shifts(Story().entry(179, "lead")).communication == 67


@pytest.mark.parametrize(("documented", "expected"), [(4, 67), (3, 34)])
def test_communication_asks_for_80_percent_documented(documented: int, expected: int) -> None:
    story = Story().entry(150, "mira")
    for number in range(5):
        story.visit(f"v{number}", 20, "jo" if number else "lead")
    for number in range(documented):
        story.entry(2, "mira", activity=f"v{number}")
    assert shifts(story).communication == expected


def test_communication_counts_activities_of_the_window_with_the_customer() -> None:
    story = Story().entry(5, "anna").visit("v", 180, "jo")
    story.activity("w", 30, done=20, assignee="jo", customer=False)
    assert shifts(story).communication == 67
    assert shifts(story.visit("x", 179, "jo")).communication == 34


@pytest.mark.parametrize(("on", "expected"), [(119, 100), (120, 67)])
def test_communication_counts_a_joint_review_in_the_last_120_days(on: int, expected: int) -> None:
    assert shifts(Story().entry(5, "anna").review(on, "anna", "jo")).communication == expected
    assert shifts(Story().entry(5, "anna").review(on, "anna", "lead")).communication == 67


def test_planning_is_the_share_of_live_goals_of_joint_origin() -> None:
    assert shifts(Story()).planning == 0
    story = Story().goal("a").goal("b", origin="joint").goal("c", origin="top_down")
    story.goal("d", origin="specialist", status="dropped")
    assert shifts(story).planning == 67
    assert shifts(Story().goal("a", origin="generalist")).planning == 0


def test_goals_is_the_share_of_live_goals_that_are_shared() -> None:
    assert shifts(Story().goal("a", ("anna", 9), ("jo", 9), status="reached")).goals == 0
    story = Story().goal("a", ("anna", 9), ("jo", 9)).goal("b", ("anna", 9)).goal("c")
    assert shifts(story).goals == 33
    assert shifts(modern(jos_target=150)).goals == 50


def test_role_is_twice_the_share_of_contacts_led_by_the_specialist_side() -> None:
    assert shifts(Story()).role == 0
    story = Story().entry(9, "anna", "jo").entry(9, "tom").entry(9, "lead").entry(9, "vera")
    assert shifts(story).role == 50
    assert shifts(story.visit("a", 9, "jo", "anna")).role == 80
    assert shifts(story.entry(9, "mira", activity="a")).role == 80
    assert shifts(story.entry(9, "jo").entry(9, "jo")).role == 100


def test_role_is_rounded_after_doubling() -> None:
    story = Story().entry(9, "jo")
    for _ in range(6):
        story.entry(9, "anna")
    assert shifts(story).role == 29


def test_organisation_is_the_share_of_specialists_in_a_unit_of_a_generalist_side_member() -> None:
    story = Story().member("jo")
    assert shifts(story).organisation == 0
    assert shifts(story.member("mira")).organisation == 50
    story.member("vera").member("bea")  # who have no unit
    assert shifts(story).organisation == 33


def test_organisation_looks_at_members_only() -> None:
    story = Story().member("mira")
    assert shifts(story).organisation == 100
    story.plan["members"][0]["left_on"] = "2026-06-01"
    assert shifts(story.member("lead").member("carl")).organisation == 0
    assert shifts(story.member("tom")).organisation == 100


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [(0, 0, 0), (1, 8, 13), (3, 8, 38), (5, 8, 63), (1, 3, 33), (2, 3, 67), (1, 200, 1)],
)
def test_shares_are_rounded_half_up(part: int, whole: int, expected: int) -> None:
    assert share_of_hundred(part, whole) == expected
