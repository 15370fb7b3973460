"""That somebody has put off the next step with a customer, until when and why."""

import datetime

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner import clock
from planner.database import Base
from planner.models.mixins import KEY_LENGTH, Identified, OfPlan
from planner.models.people.person import Person


class Postponement(Identified, OfPlan, Base):
    """The `step` that was the next one, and the `evidence` of the rules for it: another step, or
    the same for something new, is not put off. Each has one of a plan, the last.
    """

    __tablename__ = "postponements"
    __table_args__ = (UniqueConstraint("plan_id", "person_id"), Index(None, "person_id"))

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    step: Mapped[str] = mapped_column(String(KEY_LENGTH))
    evidence: Mapped[list[str]] = mapped_column(JSON)
    until: Mapped[datetime.date]
    reason: Mapped[str] = mapped_column(Text)
    on: Mapped[datetime.date] = mapped_column(default=clock.today)

    person: Mapped[Person] = relationship()
