"""The contracts of a customer, as the plan's page shows them."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import bindparam, select
from sqlalchemy.orm import aliased

from planner.database import from_rows, rows
from planner.models import Contract, Field, Person


@dataclass(frozen=True, slots=True)
class ContractRow:
    id: int
    title: str
    field: str | None
    annual_value: Decimal | None
    signed_on: datetime.date
    starts_on: datetime.date | None
    ends_on: datetime.date | None
    notice_days: int | None
    won_by: str | None
    handed_to: str | None
    handed_on: datetime.date | None
    accepted_on: datetime.date | None
    promised: str | None


_winner, _developer = aliased(Person), aliased(Person)
_OF_CUSTOMER = (
    select(
        Contract.id,
        Contract.title,
        Field.name.label("field"),
        Contract.annual_value,
        Contract.signed_on,
        Contract.starts_on,
        Contract.ends_on,
        Contract.notice_days,
        _winner.name.label("won_by"),
        _developer.name.label("handed_to"),
        Contract.handed_on,
        Contract.accepted_on,
        Contract.promised,
    )
    .outerjoin(Field, Field.id == Contract.field_id)
    .outerjoin(_winner, _winner.id == Contract.won_by_id)
    .outerjoin(_developer, _developer.id == Contract.handed_to_id)
    .where(Contract.customer_id == bindparam("customer_id"))
    .order_by(Contract.ends_on.is_(None), Contract.ends_on, Contract.position, Contract.id)
)


def of_customer(customer_id: int) -> list[ContractRow]:
    """All contracts of a customer, in one statement: the one that ends first before the others."""
    return from_rows(ContractRow, rows(_OF_CUSTOMER, customer_id=customer_id))
