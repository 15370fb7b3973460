import pytest

from planner.rating import RatedSide
from planner.rating.one_sidedness import Pair, leaning, one_sidedness, pairs_of
from planner.rating.situation import situation_on
from planner.rating.thresholds import DEFAULTS
from tests.rating.building import TODAY, Story


def pairs(story: Story) -> dict[str, tuple[int, int]]:
    counted = pairs_of(situation_on(TODAY, story.facts(), DEFAULTS))
    names = ("goals", "activities", "contacts", "log", "ideas")
    return {n: (p.generalist, p.specialist) for n, p in zip(names, counted, strict=True)}


def test_goals_counts_the_live_goals_with_a_commitment_of_the_side_however_old() -> None:
    story = Story().goal("a", ("anna", 250), ("tom", 2)).goal("b", ("anna", 9), ("jo", 9))
    story.goal("c", ("jo", 9), status="reached").goal("d", ("lead", 9)).goal("e")
    assert pairs(story)["goals"] == (2, 1)


def test_activities_counts_those_that_belong_to_the_window_by_their_assignee() -> None:
    story = Story().activity("a", 250, "jo", assignee="anna").activity("b", 9, assignee="lead")
    story.activity("c", 250, assignee="jo", done=179).activity("d", 250, assignee="jo", done=180)
    story.activity("e", 9, status="cancelled", assignee="jo").activity("f", 9)
    assert pairs(story)["activities"] == (1, 1)


def test_contacts_counts_the_contacts_with_somebody_of_the_side() -> None:
    story = Story().entry(9, "anna", "tom").entry(9, "anna", "jo").entry(9, "ceo")
    story.entry(180, "jo").visit("v", 180, "jo").visit("w", 9, "tom")
    assert pairs(story)["contacts"] == (3, 1)


def test_log_counts_entries_of_the_window_by_their_author() -> None:
    story = Story().entry(179, "anna", "jo").entry(180, "jo").entry(9, "vera").entry(9, "lead")
    assert pairs(story)["log"] == (1, 1)


def test_ideas_counts_those_proposed_in_the_window() -> None:
    story = Story().idea("a", "jo", 179).idea("b", "jo", 180).idea("c", "anna", 0)
    assert pairs(story.idea("d", "ceo", 3).idea("e", "vera", 3))["ideas"] == (1, 2)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([(1, 1), (1, 1), (1, 1)], 0),
        ([(1, 0), (0, 1), (2, 0)], 100),
        ([(1, 1), (2, 1), (2, 2), (2, 0)], 38),  # 37.5 goes up
        ([(1, 1), (1, 1), (3, 1), (2, 1)], 29),  # 29.17 goes down
        ([(200, 199), (1, 1), (1, 1), (1, 1), (1, 1)], 0),  # 0.1
        ([(40, 39), (1, 1), (1, 1), (1, 1), (1, 1)], 1),  # 0.5 goes up
        ([(8, 1), (8, 1), (8, 1), (8, 1)], 88),  # 87.5 goes up, not to the even neighbour
        ([(8, 5), (8, 5), (8, 5), (8, 5)], 38),  # and so does 37.5
        ([(8, 3), (8, 3), (8, 3), (8, 3)], 63),  # and 62.5
    ],
)
def test_one_sidedness_is_rounded_half_up(given: list[tuple[int, int]], expected: int) -> None:
    assert one_sidedness([Pair(*counts) for counts in given]) == expected


def test_one_sidedness_is_absent_with_fewer_than_three_pairs() -> None:
    story = Story().potential().member("jo").entry(9, "anna")
    assert story.rated().one_sidedness is None
    assert story.rated().leaning is RatedSide.GENERALIST
    assert story.activity("a", 9, assignee="jo").rated().one_sidedness == 100


def with_ideas(specialist: int, member: str = "jo") -> Story:
    """Balances of 1 (activities), 0 (contacts), 0 (log) and so many of 50 (ideas)."""
    story = Story().potential().member(member).entry(9, "anna")
    for who in ("anna", "jo"):
        story.activity(who, 9, assignee=who, customer=False)
    for number in range(50):
        story.idea(f"g{number}", "anna", 9)
    for number in range(specialist):
        story.idea(f"s{number}", "jo", 9)
    return story


@pytest.mark.parametrize(("ideas", "number", "flagged"), [(31, 60, True), (32, 59, False)])
def test_a_plan_is_flagged_one_sided_at_60_after_rounding(
    ideas: int, number: int, flagged: bool
) -> None:
    rating = with_ideas(ideas).rated()  # 59.5 and 59 before rounding
    assert (rating.one_sidedness, rating.one_sided) == (number, flagged)


def test_a_plan_without_specialist_side_member_is_not_flagged() -> None:
    rating = with_ideas(0, member="tom").rated()
    assert (rating.one_sidedness, rating.one_sided) == (75, False)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([], None),
        ([(1, 1)], None),
        ([(1, 0), (0, 7)], None),
        ([(2, 1), (1, 2), (0, 1)], RatedSide.SPECIALIST),
        ([(3, 1), (0, 1), (9, 1)], RatedSide.GENERALIST),
        ([(2, 1), (2, 1), (2, 1), (0, 1)], None),  # sums of thirds, exactly even
    ],
)
def test_the_leaning_side_has_the_larger_sum_of_shares(
    given: list[tuple[int, int]], expected: RatedSide | None
) -> None:
    assert leaning([Pair(*counts) for counts in given]) is expected
