from typing import Any

import pytest

from tests.rating.building import Story, evidence, holds


@pytest.mark.parametrize(("days", "expected"), [(14, False), (15, True)])
def test_an_opening_is_unclaimed_after_more_than_14_days(days: int, expected: bool) -> None:
    assert holds(Story().activity("a1", days), "openings_unclaimed") is expected


def test_openings_unclaimed_names_the_open_activities_of_the_generalist_side() -> None:
    story = Story().activity("b", 20, "tom").activity("a", 20, customer=False)
    story.activity("c", 20, "jo").activity("d", 20, assignee="anna")
    story.activity("e", 20, status="cancelled").activity("f", 20, "lead")
    assert evidence(story, "openings_unclaimed") == ("activity:a", "activity:b")


def test_openings_unclaimed_is_shown_with_a_joint_contact_but_decides_nothing_then() -> None:
    story = Story().member("jo", joined=5).activity("a1", 20)
    assert [symptom.decides for symptom in story.rated().symptoms if symptom.age == "bronze"] == [
        True
    ]
    story.entry(3, "jo", "anna")
    assert [symptom.decides for symptom in story.rated().symptoms if symptom.age == "bronze"] == [
        False
    ]


def invited(joined: int = 100) -> Story:
    return Story().member("jo", joined=joined, via="invitation").potential()


@pytest.mark.parametrize(("days", "expected"), [(59, False), (60, True)])
def test_a_specialist_is_a_stranger_60_or_more_days_after_joining(
    days: int, expected: bool
) -> None:
    assert holds(invited(joined=days), "stranger") is expected


def test_stranger_names_the_specialist_side_members_who_never_met_the_customer() -> None:
    story = invited().member("mira").member("vera", joined=20).member("tom", via="invitation")
    assert evidence(story.entry(250, "jo"), "stranger") == ("member:mira",)


def test_any_contact_ever_ends_being_a_stranger() -> None:
    assert not holds(invited().entry(400, "jo"), "stranger")
    assert not holds(invited().entry(400, "anna", "jo"), "stranger")
    assert not holds(invited().visit("a1", 400, "jo"), "stranger")
    assert not holds(invited().visit("a1", 400, "anna", "jo"), "stranger")


def test_activities_without_the_customer_or_not_done_do_not() -> None:
    story = invited().activity("a1", 30, done=20, assignee="jo", customer=False)
    story.activity("a2", 30, assignee="jo").activity("a3", 30, "jo", "cancelled", assignee="jo")
    assert holds(story, "stranger")


@pytest.mark.parametrize(
    ("kind", "status", "expected"),
    [
        ("introduction", "done", True),
        ("introduction", "planned", True),
        ("introduction", "cancelled", False),
        ("visit", "open", True),
        ("visit", "planned", False),
    ],
)
def test_stranger_needs_an_opening_whatever_became_of_it(
    kind: str, status: str, expected: bool
) -> None:
    story = Story().member("jo", via="policy")
    words: dict[str, Any] = {} if status == "open" else {"assignee": "anna"}
    done = 240 if status == "done" else None
    story.activity("a1", 250, "anna", status, kind, done=done, **words)
    assert holds(story, "stranger") is expected


def test_stranger_does_not_hold_without_an_opening_or_for_one_who_left() -> None:
    assert not holds(Story().member("jo", via="policy"), "stranger")
    assert not holds(invited().member("mira", left=1).entry(5, "jo"), "stranger")


def test_an_invitation_of_somebody_who_left_is_no_opening() -> None:
    story = Story().member("jo", via="policy").member("mira", via="invitation", left=10)
    assert not holds(story, "stranger")
