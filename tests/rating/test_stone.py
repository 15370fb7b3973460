from typing import Any

import pytest

from tests.rating.building import Story, evidence, holds


def together() -> Story:
    """Jo has been a member for long, and nothing joins her to Anna."""
    return Story().member("jo").potential()


@pytest.mark.parametrize("kind", ["introduction", "claim"])
@pytest.mark.parametrize(("days", "expected"), [(14, False), (15, True)])
def test_kept_out_holds_when_a_wish_is_pending_for_more_than_14_days(
    kind: str, days: int, expected: bool
) -> None:
    assert holds(together().request("jo", kind, days), "kept_out") is expected


def test_kept_out_holds_at_once_when_a_wish_is_declined() -> None:
    story = together().request("jo", "introduction", 1, "declined", 0)
    assert evidence(story, "kept_out") == ("request:jo",)
    assert not holds(together().request("jo", "introduction", 30, "accepted", 0), "kept_out")


def test_kept_out_asks_about_introductions_and_claims_of_specialist_side_members() -> None:
    assert not holds(together().request("jo", "join", 40), "kept_out")
    assert not holds(together().request("mira", "claim", 40), "kept_out")
    assert not holds(together().request("anna", "claim", 40), "kept_out")
    assert not holds(together().member("mira", left=1).request("mira", "claim", 40), "kept_out")


def test_kept_out_does_not_hold_with_a_joint_contact() -> None:
    story = together().request("jo", "claim", 40).entry(100, "anna", "jo")
    assert not holds(story, "kept_out")


@pytest.mark.parametrize(("days", "expected"), [(29, False), (30, True)])
def test_no_interaction_needs_a_specialist_who_joined_30_or_more_days_ago(
    days: int, expected: bool
) -> None:
    story = Story().member("mira", joined=1).member("jo", joined=days)
    assert evidence(story, "no_interaction") == (() if expected else None)


def test_no_interaction_needs_a_specialist_member() -> None:
    assert not holds(Story().member("jo", left=1), "no_interaction")


@pytest.mark.parametrize(("on", "expected"), [(179, False), (180, True)])
class TestInteractionInTheWindow:
    def test_a_joint_contact(self, on: int, expected: bool) -> None:
        assert holds(together().entry(on, "anna", "jo"), "no_interaction") is expected

    def test_an_activity_of_both_sides(self, on: int, expected: bool) -> None:
        story = together().activity("a1", 200, "anna", assignee="jo", done=on, customer=False)
        assert holds(story, "no_interaction") is expected

    def test_the_commitment_of_the_second_side(self, on: int, expected: bool) -> None:
        story = together().goal("g1", ("anna", 250), ("jo", on, 5), ("mira", 20), target=100)
        assert holds(story, "no_interaction") is expected

    def test_an_idea_of_one_side_that_the_other_adopted(self, on: int, expected: bool) -> None:
        for proposer, adopter in (("jo", "anna"), ("tom", "vera")):
            story = together().idea("i1", proposer, 200, "adopted", adopter, on)
            assert holds(story, "no_interaction") is expected

    def test_a_joint_review_with_its_leader_as_attendee(self, on: int, expected: bool) -> None:
        assert holds(together().review(on, "jo", "anna"), "no_interaction") is expected
        assert holds(together().review(on, "lead", "jo", "tom"), "no_interaction") is expected


def test_an_open_or_planned_activity_of_both_sides_is_interaction_however_old() -> None:
    planned = together().activity("a1", 250, "jo", assignee="anna", customer=False)
    assert not holds(planned, "no_interaction")
    opened = together().activity("a1", 250, "jo", participants=["anna"], customer=False)
    assert not holds(opened, "no_interaction")
    cancelled = together().activity("a1", 5, "jo", "cancelled", assignee="anna")
    assert holds(cancelled, "no_interaction")


@pytest.mark.parametrize("word", ["claimed", "due", "done"])
def test_any_date_of_a_done_activity_brings_it_into_the_window(word: str) -> None:
    days: dict[str, Any] = {"claimed": 200, "due": 200, "done": 200}
    story = together().activity("a1", 250, assignee="jo", customer=False, **days)
    assert holds(story, "no_interaction")
    story = together().activity("a1", 250, assignee="jo", customer=False, **days | {word: 179})
    assert not holds(story, "no_interaction")


def test_a_due_date_in_the_future_does_not_bring_a_done_activity_into_the_window() -> None:
    story = together().activity("a1", 250, assignee="jo", customer=False, done=200, due=-5)
    assert holds(story, "no_interaction")


def test_what_one_side_does_alone_or_with_neither_is_no_interaction() -> None:
    story = together().entry(5, "anna", "tom").entry(5, "jo", "lead").review(5, "ceo", "jo")
    story.activity("a1", 9, "jo", assignee="mira", participants=["ceo", "lead"])
    story.goal("g1", ("anna", 5), ("lead", 5)).goal("g2", ("anna", 5), ("jo", 5), status="reached")
    story.idea("i1", "jo", 9, "adopted", "mira", 5).idea("i2", "jo", 9, "rejected", "anna", 5)
    story.idea("i3", "lead", 9, "adopted", "anna", 5).idea("i4", "jo", 9, "presented")
    story.idea("i5", "jo", 9, "adopted", None, 5)
    assert holds(story, "no_interaction")


@pytest.mark.parametrize(
    ("by", "kind", "status", "stands"),
    [
        ("anna", "visit", "open", True),
        ("tom", "internal", "open", True),
        ("anna", "introduction", "planned", True),
        ("anna", "introduction", "done", False),
        ("anna", "introduction", "cancelled", False),
        ("anna", "visit", "planned", False),
        ("anna", "visit", "cancelled", False),
        ("jo", "visit", "open", False),
        ("lead", "introduction", "open", False),
    ],
)
def test_which_openings_still_stand(by: str, kind: str, status: str, stands: bool) -> None:
    words = {} if status in ("open", "cancelled") else {"assignee": by}
    done = 240 if status == "done" else None
    story = together().activity("a1", 250, by, status, kind, customer=False, done=done, **words)
    assert holds(story, "no_interaction") is not stands


def test_an_invitation_stands_while_the_invited_specialist_is_a_member() -> None:
    assert not holds(together().member("mira", via="invitation"), "no_interaction")
    assert holds(together().member("mira", via="invitation", left=3), "no_interaction")
    assert holds(together().member("tom", via="invitation"), "no_interaction")
    assert holds(together().member("mira", via="request"), "no_interaction")
