"""What somebody says to an item of a plan, for those who read the plan.

Contacts and potentials belong to the customer and outlast its plans, whose members come and go. So
what is said to them lives in the plan in which it was said: whoever reads that plan reads it, and
who joins a later one does not. Each plan of the customer has a thread of its own on them.
"""

import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner import clock
from planner.database import Base
from planner.models.mixins import KEY_LENGTH, Identified
from planner.models.people.person import Person
from planner.models.plan.plan import Plan
from planner.models.types import Moment

LONGEST_COMMENT = 10_000


class Comment(Identified, Base):
    """`subject` is the table of the item and `subject_id` its id there, as in an event."""

    __tablename__ = "comments"
    __table_args__ = (Index(None, "subject", "subject_id", "id"), Index(None, "plan_id"))

    plan_id: Mapped[int] = mapped_column(ForeignKey("plans.id", ondelete="CASCADE"))
    subject: Mapped[str] = mapped_column(String(KEY_LENGTH))
    subject_id: Mapped[int]
    by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime.datetime] = mapped_column(Moment, default=clock.now)
    text: Mapped[str] = mapped_column(Text)

    plan: Mapped[Plan] = relationship()
    by: Mapped[Person] = relationship()
