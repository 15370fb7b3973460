"""The potential of a customer by field, as the plan's page shows it."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import bindparam, select

from planner import clock
from planner.database import from_rows, rows
from planner.models import Field, Potential
from planner.models.kinds import PotentialStatus
from planner.queries.plan.comments import number_in_plan
from planner.queries.plan.members import MemberRow

SCREENED_EVERY = datetime.timedelta(days=365)


@dataclass(frozen=True, slots=True)
class PotentialRow:
    id: int
    field_id: int
    field: str
    annual_value: Decimal
    share_of_wallet: Decimal | None
    screened_on: datetime.date
    status: PotentialStatus
    comments: int
    unit: str | None
    competitors: Sequence[Mapping[str, Any]] | None

    @property
    def is_old(self) -> bool:
        """Whether more than a year has passed since somebody looked."""
        return clock.today() - self.screened_on > SCREENED_EVERY

    @property
    def is_open(self) -> bool:
        """Whether there is something to win in the field."""
        return self.status is not PotentialStatus.REJECTED and self.annual_value > 0

    def covered_by(self, members: Iterable[MemberRow]) -> list[str]:
        """The members whose field this is."""
        return [member.name for member in members if member.field_id == self.field_id]


_OF_CUSTOMER = (
    select(
        Potential.id,
        Potential.field_id,
        Field.name.label("field"),
        Potential.annual_value,
        Potential.share_of_wallet,
        Potential.screened_on,
        Potential.status,
        number_in_plan(Potential).label("comments"),
        Potential.unit,
        Potential.competitors,
    )
    .join(Field, Field.id == Potential.field_id)
    .where(Potential.customer_id == bindparam("customer_id"))
    .order_by(Potential.position, Potential.id)
)


def potentials_of_customer(customer_id: int, plan_id: int | None) -> list[PotentialRow]:
    """All potentials of a customer, in one statement; the comments are those of one plan."""
    found = rows(_OF_CUSTOMER, customer_id=customer_id, plan_id=plan_id)
    return from_rows(PotentialRow, found)
