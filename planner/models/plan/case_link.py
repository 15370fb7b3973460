"""A page of a business case for the customer, open to whoever has its address until a day."""

import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner.database import Base
from planner.models.mixins import Identified
from planner.models.people.person import Person
from planner.models.plan.business_case import OfCase


class CaseLink(Identified, OfCase, Base):
    """The address is sealed with the program's secret, so that this row alone opens nothing."""

    __tablename__ = "case_links"
    __table_args__ = (
        CheckConstraint('"on" <= expires_on', name="dates"),
        Index(None, "business_case_id"),
        Index(None, "by_id"),
    )

    by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    on: Mapped[datetime.date]
    expires_on: Mapped[datetime.date]
    """The last day on which it is open."""

    by: Mapped[Person] = relationship()
