"""What rules have done on a plan, and where they do not hold."""

import datetime
from dataclasses import dataclass

from sqlalchemy import and_, bindparam, exists, func, select

from planner.database import from_rows, rows
from planner.models import (
    ChosenBecause,
    Event,
    Field,
    Involvement,
    InvolvementException,
    InvolvementRule,
    InvolvementStatus,
    Member,
    Person,
)
from planner.models.kinds import Via


@dataclass(frozen=True, slots=True)
class InvolvementRow:
    id: int
    rule: str
    field_id: int
    field: str
    person: str
    because: ChosenBecause
    status: InvolvementStatus
    on: datetime.date
    answer_by: datetime.date | None
    reason: str | None
    is_there: bool

    @property
    def was_taken_off(self) -> bool:
        """Whether somebody whom the rule had brought is not on the plan any more."""
        return self.status is InvolvementStatus.JOINED and not self.is_there


@dataclass(frozen=True, slots=True)
class ExceptionRow:
    """`last_event` is the newest that happened to it, so that it is not ended unseen."""

    id: int
    field: str | None
    until: datetime.date | None
    reason: str
    by: str
    on: datetime.date
    last_event: int


@dataclass(frozen=True, slots=True)
class PlanInvolvement:
    """All of it for one plan."""

    done: list[InvolvementRow]
    exceptions: list[ExceptionRow]
    has_rules: bool
    without_rule: list[str]
    """The names of those who are on the plan by policy as a plan file or an import says, which tell
    of no rule."""


_IS_THERE = exists().where(
    and_(
        Member.plan_id == Involvement.plan_id,
        Member.person_id == Involvement.person_id,
        Member.left_on.is_(None),
    )
)
_DONE = (
    select(
        Involvement.id,
        InvolvementRule.name.label("rule"),
        Involvement.field_id,
        Field.name.label("field"),
        Person.name.label("person"),
        Involvement.because,
        Involvement.status,
        Involvement.on,
        Involvement.answer_by,
        Involvement.reason,
        _IS_THERE.label("is_there"),
    )
    .join(InvolvementRule, InvolvementRule.id == Involvement.rule_id)
    .join(Field, Field.id == Involvement.field_id)
    .join(Person, Person.id == Involvement.person_id)
    .where(Involvement.plan_id == bindparam("plan_id"))
    .order_by(Involvement.id.desc())
)
_LAST_EVENT = (
    select(func.coalesce(func.max(Event.id), 0))
    .where(
        Event.subject == InvolvementException.__tablename__,
        Event.subject_id == InvolvementException.id,
    )
    .correlate(InvolvementException)
    .scalar_subquery()
)
_EXCEPTIONS = (
    select(
        InvolvementException.id,
        Field.name.label("field"),
        InvolvementException.until,
        InvolvementException.reason,
        Person.name.label("by"),
        InvolvementException.on,
        _LAST_EVENT.label("last_event"),
    )
    .outerjoin(Field, Field.id == InvolvementException.field_id)
    .join(Person, Person.id == InvolvementException.by_id)
    .where(InvolvementException.customer_id == bindparam("customer_id"))
    .order_by(InvolvementException.id)
)
_WITHOUT_RULE = (
    select(Person.name)
    .join(Member, Member.person_id == Person.id)
    .where(
        Member.plan_id == bindparam("plan_id"),
        Member.via == Via.POLICY,
        Member.left_on.is_(None),
        ~exists().where(
            Involvement.plan_id == Member.plan_id, Involvement.person_id == Member.person_id
        ),
    )
    .order_by(Person.name_folded, Person.id)
)
_ANY_RULE = select(exists().where(InvolvementRule.holds))


def asked_on_plan(plan_id: int, customer_id: int) -> PlanInvolvement:
    """Four statements."""
    return PlanInvolvement(
        from_rows(InvolvementRow, rows(_DONE, plan_id=plan_id)),
        from_rows(ExceptionRow, rows(_EXCEPTIONS, customer_id=customer_id)),
        bool(rows(_ANY_RULE)[0][0]),
        [name for (name,) in rows(_WITHOUT_RULE, plan_id=plan_id)],
    )
