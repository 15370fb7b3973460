"""Goals as the plan's page shows them, with the signatures of both sides."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import Text, bindparam, select

from planner.database import columns_of, rows
from planner.models import Commitment, Field, Goal, Person
from planner.models.kinds import Side
from planner.queries.history.brought_in import brought_in_by
from planner.queries.plan.comments import number_of

# What is written about a goal at length.
TEXTS = tuple(column.name for column in columns_of(Goal) if isinstance(column.type, Text))


@dataclass(frozen=True, slots=True)
class Signature:
    id: int
    person_id: int
    name: str
    side: Side | None
    on: datetime.date
    target: Decimal | None
    asked_again: bool
    brought_in_by: str | None


@dataclass(frozen=True, slots=True)
class GoalCard:
    """`goal` has all columns of the goal and nothing that it refers to; it cannot be changed."""

    goal: Goal
    field: str | None
    comments: int
    signatures: list[Signature]

    @property
    def id(self) -> int:
        return self.goal.id

    def signed_by(self, side: Side) -> list[Signature]:
        return [signature for signature in self.signatures if signature.side is side]

    def of(self, person_id: int) -> Signature | None:
        """The signature of one person."""
        return next((s for s in self.signatures if s.person_id == person_id), None)

    @property
    def texts(self) -> list[str]:
        """What was written about it at length."""
        return [text for name in TEXTS if (text := getattr(self.goal, name))]

    @property
    def is_shared(self) -> bool:
        """Whether both sides stand by the goal as it is."""
        standing = {s.side for s in self.signatures if not s.asked_again}
        return {Side.GENERALIST, Side.SPECIALIST} <= standing

    @property
    def progress(self) -> int | None:
        """How much of the way from baseline to target is done, in percent from 0 to 100."""
        goal = self.goal
        start = goal.baseline or Decimal(0)
        if goal.target is None or goal.current is None or goal.target == start:
            return None
        share = (goal.current - start) / (goal.target - start)
        return max(0, min(100, int(share * 100)))


# A row for each signature, and one for a goal without any: the few goals of a plan are repeated
# sooner than the database is asked twice.
_SIGNED = (
    select(
        *columns_of(Goal),
        Field.name.label("field_name"),
        number_of(Goal).label("comments"),
        Commitment.id.label("signature_id"),
        Commitment.person_id,
        Person.name.label("person"),
        Person.role,
        Commitment.on.label("signed_on"),
        Commitment.target.label("signed_target"),
        Commitment.asked_again_on.is_not(None).label("asked_again"),
        brought_in_by(Commitment).label("brought_in_by"),
    )
    .select_from(Goal)
    .outerjoin(Field, Field.id == Goal.field_id)
    .outerjoin(Commitment, Commitment.goal_id == Goal.id)
    .outerjoin(Person, Person.id == Commitment.person_id)
    .order_by(Goal.position, Goal.id, Commitment.position, Commitment.id)
)
_STATEMENTS = {
    "plan_id": _SIGNED.where(Goal.plan_id == bindparam("plan_id")),
    "goal_id": _SIGNED.where(Goal.id == bindparam("goal_id")),
}


def goals_of_plan(plan_id: int) -> list[GoalCard]:
    """All goals of a plan, in one statement however many they are."""
    return _cards(plan_id=plan_id)


def card(goal_id: int) -> GoalCard:
    """One goal with all its signatures."""
    return _cards(goal_id=goal_id)[0]


def _cards(**which: int) -> list[GoalCard]:
    cards: dict[int, GoalCard] = {}
    for row in rows(_STATEMENTS[next(iter(which))], **which):
        if row.id not in cards:
            cards[row.id] = GoalCard(row, row.field_name, row.comments, [])
        if row.person_id is not None:
            cards[row.id].signatures.append(_signature(row))
    return list(cards.values())


def _signature(row: Any) -> Signature:
    return Signature(
        id=row.signature_id,
        person_id=row.person_id,
        name=row.person,
        side=row.role.side,
        on=row.signed_on,
        target=row.signed_target,
        asked_again=row.asked_again,
        brought_in_by=row.brought_in_by,
    )
