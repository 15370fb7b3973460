"""Sums of hours, out of which nobody's own can be worked out."""

import datetime
from decimal import Decimal
from itertools import combinations
from random import Random

import pytest

from planner.insights.capacity import (
    LEAST,
    CapacitySums,
    HoursOfOne,
    HoursSaid,
    divide,
    hours_in,
    rounded,
    sums,
)

MONDAY = datetime.date(2026, 12, 21)
WEEK = datetime.timedelta(weeks=1)
FIELDS = [3, 1, 2, None]


def somebody(field: int | None, *hours: int | None, reads: bool = False) -> HoursOfOne:
    return HoursOfOne(
        field, tuple(None if each is None else Decimal(each) for each in hours), reads=reads
    )


def said(weeks: int, hours: int, *, only: bool = False) -> HoursSaid:
    return HoursSaid(MONDAY + weeks * WEEK, Decimal(hours), only_that_week=only)


def plain(hours: tuple[Decimal | None, ...]) -> list[int | None]:
    return [None if each is None else int(each) for each in hours]


def test_what_was_said_last_holds_until_something_else_is_said() -> None:
    spoken = [said(0, 8), said(3, 12), said(1, 0, only=True)]
    found = [hours_in(MONDAY + weeks * WEEK, spoken) for weeks in range(-1, 5)]
    assert found == [None, 8, 0, 8, 12, 12]


def test_one_week_alone_can_be_said_without_the_others() -> None:
    found = [hours_in(MONDAY + weeks * WEEK, [said(1, 5, only=True)]) for weeks in range(3)]
    assert found == [None, 5, None]


@pytest.mark.parametrize(("exact", "shown"), [("0", 0), ("2.4", 0), ("2.5", 5), ("33", 35)])
def test_sums_are_rounded_to_full_five_hours(exact: str, shown: int) -> None:
    assert rounded(Decimal(exact)) == shown


def test_a_field_with_three_who_have_said_something_has_a_sum_of_its_own() -> None:
    people = [somebody(1, 8), somebody(1, 8), somebody(1, 9), somebody(1, None)]
    found = sums(people, FIELDS, 1)
    (group,) = found.groups
    assert (group.fields, group.people, group.said, plain(group.hours)) == ((1,), 4, 3, [25])
    assert plain(found.total.hours) == [25]


def test_fields_with_fewer_are_put_together_until_there_are_enough() -> None:
    large = [somebody(1, 10) for _each in range(3)]
    small = [somebody(2, 10), somebody(3, 10)]
    found = sums([*large, *small], FIELDS, 1)
    assert [group.fields for group in found.groups] == [(1, 3, 2)]
    found = sums([*large, *small, somebody(None, 10)], FIELDS, 1)
    assert [group.fields for group in found.groups] == [(1,), (3, 2, None)]
    assert plain(found.total.hours) == [60]


def test_too_few_are_not_added_up_at_all() -> None:
    found = sums([somebody(1, 8), somebody(2, 8)], FIELDS, 1)
    (group,) = found.groups
    assert group.is_withheld
    assert found.total.is_withheld
    assert (group.people, group.said, plain(group.hours)) == (None, None, [None])
    assert plain(found.total.hours) == [None]


def test_a_team_without_members_has_no_sum() -> None:
    found = sums([], FIELDS, 2)
    assert found.groups == ()
    assert found.total.is_withheld
    assert plain(found.total.hours) == [None, None]


def test_who_reads_counts_among_the_people_but_hides_nobody() -> None:
    """Otherwise they would take away what they know of themselves."""
    people = [somebody(1, 8), somebody(1, 8), somebody(1, 8, reads=True)]
    assert sums(people, FIELDS, 1).total.is_withheld
    (group,) = sums([*people, somebody(1, 8)], FIELDS, 1).groups
    assert (group.people, group.said, plain(group.hours)) == (4, 4, [30])


def test_in_a_week_in_which_all_but_two_are_away_nothing_is_shown() -> None:
    people = [somebody(1, 8, 8), somebody(1, 8, 0), somebody(1, 8, 9), somebody(2, 8, 8)]
    people += [somebody(2, 8, 8), somebody(2, 8, 8)]
    found = sums(people, FIELDS, 2)
    assert [plain(group.hours) for group in found.groups] == [[25, None], [25, 25]]
    assert plain(found.total.hours) == [50, None]  # else it would say what the two have


def test_two_groups_that_are_not_shown_can_be_in_the_sum_of_all() -> None:
    people = [somebody(1, 10), somebody(1, 10), somebody(1, 0)]
    people += [somebody(2, 10), somebody(2, 10), somebody(2, 0), *([somebody(None, 10)] * 3)]
    found = sums(people, FIELDS, 1)
    assert [plain(group.hours) for group in found.groups] == [[None], [None], [30]]
    assert plain(found.total.hours) == [70]


def test_a_field_of_which_nobody_has_said_anything_stands_by_itself() -> None:
    people = [*([somebody(1, 8)] * 3), *([somebody(2, None)] * 3)]
    found = sums(people, FIELDS, 1)
    assert [(g.fields, g.said, plain(g.hours)) for g in found.groups] == [
        ((1,), 3, [25]),
        ((2,), 0, [None]),
    ]
    assert plain(found.total.hours) == [25]


def crowd(chance: Random) -> list[HoursOfOne]:
    people = []
    for _each in range(chance.randint(0, 14)):
        hours = [
            Decimal(chance.choice([0, 0, 4, 8])) if chance.random() < 0.6 else None
            for _week in range(3)
        ]
        silent = chance.random() < 0.2
        given = tuple(None if silent else each for each in hours)
        people.append(HoursOfOne(chance.choice(FIELDS), given))
    if people and chance.random() < 0.5:
        people[0] = HoursOfOne(people[0].field, people[0].hours, reads=True)
    return people


def shown_sets(people: list[HoursOfOne], found: CapacitySums, week: int) -> list[frozenset[int]]:
    """Of whom each figure is made that is shown in a week."""
    figures = [
        frozenset(n for n, one in enumerate(people) if one.field in group.fields)
        for group in found.groups
        if group.hours[week] is not None
    ]
    return figures + (
        [frozenset(range(len(people)))] if found.total.hours[week] is not None else []
    )


def test_no_difference_of_shown_sums_is_made_of_fewer_than_three() -> None:
    chance = Random(1)
    for _crowd in range(300):
        people = crowd(chance)
        found = sums(people, FIELDS, 3)
        for week in range(3):
            figures = shown_sets(people, found, week)
            for size in range(len(figures)):
                for taken in combinations(figures[:-1], size):
                    rest = figures[-1].difference(*taken)
                    spoken = [n for n in rest if people[n].hours[week] is not None]
                    others = [n for n in spoken if not people[n].reads and people[n].hours[week]]
                    assert not spoken or len(others) >= LEAST


def test_everybody_is_in_one_group_and_what_is_shown_adds_up() -> None:
    chance = Random(1)
    for _crowd in range(300):
        people = crowd(chance)
        found = sums(people, FIELDS, 3)
        parted = divide(people, FIELDS)
        assert sorted(map(id, people)) == sorted(id(one) for _f, among in parted for one in among)
        for week in range(3):
            for group in found.groups:
                exact = sum(one.hours[week] or 0 for one in people if one.field in group.fields)
                assert group.hours[week] in (None, rounded(Decimal(exact)))
            shown = [group.hours[week] for group in found.groups]
            if None not in shown and shown:
                assert found.total.hours[week] == sum(hours or 0 for hours in shown)
