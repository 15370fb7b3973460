"""Ideas as the plan's page shows them: first those that wait for a decision."""

import datetime
from dataclasses import dataclass

from sqlalchemy import bindparam, case, select
from sqlalchemy.orm import aliased

from planner.database import from_rows, rows
from planner.models import Field, Idea, Person
from planner.models.kinds import IdeaStatus, Role, Side
from planner.queries.history.brought_in import brought_in_by
from planner.queries.plan.comments import number_of


@dataclass(frozen=True, slots=True)
class IdeaCard:
    id: int
    plan_id: int
    title: str
    benefit: str | None
    field_id: int | None
    field: str | None
    status: IdeaStatus
    on: datetime.date
    decided_on: datetime.date | None
    adopted_by: str | None
    proposed_by_id: int
    proposed_by: str
    role: Role
    is_there: bool
    """Both of whoever proposed it; the last says whether they still are with us."""
    comments: int
    brought_in_by: str | None

    @property
    def side(self) -> Side | None:
        return self.role.side

    @property
    def is_decided(self) -> bool:
        return self.status in (IdeaStatus.ADOPTED, IdeaStatus.REJECTED)


_WAITING_FIRST = case(
    (Idea.status == IdeaStatus.ADOPTED, 1), (Idea.status == IdeaStatus.REJECTED, 2), else_=0
)


_proposer, _adopter = aliased(Person), aliased(Person)
_OF_PLAN = (
    select(
        Idea.id,
        Idea.plan_id,
        Idea.title,
        Idea.benefit,
        Idea.field_id,
        Field.name.label("field"),
        Idea.status,
        Idea.on,
        Idea.decided_on,
        _adopter.name.label("adopted_by"),
        Idea.proposed_by_id,
        _proposer.name.label("proposed_by"),
        _proposer.role,
        _proposer.is_active.label("is_there"),
        number_of(Idea).label("comments"),
        brought_in_by(Idea).label("brought_in_by"),
    )
    .join(_proposer, _proposer.id == Idea.proposed_by_id)
    .outerjoin(_adopter, _adopter.id == Idea.adopted_by_id)
    .outerjoin(Field, Field.id == Idea.field_id)
    .where(Idea.plan_id == bindparam("plan_id"))
    .order_by(_WAITING_FIRST, Idea.position, Idea.id)
)


def ideas_of_plan(plan_id: int) -> list[IdeaCard]:
    """All ideas of a plan in one statement."""
    return from_rows(IdeaCard, rows(_OF_PLAN, plan_id=plan_id))
