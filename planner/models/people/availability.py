"""How many hours a week somebody has for joint work on customers, as they said themselves."""

import datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner.database import Base
from planner.models.mixins import Identified
from planner.models.people.person import Person
from planner.models.types import Amount

MOST_HOURS = 80
"""Nobody has more for joint work in one week."""


class Availability(Identified, Base):
    """So many hours from a week on until something else is said, or `only_that_week`.

    `week` is its Monday. It is nobody's business but the person's: no event tells of it, and others
    only see sums in which nobody can be recognised.
    """

    __tablename__ = "availabilities"
    __table_args__ = (
        UniqueConstraint("person_id", "week", "only_that_week"),
        CheckConstraint(f"hours >= 0 AND hours <= {MOST_HOURS}", name="hours"),
    )

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    week: Mapped[datetime.date]
    hours: Mapped[Decimal] = mapped_column(Amount)
    only_that_week: Mapped[bool]

    person: Mapped[Person] = relationship()
