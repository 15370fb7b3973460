"""What was promised with contracts, and to whom customers were proposed, as it is stored."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, bindparam, select

from planner.database import from_rows, rows
from planner.models import Handover, HandoverAnswer, Person, Promise


@dataclass(frozen=True, slots=True)
class PromiseRow:
    id: int
    contract_id: int
    key: str
    text: str
    due_on: datetime.date | None
    owner_id: int | None
    owner: str | None
    kept_on: datetime.date | None


@dataclass(frozen=True, slots=True)
class ProposalRow:
    id: int
    contract_id: int
    to_id: int
    to: str
    proposed_on: datetime.date
    answered_on: datetime.date | None
    answer: HandoverAnswer | None
    reason: str | None


_CONTRACTS: BindParameter[Any] = bindparam("contracts", expanding=True)
_PROMISES = (
    select(
        Promise.id,
        Promise.contract_id,
        Promise.key,
        Promise.text,
        Promise.due_on,
        Promise.owner_id,
        Person.name.label("owner"),
        Promise.kept_on,
    )
    .outerjoin(Person, Person.id == Promise.owner_id)
    .where(Promise.contract_id.in_(_CONTRACTS))
    .order_by(Promise.contract_id, Promise.position, Promise.id)
)
_PROPOSALS = (
    select(
        Handover.id,
        Handover.contract_id,
        Handover.to_id,
        Person.name.label("to"),
        Handover.proposed_on,
        Handover.answered_on,
        Handover.answer,
        Handover.reason,
    )
    .join(Person, Person.id == Handover.to_id)
    .where(Handover.contract_id.in_(_CONTRACTS))
    .order_by(Handover.contract_id, Handover.position, Handover.id)
)


def promises_of(contracts: Collection[int]) -> list[PromiseRow]:
    """In the order of the plan file, contract by contract."""
    return from_rows(PromiseRow, rows(_PROMISES, contracts=list(contracts)))


def proposals_of(contracts: Collection[int]) -> list[ProposalRow]:
    """The oldest first, contract by contract."""
    return from_rows(ProposalRow, rows(_PROPOSALS, contracts=list(contracts)))
