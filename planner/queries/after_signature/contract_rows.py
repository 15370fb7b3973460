"""The contracts of a customer with their terms, as they are stored."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass, replace
from decimal import Decimal

from sqlalchemy import ColumnElement, bindparam, select
from sqlalchemy.orm import aliased

from planner.after_signature.facts import ContractFact
from planner.database import from_rows, rows
from planner.models import Contract, Customer, Field, Person
from planner.models.kinds import ContractParty, NoticeEnd, NoticeUnit, Renewal
from planner.queries.plan.contract_terms import TERMS, fact_of


@dataclass(frozen=True, slots=True)
class ContractRow:
    id: int
    customer_id: int
    key: str
    title: str
    field: str | None
    annual_value: Decimal | None
    signed_on: datetime.date
    starts_on: datetime.date | None
    ends_on: datetime.date | None
    notice_days: int | None
    notice_count: int | None
    notice_unit: NoticeUnit | None
    notice_to: NoticeEnd | None
    renewal: Renewal | None
    renewal_months: int | None
    renews: str | None
    renews_key: str | None
    terminated_on: datetime.date | None
    terminated_by: ContractParty | None
    terminated_to: datetime.date | None
    termination_reason: str | None
    won_by_id: int | None
    won_by: str | None
    handed_to_id: int | None
    handed_to: str | None
    handed_on: datetime.date | None
    accepted_on: datetime.date | None
    promised: str | None
    described_on: datetime.date | None

    @property
    def fact(self) -> ContractFact:
        """What the rules ask of it; what comes before its end is not among that."""
        return replace(
            fact_of(self, self.key),
            field=self.field,
            annual_value=self.annual_value,
            renews=self.renews_key,
            terminated_on=self.terminated_on,
            terminated_to=self.terminated_to,
        )


_winner, _developer, _before = aliased(Person), aliased(Person), aliased(Contract)
_CONTRACTS = (
    select(
        Contract.id,
        Contract.customer_id,
        Contract.key,
        Contract.title,
        Field.name.label("field"),
        Contract.annual_value,
        *TERMS,
        _before.title.label("renews"),
        _before.key.label("renews_key"),
        Contract.terminated_on,
        Contract.terminated_by,
        Contract.terminated_to,
        Contract.termination_reason,
        Contract.won_by_id,
        _winner.name.label("won_by"),
        Contract.handed_to_id,
        _developer.name.label("handed_to"),
        Contract.handed_on,
        Contract.accepted_on,
        Contract.promised,
        Contract.described_on,
    )
    .outerjoin(Field, Field.id == Contract.field_id)
    .outerjoin(_winner, _winner.id == Contract.won_by_id)
    .outerjoin(_developer, _developer.id == Contract.handed_to_id)
    .outerjoin(_before, _before.id == Contract.renews_id)
    .order_by(Contract.customer_id, Contract.position, Contract.id)
)
_OF_CUSTOMERS = _CONTRACTS.where(Contract.customer_id.in_(bindparam("customers", expanding=True)))


def contracts_of_customers(customers: Collection[int]) -> list[ContractRow]:
    """All contracts of these customers, in one statement, in the order of the plan file."""
    return from_rows(ContractRow, rows(_OF_CUSTOMERS, customers=list(customers)))


def contracts_of_all(which: ColumnElement[bool]) -> list[ContractRow]:
    """The same of all customers that meet the condition."""
    joined = _CONTRACTS.join(Customer, Customer.id == Contract.customer_id)
    return from_rows(ContractRow, rows(joined.where(which)))
