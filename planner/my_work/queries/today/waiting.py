"""What waits for somebody: goals to sign, questions to find an answer to, plans to come onto."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, false, func, or_, select
from sqlalchemy.orm import aliased

from planner import clock
from planner.access import OwnRights, Permission, own_rights, readers_plans
from planner.database import from_rows, rows
from planner.insights import weeks
from planner.models import (
    Activity,
    Commitment,
    Customer,
    Field,
    Goal,
    Involvement,
    InvolvementRule,
    InvolvementStatus,
    Person,
    Plan,
    Question,
)
from planner.models.kinds import ActivityStatus, GoalStatus, PlanStatus, Role, Side

SHOWN_WAITING = 6


@dataclass(frozen=True, slots=True)
class GoalToSign:
    """`by` is who stands by the target now, and `on` since when the reader is waited for."""

    id: int
    title: str
    target: Decimal | None
    unit: str | None
    customer: str
    asked_again_on: datetime.date | None
    by: str | None
    role: Role | None
    signed_on: datetime.date | None
    count: int

    @property
    def on(self) -> datetime.date | None:
        return self.asked_again_on or self.signed_on

    @property
    def side(self) -> Side | None:
        return self.role.side if self.role else None


@dataclass(frozen=True, slots=True)
class QuestionToAnswer:
    id: int
    text: str
    by: str
    role: Role
    on: datetime.date
    customer: str
    count: int

    @property
    def side(self) -> Side | None:
        return self.role.side


@dataclass(frozen=True, slots=True)
class InvolvementToAnswer:
    id: int
    rule: str
    field: str
    customer: str
    answer_by: datetime.date | None


def involvements_to_answer(person: Person) -> list[InvolvementToAnswer]:
    """The plans onto which a rule asks the person to come, by the day until which it waits."""
    return from_rows(InvolvementToAnswer, rows(_INVOLVEMENTS, reader_id=person.id))


_INVOLVEMENTS = (
    select(
        Involvement.id,
        InvolvementRule.name.label("rule"),
        Field.name.label("field"),
        Customer.name.label("customer"),
        Involvement.answer_by,
    )
    .join(InvolvementRule, InvolvementRule.id == Involvement.rule_id)
    .join(Field, Field.id == Involvement.field_id)
    .join(Plan, Plan.id == Involvement.plan_id)
    .join(Customer, Customer.id == Plan.customer_id)
    .join(Person, Person.id == Involvement.person_id)
    .where(
        Involvement.person_id == bindparam("reader_id"),
        Involvement.status == InvolvementStatus.ASKED,
        Plan.status != PlanStatus.CLOSED,
        ~Person.is_auditor,
    )
    .order_by(Involvement.answer_by, Involvement.id)
)


def goals_to_sign(person: Person) -> list[GoalToSign]:
    """Those whose target was moved after the person signed, and those that the other side has
    signed and nobody of the own; asked again first. What nobody has signed, nobody waits for."""
    statement = _goals(own_rights(Permission.SIGN, person), person.side)
    return from_rows(GoalToSign, rows(statement, reader_id=person.id))


def questions_to_answer(person: Person) -> list[QuestionToAnswer]:
    """Those whose activity the person has: done, or not among what is due this week."""
    sunday = weeks.days_of(weeks.week_of(clock.today()))[-1]
    statement = _questions(own_rights(Permission.WORK_ON_PLAN, person))
    return from_rows(QuestionToAnswer, rows(statement, reader_id=person.id, sunday=sunday))


_mine, _theirs, _signer = aliased(Commitment), aliased(Commitment), aliased(Person)


@cache
def _goals(signs: OwnRights, side: Side | None) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Goal.id,
            Goal.title,
            Goal.target,
            Goal.unit,
            Customer.name.label("customer"),
            _mine.asked_again_on,
            _signer.name.label("by"),
            _signer.role,
            _theirs.on.label("signed_on"),
            func.count().over().label("count"),
        )
        .join(Plan, Plan.id == Goal.plan_id)
        .join(Customer, Customer.id == Plan.customer_id)
        .outerjoin(_mine, and_(_mine.goal_id == Goal.id, _mine.person_id == bindparam("reader_id")))
        .outerjoin(_theirs, _theirs.id == _last_to_stand_by_it())
        .outerjoin(_signer, _signer.id == _theirs.person_id)
        .where(
            Goal.status == GoalStatus.ACTIVE,
            Plan.status != PlanStatus.CLOSED,
            readers_plans(signs),
            or_(_mine.asked_again_on.is_not(None), _waits_for(side)),
        )
        .order_by(_mine.asked_again_on.is_(None), _theirs.on, Goal.id)
        .limit(SHOWN_WAITING)
    )


def _last_to_stand_by_it() -> Any:
    """The id of the newest signature of somebody else under the goal as it is."""
    return (
        select(func.max(Commitment.id))
        .where(
            Commitment.goal_id == Goal.id,
            Commitment.person_id != bindparam("reader_id"),
            Commitment.asked_again_on.is_(None),
        )
        .correlate(Goal)
        .scalar_subquery()
    )


def _waits_for(side: Side | None) -> ColumnElement[bool]:
    """That somebody of the other side has signed, and nobody of this one."""
    if side is None:
        return false()
    own_side = [role for role in Role if role.side is side]
    signed = (
        select(Commitment.id)
        .join(Person, Person.id == Commitment.person_id)
        .where(Commitment.goal_id == Goal.id, Person.role.in_(own_side))
        .correlate(Goal)
    )
    return and_(_theirs.id.is_not(None), ~signed.exists())


@cache
def _questions(works_on: OwnRights) -> Select[*tuple[Any, ...]]:
    is_due_later = or_(Activity.due_on.is_(None), Activity.due_on > bindparam("sunday"))
    return (
        select(
            Question.id,
            Question.text,
            Person.name.label("by"),
            Person.role,
            Question.on,
            Customer.name.label("customer"),
            func.count().over().label("count"),
        )
        .join(Activity, Activity.id == Question.activity_id)
        .join(Person, Person.id == Question.asked_by_id)
        .join(Plan, Plan.id == Question.plan_id)
        .join(Customer, Customer.id == Plan.customer_id)
        .where(
            Activity.assignee_id == bindparam("reader_id"),
            or_(Activity.status == ActivityStatus.DONE, is_due_later),
            Question.answer.is_(None),
            Question.answered_on.is_(None),
            Plan.status != PlanStatus.CLOSED,
            readers_plans(works_on),
        )
        .order_by(Question.on, Question.id)
        .limit(SHOWN_WAITING)
    )
