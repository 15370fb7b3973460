"""Customers that wait to be taken over, and what is missing after a signature or for a renewal."""

import datetime
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import (
    CompoundSelect,
    Select,
    String,
    and_,
    bindparam,
    func,
    literal,
    null,
    or_,
    select,
    type_coerce,
    union_all,
)
from sqlalchemy.orm import aliased

from planner.access import OwnRights, Permission, own_rights, readers_plans
from planner.database import from_rows, rows
from planner.models import Contract, Customer, Handover, Person, Plan, SignatureFinding
from planner.models.kinds import PlanStatus

SHOWN_FINDINGS = 5


@dataclass(frozen=True, slots=True)
class SignatureToday:
    """A customer that waits to be taken over has no code, and what a rule has found has one."""

    contract_id: int
    plan_id: int | None
    title: str
    code: str | None
    on: datetime.date
    customer: str

    @property
    def waits(self) -> bool:
        return self.code is None


def signatures_of(person: Person) -> list[SignatureToday]:
    """Those that are proposed first, then what was found of contracts that somebody has won, takes
    over or answers for, the oldest first; one statement."""
    statement = _statement(own_rights(Permission.WORK_ON_PLAN, person))
    found = from_rows(SignatureToday, rows(statement, reader_id=person.id))
    found.sort(key=lambda row: (not row.waits, row.on, row.contract_id))
    waiting = sum(row.waits for row in found)
    return found[: waiting + SHOWN_FINDINGS]


@cache
def _statement(works_on: OwnRights) -> CompoundSelect[*tuple[Any, ...]]:
    return union_all(_waiting(), _found(works_on))


def _waiting() -> Select[*tuple[Any, ...]]:
    """The newest proposals of their contracts."""
    later = aliased(Handover)
    is_newer = or_(
        later.proposed_on > Handover.proposed_on,
        and_(later.proposed_on == Handover.proposed_on, later.position > Handover.position),
    )
    newer = select(later.id).where(later.contract_id == Handover.contract_id, is_newer)
    return (
        select(
            Contract.id.label("contract_id"),
            func.nullif(literal(0), 0).label("plan_id"),
            Contract.title,
            type_coerce(null(), String).label("code"),
            Handover.proposed_on.label("on"),
            Customer.name.label("customer"),
        )
        .select_from(Handover)
        .join(Contract, Contract.id == Handover.contract_id)
        .join(Customer, Customer.id == Contract.customer_id)
        .where(Handover.to_id == bindparam("reader_id"), Handover.answer.is_(None), ~newer.exists())
    )


def _found(works_on: OwnRights) -> Select[*tuple[Any, ...]]:
    reader: Any = bindparam("reader_id")
    takes_over = select(Handover.contract_id).where(Handover.to_id == reader)
    return (
        select(
            Contract.id.label("contract_id"),
            SignatureFinding.plan_id,
            Contract.title,
            SignatureFinding.code,
            SignatureFinding.on,
            Customer.name.label("customer"),
        )
        .select_from(SignatureFinding)
        .join(Contract, Contract.id == SignatureFinding.contract_id)
        .join(Plan, Plan.id == SignatureFinding.plan_id)
        .join(Customer, Customer.id == Plan.customer_id)
        .where(
            Plan.status != PlanStatus.CLOSED,
            readers_plans(works_on),
            or_(
                Customer.owner_id == reader,
                Contract.won_by_id == reader,
                Contract.id.in_(takes_over),
            ),
        )
    )
