"""What keeps the public form from being flooded, without knowing anybody.

An address on the network is kept only as a keyed hash. The key is one of a day and is deleted with
it, so that afterwards nobody can say which address a hash was of, not even who has the database.
"""

import datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from planner.database import Base
from planner.models.types import Moment


class LeadKey(Base):
    """At most one row, that of today."""

    __tablename__ = "lead_keys"

    on: Mapped[datetime.date] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(64))


class LeadAttempt(Base):
    """That a form was sent from somewhere, or at all, or with this token; until it is forgotten."""

    __tablename__ = "lead_attempts"
    __table_args__ = (Index(None, "whom", "forgotten_at"), Index(None, "forgotten_at"))

    number: Mapped[int] = mapped_column(primary_key=True)
    whom: Mapped[str] = mapped_column(String(64))
    forgotten_at: Mapped[datetime.datetime] = mapped_column(Moment)
