"""That a customer came to another stage: when, by whom, and why."""

import datetime

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner import clock
from planner.database import Base
from planner.models.kinds import Stage
from planner.models.mixins import Identified, OfCustomer, Positioned
from planner.models.people.person import Person
from planner.models.types import one_of


class StageMove(Identified, Positioned, OfCustomer, Base):
    """The last one of a customer is the stage that it has; who was never moved has none."""

    __tablename__ = "stage_history"
    __table_args__ = (Index(None, "customer_id"),)

    stage: Mapped[Stage] = mapped_column(one_of(Stage, name="stage"))
    on: Mapped[datetime.date] = mapped_column(default=clock.today)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    reason: Mapped[str | None] = mapped_column(Text)

    by: Mapped[Person | None] = relationship()

    @property
    def name(self) -> str:
        """What the history calls it."""
        return self.customer.name
