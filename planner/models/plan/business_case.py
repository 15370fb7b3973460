"""What an offer is worth to the customer in money."""

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from planner.database import Base
from planner.models.kinds import FlowKind
from planner.models.mixins import (
    KEY_LENGTH,
    LINE_LENGTH,
    Commented,
    Identified,
    Keyed,
    PlanItem,
    Positioned,
    Searched,
)
from planner.models.people.person import Person
from planner.models.plan.contact import Contact
from planner.models.plan.goal import Goal
from planner.models.plan.idea import Idea
from planner.models.types import Amount, one_of

if TYPE_CHECKING:
    from planner.models.plan.case_link import CaseLink
    from planner.models.plan.plan import Plan

MOST_YEARS = 21
"""Year 0 and the twenty after it, as plan files have them."""


class BusinessCase(PlanItem, Commented, Searched, Base):
    __tablename__ = "business_cases"
    searched = ("title", "compared_with")
    __table_args__ = (
        UniqueConstraint("plan_id", "key"),
        CheckConstraint("discount_rate BETWEEN 0 AND 1", name="discount_rate"),
    )

    title: Mapped[str] = mapped_column(String(LINE_LENGTH))
    idea_id: Mapped[int | None] = mapped_column(ForeignKey("ideas.id", ondelete="SET NULL"))
    goal_id: Mapped[int | None] = mapped_column(ForeignKey("goals.id", ondelete="SET NULL"))
    author_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    on: Mapped[datetime.date]
    discount_rate: Mapped[Decimal] = mapped_column(Amount)
    compared_with: Mapped[str | None] = mapped_column(Text)

    idea: Mapped[Idea | None] = relationship()
    goal: Mapped[Goal | None] = relationship()
    author: Mapped[Person] = relationship()
    flows: Mapped[list["Flow"]] = relationship(
        order_by="Flow.position, Flow.id",
        cascade="all, delete-orphan",
        back_populates="business_case",
    )
    scenarios: Mapped[list["Scenario"]] = relationship(
        order_by="Scenario.position, Scenario.id",
        cascade="all, delete-orphan",
        back_populates="business_case",
    )
    assumptions: Mapped[list["Assumption"]] = relationship(
        order_by="Assumption.position, Assumption.id",
        cascade="all, delete-orphan",
        back_populates="business_case",
    )

    case_links: Mapped[list["CaseLink"]] = relationship(
        order_by="CaseLink.id", cascade="all, delete-orphan", back_populates="business_case"
    )

    @property
    def caretakers(self) -> list[int | None]:
        return [self.author_id]


class OfCase:
    """Belongs to a business case, and with it to a plan."""

    __tablename__: str

    business_case_id: Mapped[int] = mapped_column(
        ForeignKey("business_cases.id", ondelete="CASCADE")
    )

    @declared_attr
    def business_case(cls) -> Mapped[BusinessCase]:  # noqa: N805 - SQLAlchemy calls it with the class
        return relationship(back_populates=cls.__tablename__)

    @property
    def plan(self) -> "Plan":
        return self.business_case.plan


class Flow(Identified, Positioned, OfCase, Base):
    """One line of amounts by year, year 0 first; costs are negative."""

    __tablename__ = "flows"
    __table_args__ = (Index(None, "business_case_id"),)

    key: Mapped[str | None] = mapped_column(String(KEY_LENGTH))
    """By which scenarios and assumptions of the case name it; files need not say one."""
    label: Mapped[str] = mapped_column(String(LINE_LENGTH))
    kind: Mapped[FlowKind | None] = mapped_column(one_of(FlowKind, name="kind"))
    """None where it follows from the amounts."""
    amounts: Mapped[list[int | float]] = mapped_column(JSON)


class Scenario(Keyed, Positioned, OfCase, Base):
    """The case with some of its lines changed; `changes` are as plan files have them:
    `{"flow": "fuel", "factor": 0.8}` or `{"flow": "fuel", "amounts": [0, 900]}`."""

    __tablename__ = "scenarios"
    __table_args__ = (
        UniqueConstraint("business_case_id", "key"),
        CheckConstraint("discount_rate BETWEEN 0 AND 1", name="discount_rate"),
    )

    title: Mapped[str] = mapped_column(String(LINE_LENGTH))
    discount_rate: Mapped[Decimal | None] = mapped_column(Amount)
    """None where it is that of the case."""
    changes: Mapped[list[dict[str, Any]]] = mapped_column(JSON)


class Assumption(Identified, Positioned, OfCase, Base):
    """What is taken for true in a case, and who stands behind that: one of us, or a contact."""

    __tablename__ = "assumptions"
    __table_args__ = (
        CheckConstraint("text <> ''", name="text"),
        Index(None, "business_case_id"),
        Index(None, "person_id"),
        Index(None, "contact_id"),
    )

    text: Mapped[str] = mapped_column(Text)
    flow: Mapped[str | None] = mapped_column(String(KEY_LENGTH))
    """The key of the line that it is about."""
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contacts.id", ondelete="SET NULL"))
    source: Mapped[str | None] = mapped_column(Text)
    on: Mapped[datetime.date | None]

    person: Mapped[Person | None] = relationship()
    contact: Mapped[Contact | None] = relationship()
