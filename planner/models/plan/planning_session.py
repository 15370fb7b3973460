"""Both sides sit down together and make the plan, or make it anew."""

import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner import clock
from planner.database import Base
from planner.models.kinds import PlanningStep
from planner.models.mixins import Identified, OfPlan, Positioned
from planner.models.people.person import Person
from planner.models.types import Moment, one_of


class PlanningSession(Identified, OfPlan, Base):
    """What is planned in it is the plan itself; here is only how far it has come.

    `step` is where they are, or were when they left. `way` are the steps to the next age as they
    were at the start, as `queries.way_at_start` gives them, so that what was done since is ticked.
    """

    __tablename__ = "planning_sessions"
    __table_args__ = (Index(None, "plan_id"),)

    started_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    started_at: Mapped[datetime.datetime] = mapped_column(Moment, default=clock.now)
    step: Mapped[PlanningStep] = mapped_column(
        one_of(PlanningStep, name="step"), default=PlanningStep.POTENTIALS
    )
    finished_at: Mapped[datetime.datetime | None] = mapped_column(Moment)
    way: Mapped[list[dict[str, Any]] | None] = mapped_column(JSON(none_as_null=True))

    started_by: Mapped[Person] = relationship()
    participations: Mapped[list["PlanningParticipation"]] = relationship(
        order_by="PlanningParticipation.position", cascade="all, delete-orphan"
    )

    @property
    def participants(self) -> list[Person]:
        """Who has written or signed something in it, the first first."""
        return [each.person for each in self.participations]


class PlanningParticipation(Positioned, Base):
    """That one of ours took part in a planning session."""

    __tablename__ = "planning_participations"
    __table_args__ = (Index(None, "person_id"),)

    session_id: Mapped[int] = mapped_column(
        ForeignKey("planning_sessions.id", ondelete="CASCADE"), primary_key=True
    )
    position: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))

    person: Mapped[Person] = relationship()
