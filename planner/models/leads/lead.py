"""Somebody outside who has shown interest, from the form that they filled in until what came of it.

What they typed about themselves is deleted when they withdraw their consent, and some time after a
rejection; the row stays, so that the number does. No event repeats any of it, since events stay.
"""

import datetime
import enum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner import clock
from planner.database import Base
from planner.models.content_kit import KitShare
from planner.models.kinds import Channel
from planner.models.leads.lead_rule import LeadRule
from planner.models.mixins import EMAIL_LENGTH, KEY_LENGTH, LINE_LENGTH, Identified
from planner.models.people.field import Field
from planner.models.people.person import Person
from planner.models.plan.activity import Activity
from planner.models.plan.customer import Customer
from planner.models.plan.deal import Deal
from planner.models.types import Moment, one_of

LONGEST_MESSAGE = 2000
"""Letters that somebody outside can send us at once."""


class LeadStatus(enum.StrEnum):
    NEW = "new"
    ANSWERED = "answered"
    SUSPECTED = "suspected"
    REJECTED = "rejected"
    BECAME_SUSPECT = "became_suspect"
    BECAME_DEAL = "became_deal"
    BECAME_ACTIVITY = "became_activity"


OPEN_LEADS = (LeadStatus.NEW, LeadStatus.ANSWERED)
"""What somebody still has to do something about."""


class LeadMatchKind(enum.StrEnum):
    """Whether the lead is of a customer that we have; `confirmed` is what a person has said."""

    SAME = "same"
    CONFIRMED = "confirmed"
    LIKELY = "likely"
    NONE = "none"


class LeadRoute(enum.StrEnum):
    """What decided who deals with it."""

    OWNER = "owner"
    RULE = "rule"
    USUAL = "usual"
    BY_HAND = "by_hand"


class Lead(Identified, Base):
    """`received_at` is kept to the minute, since the same lead twice within a day is one; `times`
    counts how often it came. `candidates` are the customers that it may be, best first, as the
    matching says it: `{"customer": id, "class": …, "score": …, "evidence": [code, …]}`.
    """

    __tablename__ = "leads"
    __table_args__ = (
        CheckConstraint("times >= 1", name="times"),
        CheckConstraint("(answered_on IS NULL) = (answered_by_id IS NULL)", name="answered_on"),
        CheckConstraint("status <> 'rejected' OR reason <> ''", name="reason"),
        Index(None, "receiver_id", "status"),
        Index(None, "status", "received_at"),
        Index(None, "customer_id"),
        Index(None, "share_code"),
        Index(None, "deal_id"),
        Index(None, "activity_id"),
        Index(None, "lead_rule_id"),
    )

    status: Mapped[LeadStatus] = mapped_column(
        one_of(LeadStatus, name="status"), default=LeadStatus.NEW
    )
    company: Mapped[str] = mapped_column(String(LINE_LENGTH))
    contact_name: Mapped[str] = mapped_column(String(LINE_LENGTH))
    email: Mapped[str | None] = mapped_column(String(EMAIL_LENGTH))
    telephone: Mapped[str | None] = mapped_column(String(LINE_LENGTH))
    country: Mapped[str | None] = mapped_column(String(2))
    postcode: Mapped[str | None] = mapped_column(String(LINE_LENGTH))
    city: Mapped[str | None] = mapped_column(String(LINE_LENGTH))
    website: Mapped[str | None] = mapped_column(String(LINE_LENGTH))
    field_id: Mapped[int | None] = mapped_column(ForeignKey("fields.id"))
    message: Mapped[str | None] = mapped_column(Text)

    consent: Mapped[str] = mapped_column(Text)
    consent_version: Mapped[int]
    consented_on: Mapped[datetime.date] = mapped_column(default=clock.today)
    source: Mapped[str | None] = mapped_column(String(KEY_LENGTH))
    campaign: Mapped[str | None] = mapped_column(String(KEY_LENGTH))
    share_code: Mapped[str | None] = mapped_column(
        ForeignKey("kit_shares.code", ondelete="SET NULL")
    )
    times: Mapped[int] = mapped_column(default=1)
    received_at: Mapped[datetime.datetime] = mapped_column(Moment, default=clock.now)
    received_on: Mapped[datetime.date] = mapped_column(default=clock.today)

    answer_by: Mapped[datetime.date]
    answered_on: Mapped[datetime.date | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    channel: Mapped[Channel | None] = mapped_column(one_of(Channel, name="channel"))
    answer: Mapped[str | None] = mapped_column(Text)

    match: Mapped[LeadMatchKind | None] = mapped_column(one_of(LeadMatchKind, name="match"))
    candidates: Mapped[list[dict[str, Any]] | None] = mapped_column(JSON(none_as_null=True))
    customer_id: Mapped[int | None] = mapped_column(ForeignKey("customers.id", ondelete="SET NULL"))
    receiver_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    route: Mapped[LeadRoute | None] = mapped_column(one_of(LeadRoute, name="route"))
    lead_rule_id: Mapped[int | None] = mapped_column(
        ForeignKey("lead_rules.id", ondelete="SET NULL")
    )
    instead_of_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    """Whose it would have been who has left, or was away on that day."""

    closed_on: Mapped[datetime.date | None]
    reason: Mapped[str | None] = mapped_column(Text)
    deal_id: Mapped[int | None] = mapped_column(ForeignKey("deals.id", ondelete="SET NULL"))
    activity_id: Mapped[int | None] = mapped_column(
        ForeignKey("activities.id", ondelete="SET NULL")
    )
    erased_on: Mapped[datetime.date | None]

    field: Mapped[Field | None] = relationship()
    customer: Mapped[Customer | None] = relationship()
    receiver: Mapped[Person | None] = relationship(foreign_keys=[receiver_id])
    answered_by: Mapped[Person | None] = relationship(foreign_keys=[answered_by_id])
    lead_rule: Mapped[LeadRule | None] = relationship()
    instead_of: Mapped[Person | None] = relationship(foreign_keys=[instead_of_id])
    share: Mapped[KitShare | None] = relationship()
    deal: Mapped[Deal | None] = relationship()
    activity: Mapped[Activity | None] = relationship()

    @property
    def name(self) -> str:
        """What the history calls it: a number, since events outlast what people say of them."""
        return f"#{self.id}"

    @property
    def is_open(self) -> bool:
        return self.status in OPEN_LEADS

    @property
    def is_late(self) -> bool:
        """Whether it was not answered in time; once late it stays so."""
        if self.status is LeadStatus.SUSPECTED:
            return False
        return (self.answered_on or self.closed_on or clock.today()) > self.answer_by


ABOUT_PERSON = ("contact_name", "email", "telephone", "postcode", "city", "website", "message")
"""What goes when somebody withdraws their consent, beside the company and our own answer."""
