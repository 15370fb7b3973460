"""Playbooks as they are listed, and which of them fit a plan."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import bindparam, func, select

from planner.database import from_rows, rows
from planner.models import (
    Customer,
    Field,
    Occasion,
    Person,
    Plan,
    Playbook,
    PlaybookActivity,
    PlaybookGoal,
    PlaybookStatus,
    PlaybookUse,
)
from planner.models.folding import folded_name
from planner.models.kinds import PotentialStatus
from planner.playbooks.queries import occasions


@dataclass(frozen=True, slots=True)
class PlaybookRow:
    id: int
    name: str
    purpose: str | None
    occasion: Occasion | None
    segment: str | None
    field_id: int | None
    field: str | None
    status: PlaybookStatus
    goals: int
    activities: int


@dataclass(frozen=True, slots=True)
class PlaybookOffer:
    """A playbook to use on a plan; `misfits` are what of it does not hold there: the names
    `segment`, `field` and `occasion`."""

    playbook: PlaybookRow
    misfits: tuple[str, ...] = ()

    @property
    def fits(self) -> bool:
        return not self.misfits


@dataclass(frozen=True, slots=True)
class UseRow:
    """That a playbook was used on a plan, with what it was called then."""

    of_id: int
    name: str
    by: str
    on: datetime.date
    starts_on: datetime.date


_goals = (
    select(func.count())
    .where(PlaybookGoal.playbook_id == Playbook.id)
    .correlate(Playbook)
    .scalar_subquery()
)
_activities = (
    select(func.count())
    .where(PlaybookActivity.playbook_id == Playbook.id)
    .correlate(Playbook)
    .scalar_subquery()
)
_ALL = (
    select(
        Playbook.id,
        Playbook.name,
        Playbook.purpose,
        Playbook.occasion,
        Playbook.segment,
        Playbook.field_id,
        Field.name.label("field"),
        Playbook.status,
        _goals.label("goals"),
        _activities.label("activities"),
    )
    .outerjoin(Field, Field.id == Playbook.field_id)
    .order_by(Playbook.status, Playbook.name_folded, Playbook.id)
)
_USES = (
    select(
        PlaybookUse.of_id,
        PlaybookUse.name,
        Person.name.label("by"),
        PlaybookUse.on,
        PlaybookUse.starts_on,
    )
    .join(Person, Person.id == PlaybookUse.by_id)
    .where(PlaybookUse.plan_id == bindparam("plan_id"))
    .order_by(PlaybookUse.id.desc())
)
_SEGMENTS = (
    select(Customer.segment)
    .where(Customer.segment.is_not(None))
    .distinct()
    .order_by(Customer.segment)
    .limit(bindparam("most"))
)


def everything() -> list[PlaybookRow]:
    """All playbooks by name, those that are no longer in use behind the others."""
    return from_rows(PlaybookRow, rows(_ALL))


def offers(plan: Plan, on: datetime.date) -> list[PlaybookOffer]:
    """The playbooks in use, those that fit the plan first."""
    held = occasions.occasions_of_plan(plan, on)
    fields = fields_with_potential(plan)
    found = [
        PlaybookOffer(each, tuple(_misfits(each, plan, fields, held)))
        for each in everything()
        if each.status is PlaybookStatus.ACTIVE
    ]
    return sorted(found, key=lambda offer: len(offer.misfits) > 0)


def fields_with_potential(plan: Plan) -> set[int]:
    """The fields in which the plan's customer has potential that is not rejected."""
    return {
        potential.field_id
        for potential in plan.customer.potentials
        if potential.status is not PotentialStatus.REJECTED and potential.annual_value > 0
    }


def uses_of(plan_id: int) -> list[UseRow]:
    """Which playbooks were used on a plan, the last one first."""
    return from_rows(UseRow, rows(_USES, plan_id=plan_id))


def segments(most: int = 12) -> list[str]:
    """The segments that customers have."""
    return sorted((segment for (segment,) in rows(_SEGMENTS, most=most)), key=folded_name)


def _misfits(
    playbook: PlaybookRow, plan: Plan, fields: set[int], held: Iterable[Occasion]
) -> Iterable[str]:
    segment = (plan.customer.segment or "").casefold().strip()
    if playbook.segment and playbook.segment.casefold().strip() != segment:
        yield "segment"
    if playbook.field_id is not None and playbook.field_id not in fields:
        yield "field"
    if playbook.occasion is not None and playbook.occasion not in held:
        yield "occasion"
