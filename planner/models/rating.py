"""What became of a plan's rating over time, and what members say to it."""

import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner.database import Base
from planner.models.kinds import AnswerKind
from planner.models.mixins import KEY_LENGTH, Identified
from planner.models.people.person import Person
from planner.models.plan.plan import Plan
from planner.models.types import one_of


class StoredRating(Identified, Base):
    """The rating of a plan from a day on, until the next one; kept only when it differs.

    `symptoms` are as the command line prints them: a list of objects with code, age, decides and
    evidence. `thresholds` holds those that differ from the defaults. `last_age` is the newest age
    up to this day that is one (`forming`, `solo` and `unrated` are none), which is what the next
    rating moves from. Without `cause_event_id` only days passed.
    """

    __tablename__ = "ratings"
    __table_args__ = (UniqueConstraint("plan_id", "on"), Index(None, "cause_event_id"))

    plan_id: Mapped[int] = mapped_column(ForeignKey("plans.id", ondelete="CASCADE"))
    on: Mapped[datetime.date]
    age: Mapped[str] = mapped_column(String(16))
    last_age: Mapped[str | None] = mapped_column(String(16))
    one_sidedness: Mapped[int | None]
    one_sided: Mapped[bool | None]
    leaning: Mapped[str | None] = mapped_column(String(16))
    shifts: Mapped[dict[str, int] | None] = mapped_column(JSON(none_as_null=True))
    symptoms: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    thresholds: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    movement: Mapped[str | None] = mapped_column(String(16))
    cause_event_id: Mapped[int | None] = mapped_column(ForeignKey("events.id", ondelete="SET NULL"))
    visible_to_leads_on: Mapped[datetime.date]

    plan: Mapped[Plan] = relationship()


class SymptomAnswer(Identified, Base):
    """It holds as long as the symptom's evidence is the `evidence` that was answered (sorted)."""

    __tablename__ = "symptom_answers"
    __table_args__ = (
        UniqueConstraint("plan_id", "code"),
        CheckConstraint("kind <> 'mending' OR until IS NOT NULL", name="until"),
    )

    plan_id: Mapped[int] = mapped_column(ForeignKey("plans.id", ondelete="CASCADE"))
    code: Mapped[str] = mapped_column(String(KEY_LENGTH))
    evidence: Mapped[list[str]] = mapped_column(JSON, default=list)
    kind: Mapped[AnswerKind] = mapped_column(one_of(AnswerKind, name="kind"))
    until: Mapped[datetime.date | None]
    text: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    on: Mapped[datetime.date]

    plan: Mapped[Plan] = relationship()
    by: Mapped[Person] = relationship()
