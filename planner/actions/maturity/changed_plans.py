"""Which plans this transaction has changed so far, in ways that a rating looks at."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, cast

from sqlalchemy import Table, bindparam, select

from planner.actions.history.event_names import noun_of
from planner.database import Base, db, rows
from planner.models import Plan
from planner.models.kinds import PlanStatus
from planner.models.mixins import Rated
from planner.queries.maturity.rated_people import plans_naming

_KEPT_AS = "changed plans"

# What the other nouns say is not rated.
_RATED = frozenset(
    noun_of(cast(Table, mapper.local_table).name)
    for mapper in Base.registry.mappers
    if issubclass(mapper.class_, Rated)
)
# What a rating knows of a person. Whether somebody is still with us, the team and whoever owns the
# customer are no part of it.
_RATED_OF_PEOPLE = frozenset({"role", "field", "unit"})


@dataclass(frozen=True, slots=True)
class Cause:
    """The event that changed a plan and who acted; an import does not know its events' ids."""

    event_id: int | None = None
    actor_id: int | None = None


@dataclass(slots=True)
class _Changed:
    plans: dict[int, Cause] = field(default_factory=dict)
    customers: dict[int, Cause] = field(default_factory=dict)
    people: dict[int, Cause] = field(default_factory=dict)


def note(happened: str, *, plan_id: int | None, customer_id: int | None, cause: Cause) -> None:
    """Remember what an event changed; of several events of a plan the last one is its cause."""
    if happened.split(".", 1)[0] not in _RATED:
        return
    changed = _changed()
    if plan_id is not None:
        changed.plans[plan_id] = cause
    elif customer_id is not None:
        changed.customers[customer_id] = cause


def note_person(person_id: int, changed: Iterable[str], cause: Cause) -> None:
    """Remember that somebody has changed, where one of these columns counts for a rating."""
    if not _RATED_OF_PEOPLE.isdisjoint(changed):
        _changed().people[person_id] = cause


def note_all(events: Iterable[Mapping[str, Any]]) -> None:
    """The same for events that were written as rows of their table."""
    for event in events:
        note(
            event["type"],
            plan_id=event["plan_id"],
            customer_id=event["customer_id"],
            cause=_cause_of(event["actor_id"]),
        )


@cache
def _cause_of(actor_id: int | None) -> Cause:
    """One for all plans, since an import changes very many."""
    return Cause(actor_id=actor_id)


def take() -> dict[int, Cause]:
    """The changed plans with their causes, which are then forgotten.

    A change of the customer itself, such as its potential, changes its active plan, and a change
    of somebody every active plan that names them.
    """
    changed = _changed()
    forget()
    found: dict[int, Cause] = {}
    if changed.people:
        for plan_id, person_id in plans_naming(changed.people):
            found[plan_id] = changed.people[person_id]
    if changed.customers:
        for plan_id, customer_id in rows(_ACTIVE, customer_ids=list(changed.customers)):
            found[plan_id] = changed.customers[customer_id]
    return found | changed.plans


def forget() -> None:
    db.session().info.pop(_KEPT_AS, None)


_ACTIVE = select(Plan.id, Plan.customer_id).where(
    Plan.customer_id.in_(bindparam("customer_ids", expanding=True)),
    Plan.status == PlanStatus.ACTIVE,
)


def _changed() -> _Changed:
    return cast(_Changed, db.session().info.setdefault(_KEPT_AS, _Changed()))
