"""The mail of the week to those who lead a team."""

import datetime

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner.database import Base
from planner.models.mixins import Identified
from planner.models.people.person import Person
from planner.models.types import Moment


class WeekLetter(Identified, Base):
    """What one person was told last, so that the next letter says what has changed since.

    `since` is the day from which the next letter tells, `gaps` the fields by customer that nobody
    covered then. It waits to be mailed as long as `mail_due_at` is set: not before then, and later
    again if sending fails.
    """

    __tablename__ = "week_letters"
    __table_args__ = (UniqueConstraint("person_id"), Index(None, "mail_due_at"))

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    wanted: Mapped[bool] = mapped_column(default=True)
    since: Mapped[datetime.date | None]
    gaps: Mapped[dict[str, list[int]] | None] = mapped_column(JSON(none_as_null=True))
    mail_due_at: Mapped[datetime.datetime | None] = mapped_column(Moment)

    person: Mapped[Person] = relationship()
