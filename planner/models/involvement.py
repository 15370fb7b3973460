"""When a specialist must be on a plan, whom that brought in, and where it does not hold."""

import datetime
import enum
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner import clock
from planner.database import Base
from planner.models.kinds import Stage
from planner.models.mixins import LINE_LENGTH, Identified, Named, OfCustomer, OfPlan
from planner.models.people.field import Field
from planner.models.people.person import Person
from planner.models.types import LARGEST_AMOUNT, Amount, one_of


class WhomToInvolve(enum.StrEnum):
    IN_TURN = "in_turn"
    OF_REGION = "of_region"
    DESK = "desk"


class HowToInvolve(enum.StrEnum):
    AT_ONCE = "at_once"
    ASKED = "asked"


class InvolvementStatus(enum.StrEnum):
    """Who was asked and came has joined, as has who was not asked."""

    ASKED = "asked"
    JOINED = "joined"
    DECLINED = "declined"
    LAPSED = "lapsed"


class ChosenBecause(enum.StrEnum):
    """Why it was this person and nobody else."""

    ONLY_ONE = "only_one"
    FEWEST_PLANS = "fewest_plans"
    NEXT_IN_ORDER = "next_in_order"
    DESK = "desk"


class InvolvementRule(Identified, Named, Base):
    """All that is given must hold. Without a field it is about each field in which the customer has
    potential; with one and without an amount it asks for no potential.

    `version` counts its changes: who was taken off a plan, or has declined, is left alone by the
    rule until it is another one.
    """

    __tablename__ = "involvement_rules"
    __table_args__ = (
        UniqueConstraint("name"),
        CheckConstraint(
            f"least_potential > 0 AND least_potential < {LARGEST_AMOUNT}", name="least_potential"
        ),
        CheckConstraint("working_days BETWEEN 1 AND 60", name="working_days"),
    )

    field_id: Mapped[int | None] = mapped_column(ForeignKey("fields.id"))
    least_potential: Mapped[Decimal | None] = mapped_column(Amount)
    segment: Mapped[str | None] = mapped_column(String(LINE_LENGTH))
    stage: Mapped[Stage | None] = mapped_column(one_of(Stage, name="stage"))
    whom: Mapped[WhomToInvolve] = mapped_column(one_of(WhomToInvolve, name="whom"))
    desk_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    how: Mapped[HowToInvolve] = mapped_column(one_of(HowToInvolve, name="how"))
    working_days: Mapped[int | None]
    holds: Mapped[bool] = mapped_column(default=True)
    version: Mapped[int] = mapped_column(default=1)

    field: Mapped[Field | None] = relationship()
    desk: Mapped[Person | None] = relationship()


_STILL_ASKED = text("status = 'asked'")


class Involvement(Identified, OfPlan, Base):
    """What a rule, as it was in that version, has done for a field of a plan."""

    __tablename__ = "involvements"
    __table_args__ = (
        # Of two processes that ask for the same field one is too late.
        Index(
            "uq_involvements_still_asked",
            "plan_id",
            "field_id",
            unique=True,
            sqlite_where=_STILL_ASKED,
            postgresql_where=_STILL_ASKED,
        ),
        Index(None, "plan_id"),
        Index(None, "person_id", "status"),
        Index(None, "rule_id"),
        Index(None, "status", "answer_by"),
    )

    rule_id: Mapped[int] = mapped_column(ForeignKey("involvement_rules.id"))
    version: Mapped[int]
    field_id: Mapped[int] = mapped_column(ForeignKey("fields.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    because: Mapped[ChosenBecause] = mapped_column(one_of(ChosenBecause, name="because"))
    status: Mapped[InvolvementStatus] = mapped_column(one_of(InvolvementStatus, name="status"))
    on: Mapped[datetime.date] = mapped_column(default=clock.today)
    answer_by: Mapped[datetime.date | None]
    answered_on: Mapped[datetime.date | None]
    reason: Mapped[str | None] = mapped_column(Text)

    rule: Mapped[InvolvementRule] = relationship()
    field: Mapped[Field] = relationship()
    person: Mapped[Person] = relationship()

    @property
    def name(self) -> str:
        """What the history calls it, in every language."""
        return f"{self.person.name}, {self.field.name} ({self.rule.name})"


class InvolvementException(Identified, OfCustomer, Base):
    """Why no rule brings anybody onto the plans of a customer, in one field or in all, until a day
    or for ever."""

    __tablename__ = "involvement_exceptions"
    __table_args__ = (Index(None, "customer_id"),)

    field_id: Mapped[int | None] = mapped_column(ForeignKey("fields.id"))
    until: Mapped[datetime.date | None]
    reason: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    on: Mapped[datetime.date] = mapped_column(default=clock.today)

    field: Mapped[Field | None] = relationship()
    by: Mapped[Person] = relationship()

    @property
    def holds(self) -> bool:
        return self.until is None or self.until >= clock.today()
