import pytest

from tests.rating.building import Story, evidence, holds


@pytest.mark.parametrize(("days", "expected"), [(14, False), (15, True)])
def test_no_specialist_holds_for_a_plan_of_more_than_14_days(days: int, expected: bool) -> None:
    assert holds(Story(activated=days).potential(), "no_specialist") is expected


@pytest.mark.parametrize(
    ("status", "value", "expected"),
    [
        ("open", 1, True),
        ("open", 0.01, True),
        (None, 1, True),
        ("qualified", 1, True),
        ("rejected", 1, False),
        ("open", 0, False),
    ],
)
def test_no_specialist_needs_something_to_win(
    status: str | None, value: float, expected: bool
) -> None:
    assert holds(Story().potential(value=value, status=status), "no_specialist") is expected


def test_no_specialist_shows_only_the_potentials_that_can_be_won_once_and_sorted() -> None:
    story = Story().potential("Payments").potential("Leasing").potential("Leasing", 5)
    story.potential("Zoo", status="rejected")
    assert evidence(story, "no_specialist") == ("potential:Leasing", "potential:Payments")


@pytest.mark.parametrize("person", ["jo", "vera"])
def test_a_specialist_side_member_of_either_role_mends_no_specialist(person: str) -> None:
    assert not holds(Story().potential().member(person, joined=0), "no_specialist")


@pytest.mark.parametrize("person", ["tom", "bea", "carl", "ceo", "lead"])
def test_a_member_of_another_role_does_not_mend_no_specialist(person: str) -> None:
    assert holds(Story().potential().member(person), "no_specialist")


def test_a_specialist_who_left_today_is_missing() -> None:
    assert holds(Story().potential().member("jo", left=0), "no_specialist")
    assert not holds(Story().potential().member("jo", left=-1), "no_specialist")


def test_a_specialist_who_left_and_came_back_is_a_member() -> None:
    story = Story().potential().member("jo", joined=200, left=100).member("jo", joined=50)
    assert not holds(story, "no_specialist")


@pytest.mark.parametrize(("days", "expected"), [(14, False), (15, True)])
def test_door_closed_holds_when_a_wish_to_join_is_pending_for_more_than_14_days(
    days: int, expected: bool
) -> None:
    assert holds(Story().request("jo", "join", days), "door_closed") is expected


def test_door_closed_holds_at_once_when_a_wish_to_join_is_declined() -> None:
    story = Story(activated=3).request("jo", "join", 2, "declined", 0)
    story.request("mira", "join", 2)
    assert evidence(story, "door_closed") == ("request:jo",)


@pytest.mark.parametrize("kind", ["introduction", "claim"])
def test_door_closed_asks_only_about_wishes_to_join(kind: str) -> None:
    assert not holds(Story().request("jo", kind, 40), "door_closed")


def test_door_closed_does_not_hold_once_a_wish_was_accepted_or_a_specialist_is_in() -> None:
    assert not holds(Story().request("jo", "join", 40, "accepted", 1), "door_closed")
    assert not holds(Story().request("jo", "join", 40).member("mira", joined=0), "door_closed")


@pytest.mark.parametrize(("days", "expected"), [(14, False), (15, True)])
def test_potential_unscreened_holds_for_a_plan_of_more_than_14_days(
    days: int, expected: bool
) -> None:
    assert holds(Story(activated=days), "potential_unscreened") is expected


@pytest.mark.parametrize(("screened", "expected"), [(364, False), (365, True)])
def test_a_screening_of_any_potential_counts_for_365_days(screened: int, expected: bool) -> None:
    story = Story().potential(value=0, screened=screened, status="rejected")
    assert holds(story, "potential_unscreened") is expected


def test_potential_unscreened_does_not_hold_with_a_specialist_and_has_no_evidence() -> None:
    assert evidence(Story(), "potential_unscreened") == ()
    assert not holds(Story().member("jo"), "potential_unscreened")


def test_field_uncovered_names_the_potentials_in_fields_of_no_specialist_member() -> None:
    story = Story().potential("Leasing").potential("Payments").potential("Cards", value=0)
    story.potential("Funds", status="rejected").member("jo").member("mira", left=1)
    assert evidence(story, "field_uncovered") == ("potential:Payments",)
    assert not story.rated().symptoms[0].decides


def test_field_uncovered_needs_a_specialist_member() -> None:
    assert not holds(Story().potential("Leasing"), "field_uncovered")
