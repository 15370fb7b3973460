"""Whom somebody knows by their own connections file of a business network, and introductions."""

import datetime

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner.database import Base
from planner.models.mixins import Identified
from planner.models.people.person import Person


class Connection(Identified, Base):
    """One row of the file of `person`; an empty text is unknown.

    It is nobody's business but the person's: no event tells of it, nothing refers to it, and it
    goes when the person withdraws the file or leaves. `customer_id` is the one customer that the
    company is the same as, once that `is_compared`; there is no foreign key for what is worked out.
    """

    __tablename__ = "connections"
    __table_args__ = (Index(None, "person_id", "customer_id"), Index(None, "is_compared"))

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(Text)
    company: Mapped[str] = mapped_column(Text)
    url: Mapped[str] = mapped_column(Text)
    email: Mapped[str] = mapped_column(Text)
    customer_id: Mapped[int | None]
    is_compared: Mapped[bool] = mapped_column(default=False)


class Introduction(Identified, Base):
    """That `asker` asks everybody who knows somebody at a customer for an introduction.

    Whom that reaches follows from the connections of the moment, so that who withdraws them is not
    asked any more. There is no foreign key to the customer: an introduction is nothing that is kept
    with it, brought back with it or merged.
    """

    __tablename__ = "introductions"
    __table_args__ = (UniqueConstraint("customer_id", "asker_id"), Index(None, "asker_id"))

    customer_id: Mapped[int]
    asker_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    on: Mapped[datetime.date]
    is_told: Mapped[bool] = mapped_column(default=False)
    """Whether those who know somebody there were told; who brings in connections later is told
    then."""

    asker: Mapped[Person] = relationship()


class IntroductionAnswer(Identified, Base):
    """That somebody can introduce the asker, who learns only now who that is."""

    __tablename__ = "introduction_answers"
    __table_args__ = (UniqueConstraint("introduction_id", "person_id"), Index(None, "person_id"))

    introduction_id: Mapped[int] = mapped_column(ForeignKey("introductions.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    on: Mapped[datetime.date]

    introduction: Mapped[Introduction] = relationship()
    person: Mapped[Person] = relationship()
