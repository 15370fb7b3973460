"""Something a colleague proposes for the customer."""

import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner.database import Base
from planner.models.kinds import IdeaStatus
from planner.models.mixins import LINE_LENGTH, Commented, PlanItem, Rated, Searched
from planner.models.people.field import Field
from planner.models.people.person import Person
from planner.models.types import one_of


class Idea(PlanItem, Commented, Rated, Searched, Base):
    __tablename__ = "ideas"
    searched = ("title", "benefit")
    __table_args__ = (
        UniqueConstraint("plan_id", "key"),
        CheckConstraint(
            "status IN ('proposed', 'presented') OR decided_on IS NOT NULL", name="decided"
        ),
        CheckConstraint('"on" <= decided_on', name="dates"),
    )

    title: Mapped[str] = mapped_column(String(LINE_LENGTH))
    field_id: Mapped[int | None] = mapped_column(ForeignKey("fields.id"))
    proposed_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    on: Mapped[datetime.date]
    benefit: Mapped[str | None] = mapped_column(Text)
    status: Mapped[IdeaStatus] = mapped_column(
        one_of(IdeaStatus, name="status"), default=IdeaStatus.PROPOSED
    )
    adopted_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    decided_on: Mapped[datetime.date | None]

    field: Mapped[Field | None] = relationship()
    proposed_by: Mapped[Person] = relationship(foreign_keys=[proposed_by_id])
    adopted_by: Mapped[Person | None] = relationship(foreign_keys=[adopted_by_id])

    @property
    def caretakers(self) -> list[int | None]:
        return [self.proposed_by_id]

    @property
    def is_decided(self) -> bool:
        return self.status in (IdeaStatus.ADOPTED, IdeaStatus.REJECTED)
