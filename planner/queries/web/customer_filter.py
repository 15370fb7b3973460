"""Which customers a page is about: those that the reader may see, and of these what is asked."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, True_, and_, func, or_, select, true

from planner.access import covered_customers, people_of
from planner.models import Customer, Person, Team
from planner.models.kinds import Stage

NOTHING = "-"
"""Stands in a filter for customers without a team, a region or a segment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerFilter:
    """Texts are the id of a team or department, a name, or NOTHING; an empty one asks for whatever
    there is.

    What a page asks for beside it, the page adds in a filter of its own.
    """

    team: str = ""
    region: str = ""
    segment: str = ""
    stage: Stage | None = None


# What was brought in may have an empty text for nothing.
segment_name: ColumnElement[str | None] = func.nullif(Customer.segment, "")
region_name: ColumnElement[str | None] = func.nullif(Team.region, "")


def asked(reader: Person, wanted: CustomerFilter) -> ColumnElement[bool]:
    """The customers of the reader that the filter asks for, as a condition on `Customer`."""
    return all_conditions(covered_customers(reader), *narrowed(wanted))


def narrowed(wanted: CustomerFilter) -> Iterator[ColumnElement[bool]]:
    """What the filter asks for, whoever reads, as conditions on `Customer`."""
    if wanted.team:
        yield _owned(_of_team(wanted.team), otherwise=wanted.team == NOTHING)
    if wanted.region:
        yield _owned(_of_region(wanted.region), otherwise=wanted.region == NOTHING)
    if wanted.segment:
        yield segment_name == (None if wanted.segment == NOTHING else wanted.segment)
    if wanted.stage is not None:
        yield Customer.stage == wanted.stage


def all_conditions(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """All of them together, without those that leave no customer out."""
    narrowing = [each for each in conditions if not asks_for_all(each)]
    return and_(*narrowing) if narrowing else true()


def asks_for_all(condition: ColumnElement[bool]) -> bool:
    """Whether it leaves no customer out, so that nothing has to be compared with it."""
    return isinstance(condition, True_)


def _owned(by: Any, *, otherwise: bool) -> ColumnElement[bool]:
    """Customers whose owner is among these, or, `otherwise`, those whose owner is not."""
    if otherwise:
        return or_(Customer.owner_id.is_(None), Customer.owner_id.not_in(by))
    return Customer.owner_id.in_(by)


def _of_team(asked_for: str) -> Any:
    if asked_for == NOTHING:
        return select(Person.id).where(Person.team_id.is_not(None))
    return people_of(int(asked_for))


def _of_region(asked_for: str) -> Any:
    found = select(Person.id).join(Team, Team.id == Person.team_id)
    if asked_for == NOTHING:
        return found.where(region_name.is_not(None))
    return found.where(region_name == asked_for)
