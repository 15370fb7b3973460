"""What was promised before a signature, and to whom the customer was proposed after it."""

import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from planner.database import Base
from planner.models.kinds import HandoverAnswer
from planner.models.mixins import Commented, Identified, Keyed, Positioned
from planner.models.people.person import Person
from planner.models.plan.contract import Contract
from planner.models.plan.customer import Customer
from planner.models.types import one_of


class OfContract:
    """Belongs to a contract, and with it to a customer, whose plans it outlasts."""

    __tablename__: str

    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id", ondelete="CASCADE"))

    @declared_attr
    def contract(cls) -> Mapped[Contract]:  # noqa: N805 - SQLAlchemy calls it with the class
        return relationship(back_populates=cls.__tablename__)

    @property
    def customer(self) -> Customer:
        return self.contract.customer

    @property
    def customer_id(self) -> int:
        return self.contract.customer_id


class Promise(Keyed, Positioned, OfContract, Commented, Base):
    __tablename__ = "promises"
    __table_args__ = (
        UniqueConstraint("contract_id", "key"),
        CheckConstraint("text <> ''", name="text"),
        Index(None, "owner_id"),
    )

    text: Mapped[str] = mapped_column(Text)
    due_on: Mapped[datetime.date | None]
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    kept_on: Mapped[datetime.date | None]

    owner: Mapped[Person | None] = relationship()

    @property
    def caretakers(self) -> list[int | None]:
        return [self.owner_id, self.contract.won_by_id]


class Handover(Identified, Positioned, OfContract, Commented, Base):
    """That a customer was proposed to who is to develop it, with the answer; sent back, it is
    proposed anew."""

    __tablename__ = "handovers"
    __table_args__ = (
        CheckConstraint("(answer IS NULL) = (answered_on IS NULL)", name="answer_on"),
        CheckConstraint("proposed_on <= answered_on", name="answered_on"),
        CheckConstraint("answer <> 'sent_back' OR reason <> ''", name="reason"),
        Index(None, "contract_id"),
        Index(None, "to_id"),
    )

    to_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    proposed_on: Mapped[datetime.date]
    answered_on: Mapped[datetime.date | None]
    answer: Mapped[HandoverAnswer | None] = mapped_column(one_of(HandoverAnswer, name="answer"))
    reason: Mapped[str | None] = mapped_column(Text)

    to: Mapped[Person] = relationship()

    @property
    def caretakers(self) -> list[int | None]:
        return [self.to_id, self.contract.won_by_id]
