"""One topic with the customer, and the talks about it."""

import datetime
from typing import TYPE_CHECKING, ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner.database import Base
from planner.models.kinds import Channel, TalkState
from planner.models.mixins import (
    LINE_LENGTH,
    Commented,
    Identified,
    PlanItem,
    Positioned,
    Rated,
    Searched,
)
from planner.models.people.field import Field
from planner.models.people.person import Person
from planner.models.plan.activity import Activity
from planner.models.plan.contact import Contact
from planner.models.plan.contract import Contract
from planner.models.plan.goal import Goal
from planner.models.types import one_of

if TYPE_CHECKING:
    from planner.models.plan.plan import Plan


class Conversation(PlanItem, Commented, Rated, Searched, Base):
    __tablename__ = "conversations"
    searched = ("topic",)
    list_of_plan: ClassVar = "conversations"
    __table_args__ = (UniqueConstraint("plan_id", "key"), Index(None, "contract_id"))

    topic: Mapped[str] = mapped_column(String(LINE_LENGTH))
    field_id: Mapped[int | None] = mapped_column(ForeignKey("fields.id"))
    goal_id: Mapped[int | None] = mapped_column(ForeignKey("goals.id", ondelete="SET NULL"))
    contract_id: Mapped[int | None] = mapped_column(ForeignKey("contracts.id", ondelete="SET NULL"))
    """The one whose renewal or fulfilment it is about."""

    field: Mapped[Field | None] = relationship()
    goal: Mapped[Goal | None] = relationship()
    contract: Mapped[Contract | None] = relationship()
    entries: Mapped[list["Entry"]] = relationship(
        order_by="Entry.position, Entry.id",
        cascade="all, delete-orphan",
        back_populates="conversation",
    )

    @property
    def caretakers(self) -> list[int | None]:
        return [entry.author_id for entry in self.entries]


class Entry(Identified, Positioned, Commented, Rated, Searched, Base):
    """One talk: when, who was there, what was said, where it stands after it."""

    __tablename__ = "entries"
    searched = ("summary", "next_step")
    __table_args__ = (
        CheckConstraint("summary <> ''", name="summary"),
        Index(None, "conversation_id", "on"),
        Index(None, "on", "conversation_id"),
        Index(None, "activity_id"),
    )

    conversation_id: Mapped[int] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"))
    on: Mapped[datetime.date]
    author_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    channel: Mapped[Channel] = mapped_column(one_of(Channel, name="channel"))
    summary: Mapped[str] = mapped_column(Text)
    state: Mapped[TalkState] = mapped_column(one_of(TalkState, name="state"))
    next_step: Mapped[str | None] = mapped_column(Text)
    activity_id: Mapped[int | None] = mapped_column(
        ForeignKey("activities.id", ondelete="SET NULL")
    )

    conversation: Mapped[Conversation] = relationship(back_populates="entries")
    author: Mapped[Person] = relationship(foreign_keys=[author_id])
    activity: Mapped[Activity | None] = relationship()
    participations: Mapped[list["EntryParticipation"]] = relationship(
        order_by="EntryParticipation.position", cascade="all, delete-orphan"
    )
    contact_participations: Mapped[list["EntryContact"]] = relationship(
        order_by="EntryContact.position", cascade="all, delete-orphan"
    )

    @property
    def caretakers(self) -> list[int | None]:
        return [self.author_id, *(p.person_id for p in self.participations)]

    @property
    def plan(self) -> "Plan":
        return self.conversation.plan

    @property
    def participants(self) -> list[Person]:
        return [participation.person for participation in self.participations]

    @property
    def contacts(self) -> list[Contact]:
        return [participation.contact for participation in self.contact_participations]


class EntryParticipation(Positioned, Base):
    """That one of ours was there, beside the author."""

    __tablename__ = "entry_participations"
    __table_args__ = (Index(None, "person_id"),)

    entry_id: Mapped[int] = mapped_column(
        ForeignKey("entries.id", ondelete="CASCADE"), primary_key=True
    )
    position: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))

    person: Mapped[Person] = relationship()


class EntryContact(Positioned, Base):
    """That one of the customer's people was there."""

    __tablename__ = "entry_contacts"
    __table_args__ = (Index(None, "contact_id"),)

    entry_id: Mapped[int] = mapped_column(
        ForeignKey("entries.id", ondelete="CASCADE"), primary_key=True
    )
    position: Mapped[int] = mapped_column(primary_key=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contacts.id", ondelete="CASCADE"))

    contact: Mapped[Contact] = relationship()
