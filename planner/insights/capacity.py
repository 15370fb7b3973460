"""Hours that people have said they have: what holds in a week, and sums that tell of nobody.

A sum is made of at least `LEAST` people beside the one who reads it. All sums of one reader come
from one division of the people: fields with too few are put together until there are enough, so
that the difference between any two sums is a sum of enough people as well. Each sum is rounded to
full `STEP` hours: else the difference between two weeks, or between two looks, would say how many
hours the one has who is known to be away, or to have just said something.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

LEAST = 3
STEP = Decimal(5)
_NONE = Decimal(0)
_Field = int | None


@dataclass(frozen=True, slots=True)
class HoursSaid:
    """What somebody has said: so many hours in this week only, or from it on until changed."""

    week: datetime.date
    hours: Decimal
    only_that_week: bool


@dataclass(frozen=True, slots=True)
class HoursOfOne:
    """One of those who are added up: the hours in each week, None where nothing was said."""

    field: _Field
    hours: tuple[Decimal | None, ...]
    reads: bool = False

    @property
    def has_said(self) -> bool:
        return any(hours is not None for hours in self.hours)


@dataclass(frozen=True, slots=True)
class CapacityGroup:
    """The people of these fields together, so many of whom have said something.

    `hours` has a sum for each week, None where it is withheld or where nobody has said anything;
    `people` is None where the number itself would tell of somebody.
    """

    fields: tuple[_Field, ...]
    people: int | None
    said: int | None
    hours: tuple[Decimal | None, ...]

    @property
    def is_withheld(self) -> bool:
        """Whether these are too few to say anything about them."""
        return self.people is None

    @property
    def withholds(self) -> bool:
        """Whether something was said in it that is not shown."""
        return self.is_withheld or (bool(self.said) and None in self.hours)


@dataclass(frozen=True, slots=True)
class CapacitySums:
    """The groups, and all of them together."""

    groups: tuple[CapacityGroup, ...]
    total: CapacityGroup


def hours_in(week: datetime.date, said: Iterable[HoursSaid]) -> Decimal | None:
    """What somebody has said for a week: for that one alone, or else last said until changed."""
    lasting: HoursSaid | None = None
    for each in said:
        if each.only_that_week and each.week == week:
            return each.hours
        begun = not each.only_that_week and each.week <= week
        if begun and (lasting is None or lasting.week < each.week):
            lasting = each
    return None if lasting is None else lasting.hours


def rounded(hours: Decimal) -> Decimal:
    """To full steps, a half step upwards."""
    return (hours / STEP).quantize(Decimal(1), ROUND_HALF_UP) * STEP


def sums(people: Sequence[HoursOfOne], fields: Sequence[_Field], weeks: int) -> CapacitySums:
    """Add up the hours of so many weeks by field; `fields` gives the order in which they come."""
    parted = divide(people, fields)
    groups = [_group(fields, among) for fields, among in parted]
    total = [_total(groups, [among for _f, among in parted], week) for week in range(weeks)]
    return CapacitySums(tuple(groups), _whole(people, tuple(total)))


def divide(
    people: Sequence[HoursOfOne], fields: Sequence[_Field]
) -> list[tuple[tuple[_Field, ...], list[HoursOfOne]]]:
    """The people by field, and fields with too few of them put together until there are enough."""
    large: list[tuple[tuple[_Field, ...], list[HoursOfOne]]] = []
    small: list[tuple[tuple[_Field, ...], list[HoursOfOne]]] = []
    gathered: tuple[tuple[_Field, ...], list[HoursOfOne]] = ((), [])
    for field in fields:
        among = [one for one in people if one.field == field]
        if among and _is_enough(among):
            large.append(((field,), among))
        elif among:
            gathered = ((*gathered[0], field), [*gathered[1], *among])
            if _is_enough(gathered[1]):
                small.append(gathered)
                gathered = ((), [])
    while gathered[0] and (small or large):
        last = _least_of(small or large)
        gathered = ((*last[0], *gathered[0]), [*last[1], *gathered[1]])
        if _is_enough(gathered[1]):
            small.append(gathered)
            gathered = ((), [])
    return [*large, *small, *([gathered] if gathered[0] else [])]


def _least_of(
    groups: list[tuple[tuple[_Field, ...], list[HoursOfOne]]],
) -> tuple[tuple[_Field, ...], list[HoursOfOne]]:
    """Take out the group with the fewest people, of several the last one."""
    fewest = min(len(among) for _fields, among in groups)
    at = max(number for number, (_f, among) in enumerate(groups) if len(among) == fewest)
    return groups.pop(at)


def _is_enough(among: Sequence[HoursOfOne]) -> bool:
    """Whether a sum of these tells of nobody: enough have said something, or of enough nobody."""
    others = [one for one in among if not one.reads]
    said = sum(one.has_said for one in others)
    return said >= LEAST or (said == 0 and len(others) >= LEAST)


def _group(fields: tuple[_Field, ...], among: Sequence[HoursOfOne]) -> CapacityGroup:
    if not _is_enough(among):
        return CapacityGroup(fields, None, None, tuple(None for _week in among[0].hours))
    said = sum(one.has_said for one in among)
    weeks = range(len(among[0].hours))
    return CapacityGroup(fields, len(among), said, tuple(_shown(among, week) for week in weeks))


def _shown(among: Sequence[HoursOfOne], week: int) -> Decimal | None:
    """Of fewer than enough who have hours in a week, the sum would be that of one or two."""
    return rounded(_sum(among, week)) if _with_hours(among, week) >= LEAST else None


def _total(
    groups: Sequence[CapacityGroup], parted: Sequence[Sequence[HoursOfOne]], week: int
) -> Decimal | None:
    """All together; withheld where what is left over, shown from all, is a sum of too few."""
    hidden: list[HoursOfOne] = []
    for group, among in zip(groups, parted, strict=True):
        if group.hours[week] is None and any(one.hours[week] is not None for one in among):
            hidden.extend(among)
    shown = [group.hours[week] for group in groups]
    if hidden and _with_hours(hidden, week) < LEAST:
        return None
    if not hidden and all(hours is None for hours in shown):
        return None
    rest = rounded(_sum(hidden, week)) if hidden else _NONE
    return sum((hours for hours in shown if hours is not None), rest)


def _whole(people: Sequence[HoursOfOne], hours: tuple[Decimal | None, ...]) -> CapacityGroup:
    fields = tuple(dict.fromkeys(one.field for one in people))
    if not _is_enough(people):
        return CapacityGroup(fields, None, None, hours)
    return CapacityGroup(fields, len(people), sum(one.has_said for one in people), hours)


def _with_hours(among: Sequence[HoursOfOne], week: int) -> int:
    return sum(bool(one.hours[week]) for one in among if not one.reads)


def _sum(among: Sequence[HoursOfOne], week: int) -> Decimal:
    return sum((one.hours[week] or _NONE for one in among), _NONE)
