"""A person on a plan, from one day to another."""

import datetime
from typing import ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner.database import Base
from planner.models.kinds import Via
from planner.models.mixins import Identified, OfPlan, Positioned, Rated
from planner.models.people.person import Person
from planner.models.types import one_of

_STILL_THERE = text("left_on IS NULL")


class Member(Identified, Positioned, OfPlan, Rated, Base):
    __tablename__ = "members"
    list_of_plan: ClassVar = "members"
    __table_args__ = (
        CheckConstraint("joined_on <= left_on", name="dates"),
        Index(
            "uq_members_still_there",
            "plan_id",
            "person_id",
            unique=True,
            sqlite_where=_STILL_THERE,
            postgresql_where=_STILL_THERE,
        ),
        Index(None, "plan_id"),
        Index(None, "person_id", "left_on"),
    )

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    joined_on: Mapped[datetime.date]
    left_on: Mapped[datetime.date | None]
    via: Mapped[Via] = mapped_column(one_of(Via, name="via"), default=Via.OWNER)
    agreed_on: Mapped[datetime.date | None]

    person: Mapped[Person] = relationship()


class PlanPerson(Positioned, Base):
    """The order in which a plan file lists the people it speaks of."""

    __tablename__ = "plan_people"

    plan_id: Mapped[int] = mapped_column(
        ForeignKey("plans.id", ondelete="CASCADE"), primary_key=True
    )
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)

    person: Mapped[Person] = relationship()
