"""A template of goals and activities for an occasion, and that it was used on a plan."""

import datetime
import enum
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner.database import Base
from planner.models.kinds import ActivityKind
from planner.models.mixins import LINE_LENGTH, Identified, Named, Positioned
from planner.models.people.field import Field
from planner.models.people.person import Person
from planner.models.plan.goal import in_range
from planner.models.plan.plan import Plan
from planner.models.types import LARGEST_AMOUNT, Amount, one_of

LONGEST_OFFSET = 1000
"""In days, before or after the day on which a playbook starts."""
MOST_LINES = 200
"""Goals and activities of one playbook; all of them stand in one form when it is used."""
OF_PLAYBOOKS = frozenset({"playbooks", "playbook_activities", "playbook_goals"})
"""The tables in which playbooks are written down; they belong to no customer."""


class Occasion(enum.StrEnum):
    """What a playbook is for; when each holds stands in `playbooks/queries/occasions.py`."""

    NEW_CUSTOMER = "new_customer"
    NEW_SPECIALIST = "new_specialist"
    SCREENING = "screening"
    AFTER_SIGNATURE = "after_signature"
    RENEWAL = "renewal"
    QUARTER_END = "quarter_end"


class PlaybookStatus(enum.StrEnum):
    ACTIVE = "active"
    RETIRED = "retired"


class Doer(enum.StrEnum):
    """Who is to do an activity of a playbook; whom that is shows on the plan it is used on."""

    GENERALIST = "generalist"
    SPECIALIST = "specialist"
    POOL = "pool"


class Playbook(Identified, Named, Base):
    """Without a segment, a field or an occasion it is for any."""

    __tablename__ = "playbooks"
    __table_args__ = (UniqueConstraint("name"),)

    purpose: Mapped[str | None] = mapped_column(Text)
    segment: Mapped[str | None] = mapped_column(String(LINE_LENGTH))
    field_id: Mapped[int | None] = mapped_column(ForeignKey("fields.id"))
    occasion: Mapped[Occasion | None] = mapped_column(one_of(Occasion, name="occasion"))
    status: Mapped[PlaybookStatus] = mapped_column(
        one_of(PlaybookStatus, name="status"), default=PlaybookStatus.ACTIVE
    )

    field: Mapped[Field | None] = relationship()
    goals: Mapped[list["PlaybookGoal"]] = relationship(
        order_by="PlaybookGoal.position, PlaybookGoal.id",
        cascade="all, delete-orphan",
        back_populates="playbook",
    )
    activities: Mapped[list["PlaybookActivity"]] = relationship(
        order_by="PlaybookActivity.offset_days, PlaybookActivity.position, PlaybookActivity.id",
        cascade="all, delete-orphan",
        back_populates="playbook",
    )


class PlaybookGoal(Identified, Positioned, Base):
    __tablename__ = "playbook_goals"
    __table_args__ = (in_range("target"), Index(None, "playbook_id"))

    playbook_id: Mapped[int] = mapped_column(ForeignKey("playbooks.id", ondelete="CASCADE"))
    title: Mapped[str] = mapped_column(String(LINE_LENGTH))
    metric: Mapped[str | None] = mapped_column(String(LINE_LENGTH))
    unit: Mapped[str | None] = mapped_column(String(LINE_LENGTH))
    target: Mapped[Decimal | None] = mapped_column(Amount)
    field_id: Mapped[int | None] = mapped_column(ForeignKey("fields.id"))

    playbook: Mapped[Playbook] = relationship(back_populates="goals")
    field: Mapped[Field | None] = relationship()


class PlaybookActivity(Identified, Positioned, Base):
    """`offset_days` count from the day on which the playbook starts; below 0 is before it."""

    __tablename__ = "playbook_activities"
    __table_args__ = (
        CheckConstraint(
            f"offset_days >= -{LONGEST_OFFSET} AND offset_days <= {LONGEST_OFFSET}",
            name="offset_days",
        ),
        CheckConstraint(
            f"effort_hours >= 0 AND effort_hours < {LARGEST_AMOUNT}", name="effort_hours"
        ),
        Index(None, "playbook_id"),
        Index(None, "goal_id"),
    )

    playbook_id: Mapped[int] = mapped_column(ForeignKey("playbooks.id", ondelete="CASCADE"))
    title: Mapped[str] = mapped_column(String(LINE_LENGTH))
    kind: Mapped[ActivityKind] = mapped_column(one_of(ActivityKind, name="kind"))
    offset_days: Mapped[int] = mapped_column(default=0)
    doer: Mapped[Doer] = mapped_column(one_of(Doer, name="doer"), default=Doer.POOL)
    goal_id: Mapped[int | None] = mapped_column(
        ForeignKey("playbook_goals.id", ondelete="SET NULL")
    )
    customer_facing: Mapped[bool] = mapped_column(default=False)
    effort_hours: Mapped[Decimal | None] = mapped_column(Amount)
    note: Mapped[str | None] = mapped_column(Text)

    playbook: Mapped[Playbook] = relationship(back_populates="activities")
    goal: Mapped[PlaybookGoal | None] = relationship()


class PlaybookUse(Identified, Base):
    """That somebody used a playbook on a plan.

    `of_id` is the playbook by its number and `name` what it was called: a playbook can be deleted
    without a change to the plans on which it was used. What it added are the goals and activities
    that were created in the same act of the history.
    """

    __tablename__ = "playbook_uses"
    __table_args__ = (Index(None, "plan_id", "of_id"),)

    plan_id: Mapped[int] = mapped_column(ForeignKey("plans.id", ondelete="CASCADE"))
    of_id: Mapped[int]
    name: Mapped[str] = mapped_column(String(LINE_LENGTH))
    by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    on: Mapped[datetime.date]
    starts_on: Mapped[datetime.date]

    plan: Mapped[Plan] = relationship()
    by: Mapped[Person] = relationship()
