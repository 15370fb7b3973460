"""What somebody is told by mail about their account."""

import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner.database import Base
from planner.models.kinds import AccountNews
from planner.models.mixins import EMAIL_LENGTH, Identified
from planner.models.people.person import Person
from planner.models.types import Moment, one_of


class AccountMail(Identified, Base):
    """A mail that waits; it is deleted once it was sent, or when `given_up_at` has come.

    `address` is where it goes, which need not be the person's address any more. `language` counts
    for who has chosen none.
    """

    __tablename__ = "account_mails"
    __table_args__ = (Index(None, "person_id"), Index(None, "mail_due_at"))

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    news: Mapped[AccountNews] = mapped_column(one_of(AccountNews, name="account_news"))
    address: Mapped[str] = mapped_column(String(EMAIL_LENGTH))
    language: Mapped[str | None] = mapped_column(String(8))
    mail_due_at: Mapped[datetime.datetime] = mapped_column(Moment)
    given_up_at: Mapped[datetime.datetime] = mapped_column(Moment)

    person: Mapped[Person] = relationship()
