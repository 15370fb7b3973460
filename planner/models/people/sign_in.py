"""What lets somebody in and keeps others out. No times of use are kept, on purpose."""

import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner.database import Base
from planner.models.mixins import Identified
from planner.models.people.person import Person
from planner.models.types import Moment


class Session(Identified, Base):
    """A browser that is signed in; signing out or changing the password deletes it."""

    __tablename__ = "sessions"
    __table_args__ = (UniqueConstraint("token_digest"), Index(None, "person_id"))

    token_digest: Mapped[str] = mapped_column(String(64))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))

    person: Mapped[Person] = relationship()


class PasswordLink(Identified, Base):
    """A one-time link to set a password; only the digest of its token is kept.

    It waits to be mailed as long as `mail_due_at` is set: not before then, and later again if
    sending fails. The token is found again from `mail_seed` and the secret of the program, so that
    whoever reads the database alone cannot use it.
    """

    __tablename__ = "password_links"
    __table_args__ = (
        UniqueConstraint("token_digest"),
        Index(None, "person_id"),
        Index(None, "mail_due_at"),
    )

    token_digest: Mapped[str] = mapped_column(String(64))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    expires_at: Mapped[datetime.datetime] = mapped_column(Moment)
    mail_seed: Mapped[str | None] = mapped_column(String(64))
    mail_language: Mapped[str | None] = mapped_column(String(8))
    mail_due_at: Mapped[datetime.datetime | None] = mapped_column(Moment)

    person: Mapped[Person] = relationship()


class SignInFailures(Base):
    """How often signing in failed of late, by name tried or by address; deleted on success."""

    __tablename__ = "sign_in_failures"

    whom: Mapped[str] = mapped_column(String(64), primary_key=True)
    count: Mapped[int]
    forgotten_at: Mapped[datetime.datetime] = mapped_column(Moment)


class Submission(Base):
    """A form that was sent, so that sending it twice does its work once."""

    __tablename__ = "submissions"
    __table_args__ = (Index(None, "sent_on"),)

    token: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    sent_on: Mapped[datetime.date]
