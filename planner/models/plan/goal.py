"""What the members want to reach, and who has signed for it."""

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner.database import Base
from planner.models.kinds import GoalStatus, Origin
from planner.models.mixins import (
    LINE_LENGTH,
    Commented,
    Identified,
    PlanItem,
    Positioned,
    Rated,
    Searched,
)
from planner.models.people.field import Field
from planner.models.people.person import Person
from planner.models.types import LARGEST_AMOUNT, Amount, one_of

if TYPE_CHECKING:
    from planner.models.plan.plan import Plan


def in_range(column: str) -> CheckConstraint:
    """That an amount which may be negative stays where both databases keep it exactly."""
    return CheckConstraint(
        f"{column} > -{LARGEST_AMOUNT} AND {column} < {LARGEST_AMOUNT}", name=column
    )


class Goal(PlanItem, Commented, Rated, Searched, Base):
    __tablename__ = "goals"
    searched = ("title", "metric", "missed_because")
    list_of_plan: ClassVar = "goals"
    __table_args__ = (
        UniqueConstraint("plan_id", "key"),
        in_range("baseline"),
        in_range("target"),
        in_range("current"),
    )

    title: Mapped[str] = mapped_column(String(LINE_LENGTH))
    field_id: Mapped[int | None] = mapped_column(ForeignKey("fields.id"))
    metric: Mapped[str | None] = mapped_column(String(LINE_LENGTH))
    unit: Mapped[str | None] = mapped_column(String(LINE_LENGTH))
    baseline: Mapped[Decimal | None] = mapped_column(Amount)
    target: Mapped[Decimal | None] = mapped_column(Amount)
    current: Mapped[Decimal | None] = mapped_column(Amount)
    due_on: Mapped[datetime.date | None]
    origin: Mapped[Origin] = mapped_column(one_of(Origin, name="origin"), default=Origin.JOINT)
    status: Mapped[GoalStatus] = mapped_column(
        one_of(GoalStatus, name="status"), default=GoalStatus.ACTIVE
    )
    customer_goal: Mapped[bool] = mapped_column(default=False)
    missed_because: Mapped[str | None] = mapped_column(Text)

    begins_anew: ClassVar = frozenset({"due_on", "status", "missed_because"})
    """The columns that a goal does not take along into the next period."""

    field: Mapped[Field | None] = relationship()
    commitments: Mapped[list["Commitment"]] = relationship(
        order_by="Commitment.position, Commitment.id",
        cascade="all, delete-orphan",
        back_populates="goal",
    )

    @property
    def caretakers(self) -> list[int | None]:
        return [commitment.person_id for commitment in self.commitments]

    def commitment_of(self, person: Person) -> "Commitment | None":
        return next((c for c in self.commitments if c.person_id == person.id), None)


class Commitment(Identified, Positioned, Rated, Base):
    """A person's signature under a goal."""

    __tablename__ = "commitments"
    __table_args__ = (
        UniqueConstraint("goal_id", "person_id"),
        in_range("target"),
        Index(None, "person_id"),
        Index(
            "ix_commitments_asked_again",
            "person_id",
            sqlite_where=text("asked_again_on IS NOT NULL"),
            postgresql_where=text("asked_again_on IS NOT NULL"),
        ),
    )

    goal_id: Mapped[int] = mapped_column(ForeignKey("goals.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    on: Mapped[datetime.date]
    target: Mapped[Decimal | None] = mapped_column(Amount)
    asked_again_on: Mapped[datetime.date | None]
    """Set when the goal's target moved after this signature, until it is signed again."""

    goal: Mapped[Goal] = relationship(back_populates="commitments")
    person: Mapped[Person] = relationship()

    @property
    def plan(self) -> "Plan":
        return self.goal.plan

    @property
    def stands(self) -> bool:
        return self.asked_again_on is None
