"""By what the customers are found that a lead may be of, without reading all of them."""

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from planner.database import Base
from planner.models.mixins import LINE_LENGTH
from planner.models.plan.customer import Customer


class MatchedCustomer(Base):
    """A customer whose keys are written, with what they were made of: a customer that is called
    otherwise by now gets new ones before the next lead is looked at."""

    __tablename__ = "matched_customers"

    customer_id: Mapped[int] = mapped_column(
        ForeignKey(Customer.id, ondelete="CASCADE"), primary_key=True
    )
    name: Mapped[str] = mapped_column(String(LINE_LENGTH))
    website: Mapped[str] = mapped_column(String(LINE_LENGTH))


class MatchKey(Base):
    """`key` begins with its kind, as `planner/leads/queries/match_keys.py` writes it."""

    __tablename__ = "match_keys"
    __table_args__ = (Index(None, "key"),)

    customer_id: Mapped[int] = mapped_column(
        ForeignKey(Customer.id, ondelete="CASCADE"), primary_key=True
    )
    key: Mapped[str] = mapped_column(String(64), primary_key=True)


class LeadVerdict(Base):
    """What a person has decided once for all: a company under this name is this customer, or never
    is. `company` is the core of the name with the domain, and nothing about anybody."""

    __tablename__ = "lead_verdicts"
    __table_args__ = (Index(None, "customer_id"),)

    company: Mapped[str] = mapped_column(String(64), primary_key=True)
    customer_id: Mapped[int] = mapped_column(
        ForeignKey(Customer.id, ondelete="CASCADE"), primary_key=True
    )
    is_same: Mapped[bool]
