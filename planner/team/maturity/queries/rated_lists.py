"""The very plans that a count of the maturity map is made of."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, select

from planner.database import rows
from planner.models import Customer, Person, Plan, Team
from planner.queries.web.paging import ListPage, read_page
from planner.team.maturity.queries.rated_plans import (
    MaturityFilter,
    PlanPlace,
    of_reader,
    place_on,
    with_team,
)

RATED_PAGE = 25


@dataclass(frozen=True, slots=True)
class RatedPlanRow:
    """A plan with where it stood on the two days."""

    id: int
    key: str
    customer: str
    team: str | None
    before: PlanPlace
    after: PlanPlace


def page_of_rated_plans(reader: Person, look: MaturityFilter) -> ListPage[RatedPlanRow]:
    """One page in the order of the customers' names."""
    found = read_page(*_placed(reader, look), look.page, RATED_PAGE)
    return found.turned(lambda listed: map(_row, listed))


def all_rated_plans(reader: Person, look: MaturityFilter) -> list[RatedPlanRow]:
    statement, order = _placed(reader, look)
    return [_row(row) for row in rows(statement.order_by(*order))]


def _row(row: Any) -> RatedPlanRow:
    plan_id, key, customer, team, before, after, *_sorted_by = row
    return RatedPlanRow(plan_id, key, customer, team, PlanPlace(before), PlanPlace(after))


def _placed(reader: Person, look: MaturityFilter) -> tuple[Any, tuple[Any, ...]]:
    """The plans, and their order."""
    placed = (
        with_team(
            select(
                Plan.id,
                Customer.key,
                Customer.name,
                Team.name.label("team"),
                Customer.name_folded,
                place_on(look.since, look.today).label("before"),
                place_on(look.until, look.today).label("after"),
            )
        )
        .where(of_reader(reader, look))
        .subquery("placed")
    )
    shown = (placed.c.id, placed.c.key, placed.c.name, placed.c.team)
    statement = (
        select(*shown, placed.c.before, placed.c.after)
        .where(_at(placed.c.before, look.before), _at(placed.c.after, look.after))
        .where((placed.c.before != PlanPlace.ABSENT) | (placed.c.after != PlanPlace.ABSENT))
    )
    return statement, (placed.c.name_folded, placed.c.id)


def _at(column: Any, wanted: PlanPlace | None) -> ColumnElement[bool]:
    return and_(True) if wanted is None else column == wanted.value
