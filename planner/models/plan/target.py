"""A target: what is wanted from above of a team, in one field or in all, within a period."""

import datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner import clock
from planner.database import Base
from planner.models.mixins import Identified
from planner.models.people.field import Field
from planner.models.people.person import Person
from planner.models.people.team import Team
from planner.models.types import LARGEST_AMOUNT, Amount


class Target(Identified, Base):
    """Without a field it is meant for all fields together; both days belong to the period.

    `by` set it on `set_on`; what others have changed since stands in the history.
    """

    __tablename__ = "targets"
    __table_args__ = (
        CheckConstraint("starts_on <= ends_on", name="period"),
        CheckConstraint(f"amount >= 0 AND amount < {LARGEST_AMOUNT}", name="amount"),
        Index(None, "team_id", "starts_on"),
    )

    team_id: Mapped[int] = mapped_column(ForeignKey("teams.id"))
    field_id: Mapped[int | None] = mapped_column(ForeignKey("fields.id"))
    starts_on: Mapped[datetime.date]
    ends_on: Mapped[datetime.date]
    amount: Mapped[Decimal] = mapped_column(Amount)
    currency: Mapped[str] = mapped_column(String(3), default="EUR")
    by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    set_on: Mapped[datetime.date] = mapped_column(default=clock.today)

    team: Mapped[Team] = relationship()
    field: Mapped[Field | None] = relationship()
    by: Mapped[Person] = relationship()

    @property
    def name(self) -> str:
        """What the history calls it, in every language: team, field, first and last day."""
        of = [self.team.name, *([self.field.name] if self.field else [])]
        return f"{', '.join(of)}, {self.starts_on}–{self.ends_on}"
