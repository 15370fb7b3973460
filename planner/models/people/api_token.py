"""What lets another program in with the rights of a person."""

import datetime
import enum

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner.database import Base
from planner.models.mixins import LINE_LENGTH, Identified
from planner.models.people.person import Person
from planner.models.types import Moment, one_of

MOST_DAYS = 366
USUAL_DAYS = 90
"""For which a token holds."""
ANSWERS_KEPT = datetime.timedelta(hours=24)
"""For how long it is known what was answered."""
KEY_LENGTH = 255
"""Of what a program names a request by, to send it again."""


class TokenScope(enum.StrEnum):
    """What a token is for at most; each holds the ones before it."""

    READ = "read"
    WRITE = "write"
    ADMIN = "admin"

    def includes(self, other: "TokenScope") -> bool:
        """Whether whoever has this one has the other as well."""
        order = list(TokenScope)
        return order.index(self) >= order.index(other)


class ApiToken(Identified, Base):
    """Only the digest is kept, so that nobody who reads the database can use it.

    It holds up to and with `expires_on`. Of its use the last day is kept, and no time.
    """

    __tablename__ = "api_tokens"
    __table_args__ = (UniqueConstraint("token_digest"), Index(None, "person_id"))

    token_digest: Mapped[str] = mapped_column(String(64))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(LINE_LENGTH))
    scope: Mapped[TokenScope] = mapped_column(one_of(TokenScope, name="token_scope"))
    made_on: Mapped[datetime.date]
    expires_on: Mapped[datetime.date]
    last_used_on: Mapped[datetime.date | None]

    person: Mapped[Person] = relationship()


class ApiAnswer(Identified, Base):
    """What was answered to a request that its program may send again under the same `key`.

    It is written in the transaction of what the request has made. Of the request only the digest is
    kept.
    """

    __tablename__ = "api_answers"
    __table_args__ = (UniqueConstraint("token_id", "key"), Index(None, "made_at"))

    token_id: Mapped[int] = mapped_column(ForeignKey("api_tokens.id", ondelete="CASCADE"))
    key: Mapped[str] = mapped_column(String(KEY_LENGTH))
    request_digest: Mapped[str] = mapped_column(String(64))
    status: Mapped[int]
    location: Mapped[str | None] = mapped_column(Text)
    version: Mapped[str | None] = mapped_column(String(64))
    body: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime.datetime] = mapped_column(Moment)
