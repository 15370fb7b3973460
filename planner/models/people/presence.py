"""Who has a plan open at this moment. It is forgotten within a minute, and no history is kept."""

import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner.database import Base
from planner.models.mixins import KEY_LENGTH
from planner.models.people.person import Person
from planner.models.types import Moment


class Presence(Base):
    """One window of a person on a plan.

    `part` is the form that is being filled in, `writer` the process that keeps the row fresh.
    """

    __tablename__ = "presences"
    __table_args__ = (Index(None, "changed_at"), Index(None, "seen_at"))

    plan_id: Mapped[int] = mapped_column(
        ForeignKey("plans.id", ondelete="CASCADE"), primary_key=True
    )
    person_id: Mapped[int] = mapped_column(
        ForeignKey("people.id", ondelete="CASCADE"), primary_key=True
    )
    window: Mapped[str] = mapped_column(String(KEY_LENGTH), primary_key=True)
    part: Mapped[str | None] = mapped_column(String(KEY_LENGTH))
    writer: Mapped[str] = mapped_column(String(KEY_LENGTH))
    seen_at: Mapped[datetime.datetime] = mapped_column(Moment)
    changed_at: Mapped[datetime.datetime] = mapped_column(Moment)
    has_left: Mapped[bool] = mapped_column(default=False)

    person: Mapped[Person] = relationship()
