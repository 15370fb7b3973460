"""Who we sell to; belongs to a team through its owner."""

from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, true
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner.database import Base
from planner.models.involvement import InvolvementException
from planner.models.kinds import Stage
from planner.models.mixins import FOLDED, LINE_LENGTH, Foreign, Keyed, Named, Searched, fold_new
from planner.models.people.person import Person
from planner.models.plan.contact import Contact
from planner.models.plan.contract import Contract
from planner.models.plan.merged_customer import MergedCustomer
from planner.models.plan.potential import Potential
from planner.models.plan.stage_move import StageMove
from planner.models.types import LARGEST_AMOUNT, Amount, one_of


class Customer(Keyed, Named, Foreign, Searched, Base):
    __tablename__ = "customers"
    searched = ("name", "city")
    __table_args__ = (
        UniqueConstraint("key"),
        UniqueConstraint("foreign_system", "foreign_key"),
        CheckConstraint(
            f"annual_revenue >= 0 AND annual_revenue < {LARGEST_AMOUNT}", name="annual_revenue"
        ),
        Index(None, "name_folded", "id", "owner_id"),
        Index(None, "owner_id"),
        Index(None, "stage", "name_folded"),
    )

    # Asked for from the beginning, hence without a default in the database.
    name_folded: Mapped[str] = mapped_column(FOLDED, default=fold_new)
    stage: Mapped[Stage] = mapped_column(one_of(Stage, name="stage"), default=Stage.CUSTOMER)
    segment: Mapped[str | None] = mapped_column(String(LINE_LENGTH))
    industry: Mapped[str | None] = mapped_column(String(LINE_LENGTH))
    city: Mapped[str | None] = mapped_column(String(LINE_LENGTH))
    country: Mapped[str | None] = mapped_column(String(2))
    annual_revenue: Mapped[Decimal | None] = mapped_column(Amount)
    currency: Mapped[str] = mapped_column(String(3), default="EUR")
    website: Mapped[str | None] = mapped_column(String(LINE_LENGTH))
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    # Not where a plan file left open who that is, and it was found among the members.
    owner_is_named: Mapped[bool] = mapped_column(default=True, server_default=true())

    owner: Mapped[Person | None] = relationship()
    contacts: Mapped[list[Contact]] = relationship(
        order_by="Contact.position, Contact.id",
        cascade="all, delete-orphan",
        back_populates="customer",
    )
    potentials: Mapped[list[Potential]] = relationship(
        order_by="Potential.position, Potential.id",
        cascade="all, delete-orphan",
        back_populates="customer",
    )
    contracts: Mapped[list[Contract]] = relationship(
        order_by="Contract.position, Contract.id",
        cascade="all, delete-orphan",
        back_populates="customer",
    )
    stage_history: Mapped[list[StageMove]] = relationship(
        order_by="StageMove.position, StageMove.id",
        cascade="all, delete-orphan",
        back_populates="customer",
    )
    involvement_exceptions: Mapped[list[InvolvementException]] = relationship(
        order_by="InvolvementException.id",
        cascade="all, delete-orphan",
        back_populates="customer",
    )
    merged_customers: Mapped[list[MergedCustomer]] = relationship(
        order_by="MergedCustomer.id", cascade="all, delete-orphan", back_populates="customer"
    )
