"""What rules look at: the open plans with their customers' potential, who is on them, and what was
done and decided before. Read for many plans at once, in a fixed number of statements."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import bindparam, func, or_, select
from sqlalchemy.orm import aliased

from planner import clock
from planner.database import rows
from planner.models import (
    Customer,
    Involvement,
    InvolvementException,
    Member,
    Person,
    Plan,
    PlanStatus,
    Potential,
    PotentialStatus,
    Role,
    Side,
    Stage,
    Team,
)
from planner.models.involvement import InvolvementStatus

SITUATIONS_AT_ONCE = 200
_Rows = Sequence[Any]


class DoneByRule(NamedTuple):
    """What a rule has done before for a field of a plan."""

    rule_id: int
    version: int
    person_id: int
    status: InvolvementStatus
    is_active: bool


@dataclass(frozen=True, slots=True)
class PlanSituation:
    """One open plan; potentials by field, what is not rejected and above nothing."""

    plan_id: int
    customer_id: int
    customer: str
    segment: str | None
    stage: Stage
    region: str | None
    """Of the team of the customer's owner."""
    potentials: dict[int, Decimal]
    covered: frozenset[int]
    """The fields of the specialists who are on the plan."""
    people: frozenset[int]
    """All who are on the plan."""
    done: dict[int, list[DoneByRule]]
    """By field."""
    excepted: frozenset[int | None]
    """The fields in which no rule holds here; None is all of them."""

    def is_excepted(self, field_id: int) -> bool:
        return not self.excepted.isdisjoint({None, field_id})


_SPECIALISTS = [role for role in Role if role.side is Side.SPECIALIST]
_owner = aliased(Person)
_PLANS = (
    select(
        Plan.id,
        Plan.customer_id,
        Customer.name,
        Customer.segment,
        Customer.stage,
        Team.region,
    )
    .join(Customer, Customer.id == Plan.customer_id)
    .outerjoin(_owner, _owner.id == Customer.owner_id)
    .outerjoin(Team, Team.id == _owner.team_id)
    .where(Plan.status != PlanStatus.CLOSED)
    .order_by(Plan.id)
)
_THESE = _PLANS.where(Plan.id.in_(bindparam("plan_ids", expanding=True)))
_NEXT = _PLANS.where(Plan.id > bindparam("after")).limit(SITUATIONS_AT_ONCE)
_POTENTIALS = (
    select(Potential.customer_id, Potential.field_id, func.max(Potential.annual_value))
    .where(
        Potential.customer_id.in_(bindparam("customer_ids", expanding=True)),
        Potential.status.in_([PotentialStatus.OPEN, PotentialStatus.QUALIFIED]),
        Potential.annual_value > 0,
    )
    .group_by(Potential.customer_id, Potential.field_id)
)
_THERE = (
    select(Member.plan_id, Member.person_id, Person.field_id, Person.role, Person.is_active)
    .join(Person, Person.id == Member.person_id)
    .where(
        Member.plan_id.in_(bindparam("plan_ids", expanding=True)),
        Member.left_on.is_(None),
    )
)
_DONE = (
    select(
        Involvement.plan_id,
        Involvement.field_id,
        Involvement.rule_id,
        Involvement.version,
        Involvement.person_id,
        Involvement.status,
        Person.is_active,
    )
    .join(Person, Person.id == Involvement.person_id)
    .where(Involvement.plan_id.in_(bindparam("plan_ids", expanding=True)))
    .order_by(Involvement.id)
)
_EXCEPTED = select(InvolvementException.customer_id, InvolvementException.field_id).where(
    InvolvementException.customer_id.in_(bindparam("customer_ids", expanding=True)),
    or_(InvolvementException.until.is_(None), InvolvementException.until >= bindparam("today")),
)


def situations_of_plans(plan_ids: Collection[int]) -> list[PlanSituation]:
    """Those of these plans that are not closed, by id."""
    return _with_all(rows(_THESE, plan_ids=sorted(plan_ids))) if plan_ids else []


def next_plans(after: int) -> list[PlanSituation]:
    """The next open plans after one, by id; so many AT_ONCE."""
    return _with_all(rows(_NEXT, after=after))


def _with_all(plans: _Rows) -> list[PlanSituation]:
    if not plans:
        return []
    of = {
        "plan_ids": [row.id for row in plans],
        "customer_ids": sorted({row.customer_id for row in plans}),
    }
    potentials = _by_first(rows(_POTENTIALS, customer_ids=of["customer_ids"]))
    there = _by_first(rows(_THERE, plan_ids=of["plan_ids"]))
    done = _by_first(rows(_DONE, plan_ids=of["plan_ids"]))
    excepted = _by_first(rows(_EXCEPTED, customer_ids=of["customer_ids"], today=clock.today()))
    return [
        PlanSituation(
            plan_id=row.id,
            customer_id=row.customer_id,
            customer=row.name,
            segment=row.segment,
            stage=row.stage,
            region=row.region,
            potentials={field: value for _of, field, value in potentials[row.customer_id]},
            covered=frozenset(_covering(there[row.id])),
            people=frozenset(each.person_id for each in there[row.id]),
            done=_by_field(done[row.id]),
            excepted=frozenset(field for _of, field in excepted[row.customer_id]),
        )
        for row in plans
    ]


def _covering(there: _Rows) -> Iterable[int]:
    return (
        each.field_id
        for each in there
        if each.is_active and each.role in _SPECIALISTS and each.field_id is not None
    )


def _by_first(found: _Rows) -> dict[int, list[Any]]:
    by: dict[int, list[Any]] = defaultdict(list)
    for row in found:
        by[row[0]].append(row)
    return by


def _by_field(done: _Rows) -> dict[int, list[DoneByRule]]:
    by: dict[int, list[DoneByRule]] = defaultdict(list)
    for _plan, field_id, *rest in done:
        by[field_id].append(DoneByRule(*rest))
    return by
