"""Something to do by somebody until a day; an open one waits in the pool to be claimed."""

import datetime
from decimal import Decimal
from typing import ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner.database import Base
from planner.models.kinds import ActivityKind, ActivityStatus
from planner.models.mixins import LINE_LENGTH, Commented, PlanItem, Positioned, Rated, Searched
from planner.models.people.field import Field
from planner.models.people.person import Person
from planner.models.plan.contract import Contract
from planner.models.plan.deal import Deal
from planner.models.plan.goal import Goal
from planner.models.plan.review import Review
from planner.models.types import LARGEST_AMOUNT, Amount, one_of


class Activity(PlanItem, Commented, Rated, Searched, Base):
    __tablename__ = "activities"
    searched = ("title",)
    list_of_plan: ClassVar = "activities"
    __table_args__ = (
        UniqueConstraint("plan_id", "key"),
        CheckConstraint(
            "status = 'cancelled' OR (status = 'open') = (assignee_id IS NULL)",
            name="open_if_unassigned",
        ),
        CheckConstraint("status <> 'done' OR done_on IS NOT NULL", name="done_on"),
        CheckConstraint(
            "created_on <= claimed_on AND created_on <= done_on AND claimed_on <= done_on",
            name="dates",
        ),
        CheckConstraint(
            f"effort_hours >= 0 AND effort_hours < {LARGEST_AMOUNT}", name="effort_hours"
        ),
        Index(None, "plan_id", "status"),
        Index(None, "deal_id"),
        Index(None, "contract_id"),
        Index(None, "status", "field_id", "due_on"),
        Index(None, "assignee_id", "status", "due_on"),
        Index(None, "status", "due_on", "plan_id"),
        Index(None, "done_on", "customer_facing", "plan_id"),
        Index(None, "review_id"),
    )

    title: Mapped[str] = mapped_column(String(LINE_LENGTH))
    kind: Mapped[ActivityKind] = mapped_column(one_of(ActivityKind, name="kind"))
    goal_id: Mapped[int | None] = mapped_column(ForeignKey("goals.id", ondelete="SET NULL"))
    deal_id: Mapped[int | None] = mapped_column(ForeignKey("deals.id", ondelete="SET NULL"))
    contract_id: Mapped[int | None] = mapped_column(ForeignKey("contracts.id", ondelete="SET NULL"))
    """The one whose renewal or fulfilment it is about."""
    field_id: Mapped[int | None] = mapped_column(ForeignKey("fields.id"))
    customer_facing: Mapped[bool] = mapped_column(default=False)
    created_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    created_on: Mapped[datetime.date]
    assignee_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    claimed_on: Mapped[datetime.date | None]
    due_on: Mapped[datetime.date | None]
    effort_hours: Mapped[Decimal | None] = mapped_column(Amount)
    status: Mapped[ActivityStatus] = mapped_column(
        one_of(ActivityStatus, name="status"), default=ActivityStatus.OPEN
    )
    done_on: Mapped[datetime.date | None]
    internal_note: Mapped[str | None] = mapped_column(Text)
    review_id: Mapped[int | None] = mapped_column(ForeignKey("reviews.id", ondelete="SET NULL"))
    """The review in which it was decided."""

    field: Mapped[Field | None] = relationship()
    goal: Mapped[Goal | None] = relationship()
    deal: Mapped[Deal | None] = relationship()
    contract: Mapped[Contract | None] = relationship()
    created_by: Mapped[Person] = relationship(foreign_keys=[created_by_id])
    assignee: Mapped[Person | None] = relationship(foreign_keys=[assignee_id])
    review: Mapped[Review | None] = relationship()
    participations: Mapped[list["Participation"]] = relationship(
        order_by="Participation.position", cascade="all, delete-orphan"
    )

    @property
    def caretakers(self) -> list[int | None]:
        return [self.assignee_id, self.created_by_id, *(p.person_id for p in self.participations)]

    @property
    def participants(self) -> list[Person]:
        return [participation.person for participation in self.participations]

    @property
    def is_unfinished(self) -> bool:
        return self.status in (ActivityStatus.OPEN, ActivityStatus.PLANNED)


class Participation(Positioned, Base):
    """That one of ours takes part in an activity beside its assignee."""

    __tablename__ = "participations"
    __table_args__ = (Index(None, "person_id"),)

    activity_id: Mapped[int] = mapped_column(
        ForeignKey("activities.id", ondelete="CASCADE"), primary_key=True
    )
    position: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))

    person: Mapped[Person] = relationship()
