"""What goes on by the clock, so that of several server processes one does it."""

import datetime

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from planner.database import Base
from planner.models.mixins import KEY_LENGTH, Identified
from planner.models.types import Moment


class JobRun(Identified, Base):
    """A job of a day, held by a process until `held_until`; after that another takes it up."""

    __tablename__ = "job_runs"
    __table_args__ = (UniqueConstraint("name", "on"),)

    name: Mapped[str] = mapped_column(String(KEY_LENGTH))
    on: Mapped[datetime.date]
    done: Mapped[bool] = mapped_column(default=False)
    held_until: Mapped[datetime.datetime] = mapped_column(Moment)
