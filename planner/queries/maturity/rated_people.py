"""The active plans whose rating looks at somebody: whom they name, in whatever part."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any, cast

from sqlalchemy import Column, FromClause, Select, Table, bindparam, select, union

from planner.database import Base, rows
from planner.models import Person, Plan
from planner.models.item_lists import lists_of
from planner.models.kinds import PlanStatus
from planner.models.mixins import Rated

_PERSON = cast(Table, Person.__table__).c.id


def _rated() -> Iterator[Table]:
    """What a rating looks at, with the lists of it."""
    for mapper in Base.registry.mappers:
        if issubclass(mapper.class_, Rated):
            table = cast(Table, mapper.local_table)
            yield from (table, *lists_of(table))


def _way_to_plan(table: Table) -> tuple[Column[Any], FromClause]:
    """The column that says of which plan something is, and the tables on the way there."""
    if "plan_id" in table.c:
        return table.c.plan_id, table
    (of,) = (key for key in table.foreign_keys if key.ondelete == "CASCADE")
    column, way = _way_to_plan(of.column.table)
    return column, way.join(table, of.parent == of.column)


def _named(person_id: Column[Any]) -> Select[int, int]:
    """Which plan names whom in this column."""
    plan_id, way = _way_to_plan(person_id.table)
    found = select(plan_id.label("plan_id"), person_id.label("person_id")).select_from(way)
    return found.where(person_id.in_(bindparam("person_ids", expanding=True)))


_COLUMNS = (key.parent for table in _rated() for key in table.foreign_keys if key.column is _PERSON)
_NAMED = union(*map(_named, sorted(_COLUMNS, key=str))).subquery()
_PLANS = (
    select(_NAMED.c.plan_id, _NAMED.c.person_id)
    .join(Plan, Plan.id == _NAMED.c.plan_id)
    .where(Plan.status == PlanStatus.ACTIVE)
    .order_by(_NAMED.c.plan_id, _NAMED.c.person_id)
)


def plans_naming(person_ids: Collection[int]) -> Sequence[tuple[Any, ...]]:
    """The active plans that name one of these people, each with that person; one statement."""
    return rows(_PLANS, person_ids=list(person_ids))
