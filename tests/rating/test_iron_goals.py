import pytest

from tests.rating.building import Story, evidence, holds

BOTH = (("anna", 200), ("jo", 200))


def joint() -> Story:
    """Jo was once at the customer with Anna."""
    return Story().member("jo").potential().entry(10, "anna", "jo")


def alone() -> Story:
    return Story().member("jo").potential().entry(10, "anna")


def test_no_goals_holds_with_a_joint_contact_and_no_live_goal() -> None:
    assert evidence(joint(), "no_goals") == ()
    for status in ("reached", "dropped"):
        assert holds(joint().goal("g1", *BOTH, status=status), "no_goals")
    assert not holds(joint().goal("g1"), "no_goals")
    assert not holds(alone(), "no_goals")


@pytest.mark.parametrize(("shared", "unshared", "expected"), [(3, 2, False), (2, 2, True)])
def test_goals_not_shared_holds_for_fewer_than_60_percent(
    shared: int, unshared: int, expected: bool
) -> None:
    story = joint()
    for number in range(shared):
        story.goal(f"s{number}", *BOTH)
    for number in range(unshared):
        story.goal(f"u{number}", ("anna", 200))
    assert holds(story, "goals_not_shared") is expected


def test_goals_not_shared_names_the_live_goals_that_are_not_shared() -> None:
    story = joint().goal("b", ("anna", 9), ("tom", 9)).goal("a", ("jo", 9), ("lead", 9))
    story.goal("c", *BOTH).goal("d").goal("e", status="dropped").goal(
        "f", ("anna", 1), ("jo", 1, 7)
    )
    expected = ("goal:a", "goal:b", "goal:d", "goal:f")
    assert evidence(story, "goals_not_shared") == expected


def test_goals_not_shared_needs_a_joint_contact_and_a_live_goal() -> None:
    assert not holds(alone().goal("g1"), "goals_not_shared")
    assert not holds(joint().goal("g1", status="dropped"), "goals_not_shared")


def test_a_commitment_binds_even_of_somebody_who_is_no_member() -> None:
    assert not holds(joint().goal("g1", ("tom", 9), ("vera", 9)), "goals_not_shared")


@pytest.mark.parametrize(
    ("goal", "generalist", "specialist", "agree"),
    [
        (None, None, None, True),
        (100, None, None, True),
        (100, None, 90, True),
        (100, None, 89.99, False),
        (90, None, 100, True),
        (None, 100, 100, True),
        (None, 100, None, False),
        (500, 100, 100, True),
        (0, None, None, True),
        (0, None, 1, False),
        (-100, None, -90, True),
        (-100, None, -89.99, False),
        (5, None, -5, False),
        (0.3, None, 0.27, True),
        (0.3, None, 0.2699999999999999, False),
        (1.1, None, 0.99, True),
    ],
)
def test_when_targets_agree(
    goal: float | None, generalist: float | None, specialist: float | None, agree: bool
) -> None:
    first = ("anna", 9) if generalist is None else ("anna", 9, generalist)
    second = ("jo", 9) if specialist is None else ("jo", 9, specialist)
    story = joint().goal("g1", first, second, target=goal)
    assert evidence(story, "targets_diverge") == (None if agree else ("goal:g1",))
    assert holds(story, "goals_not_shared") is not agree


def test_every_commitment_counts_for_the_agreement_of_targets() -> None:
    story = joint().goal("g1", ("anna", 9, 100), ("jo", 9, 95), ("tom", 9, 89))
    assert holds(story, "targets_diverge")
    story = joint().goal("g1", ("anna", 9, 100), ("jo", 9, 95), ("lead", 9, 200))
    assert holds(story, "targets_diverge")


def test_targets_diverge_needs_both_sides_a_live_goal_and_a_joint_contact() -> None:
    apart = (("anna", 9, 100), ("jo", 9, 200))
    assert not holds(joint().goal("g1", ("anna", 9, 100), ("tom", 9, 200)), "targets_diverge")
    assert not holds(joint().goal("g1", *apart, status="dropped"), "targets_diverge")
    assert not holds(alone().goal("g1", *apart), "targets_diverge")
    assert holds(joint().goal("g1", *apart), "targets_diverge")
