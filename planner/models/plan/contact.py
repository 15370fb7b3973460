"""A person at the customer."""

from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner.database import Base
from planner.models.kinds import BuyingRole
from planner.models.mixins import (
    EMAIL_LENGTH,
    LINE_LENGTH,
    Commented,
    Keyed,
    OfCustomer,
    Positioned,
    Searched,
)
from planner.models.people.person import Person
from planner.models.types import DaysByPerson, one_of

LONGEST_PROFILE = 500


class Contact(Keyed, Positioned, OfCustomer, Commented, Searched, Base):
    __tablename__ = "contacts"
    searched = ("name", "function")
    __table_args__ = (
        UniqueConstraint("customer_id", "key"),
        CheckConstraint("influence BETWEEN 1 AND 5", name="influence"),
        CheckConstraint("attitude BETWEEN -2 AND 2", name="attitude"),
        Index("ix_contacts_email", text("lower(email)")),
    )

    name: Mapped[str] = mapped_column(String(LINE_LENGTH))
    function: Mapped[str | None] = mapped_column(String(LINE_LENGTH))
    email: Mapped[str | None] = mapped_column(String(EMAIL_LENGTH))
    profile: Mapped[str | None] = mapped_column(String(LONGEST_PROFILE))
    """Address of the person's page in a business network."""
    buying_role: Mapped[BuyingRole | None] = mapped_column(one_of(BuyingRole, name="buying_role"))
    influence: Mapped[int | None]
    attitude: Mapped[int | None]
    reports_to_id: Mapped[int | None] = mapped_column(
        ForeignKey("contacts.id", ondelete="SET NULL")
    )
    known_since: Mapped[list[dict[str, Any]] | None] = mapped_column(
        DaysByPerson(none_as_null=True)
    )

    reports_to: Mapped["Contact | None"] = relationship(
        remote_side="Contact.id", foreign_keys=[reports_to_id], post_update=True
    )
    acquaintances: Mapped[list["Acquaintance"]] = relationship(
        order_by="Acquaintance.position", cascade="all, delete-orphan"
    )

    @property
    def caretakers(self) -> list[int | None]:
        return [acquaintance.person_id for acquaintance in self.acquaintances]


class Acquaintance(Positioned, Base):
    """That one of ours knows a contact."""

    __tablename__ = "acquaintances"
    __table_args__ = (Index(None, "person_id"),)

    contact_id: Mapped[int] = mapped_column(
        ForeignKey("contacts.id", ondelete="CASCADE"), primary_key=True
    )
    position: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))

    person: Mapped[Person] = relationship()
