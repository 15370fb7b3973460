"""What lets a calendar in another program show what has a day here."""

import datetime
import enum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner.database import Base
from planner.models.mixins import Identified
from planner.models.people.person import Person
from planner.models.types import one_of


class FeedScope(enum.StrEnum):
    """Whose days they are."""

    MINE = "mine"
    CUSTOMER = "customer"
    TEAM = "team"


class FeedLevel(enum.StrEnum):
    """How much is told, since others store what they read."""

    BUSY = "busy"
    DISCREET = "discreet"
    FULL = "full"


class Feed(Identified, Base):
    """Only the digest of its secret address is kept, as of a token.

    `subject_id` is the customer of a feed that is about one. It has no foreign key: the customer's
    history tells nobody of it, and it comes back with a customer that does. Of its use the last
    day is kept, and no time.
    """

    __tablename__ = "feeds"
    __table_args__ = (
        UniqueConstraint("token_digest"),
        CheckConstraint("(scope = 'customer') = (subject_id IS NOT NULL)", name="subject_id"),
        Index(None, "person_id"),
    )

    token_digest: Mapped[str] = mapped_column(String(64))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    scope: Mapped[FeedScope] = mapped_column(one_of(FeedScope, name="scope"))
    subject_id: Mapped[int | None]
    level: Mapped[FeedLevel] = mapped_column(one_of(FeedLevel, name="level"))
    made_on: Mapped[datetime.date]
    last_used_on: Mapped[datetime.date | None]

    person: Mapped[Person] = relationship()
