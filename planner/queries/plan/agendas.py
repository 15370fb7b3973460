"""The agenda of a review, which follows from the plan and from what happened to it."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, bindparam, or_, select

from planner import clock
from planner.database import db, from_rows, rows
from planner.insights.agendas import Agenda, Point, Seen
from planner.insights.summing_up import ItemSum, by_item
from planner.models import (
    Activity,
    Contract,
    Deal,
    Event,
    Person,
    Question,
    Review,
    SignatureFinding,
)
from planner.models.kinds import ActivityStatus, DealStatus, ReviewStatus
from planner.models.shortening import shortened
from planner.queries.maturity import maturity, organisation

MOST_ITEMS = 60
_MOST_EVENTS = 3000
_LONGEST = 300
CONTRACTS_WITHIN = datetime.timedelta(days=180)
# They only tell of something beside a change, or have a place of their own in the agenda.
_TOLD_ELSEWHERE = ("comment.", "conflict.", "rating.", "review.", "symptom_answer.")


@dataclass(frozen=True, slots=True)
class _Happening:
    id: int
    type: str
    subject: str
    subject_id: int | None
    subject_name: str
    changes: dict[str, list[Any]]


_HAPPENED = (
    select(
        Event.id,
        Event.type,
        Event.subject,
        Event.subject_id,
        Event.subject_name,
        Event.changes,
    )
    .where(
        Event.customer_id == bindparam("customer_id"),
        or_(Event.plan_id == bindparam("plan_id"), Event.plan_id.is_(None)),
        Event.at >= bindparam("since", type_=Event.at.type),
        Event.id > bindparam("after"),
        # What the review itself has decided already stands among its decisions.
        ~and_(
            Event.subject == Activity.__tablename__,
            Event.subject_id.in_(
                select(Activity.id).where(Activity.review_id == bindparam("review_id"))
            ),
        ),
        *(Event.type.not_like(f"{kind}%") for kind in _TOLD_ELSEWHERE),
    )
    .order_by(Event.id.desc())
    .limit(_MOST_EVENTS)
)
_DAY = bindparam("day", type_=Deal.expected_on.type)
_DEALS = (
    select(Deal.id, Deal.title, Deal.expected_on, Deal.annual_value)
    .where(
        Deal.plan_id == bindparam("plan_id"),
        Deal.status == DealStatus.PLANNED,
        Deal.expected_on <= _DAY,
    )
    .order_by(Deal.expected_on, Deal.position, Deal.id)
)
_ACTIVITIES = (
    select(Activity.id, Activity.title, Activity.due_on, Person.name)
    .outerjoin(Person, Person.id == Activity.assignee_id)
    .where(
        Activity.plan_id == bindparam("plan_id"),
        Activity.status.in_((ActivityStatus.OPEN, ActivityStatus.PLANNED)),
        Activity.due_on < _DAY,
    )
    .order_by(Activity.due_on, Activity.position, Activity.id)
)
_QUESTIONS = (
    select(Question.id, Question.text, Question.on, Person.name)
    .join(Person, Person.id == Question.asked_by_id)
    .where(
        Question.plan_id == bindparam("plan_id"),
        Question.answer.is_(None),
        Question.answered_on.is_(None),
    )
    .order_by(Question.on, Question.id)
)
_CONTRACTS = (
    select(Contract.id, Contract.title, Contract.ends_on, Contract.annual_value)
    .where(
        Contract.customer_id == bindparam("customer_id"),
        Contract.ends_on >= bindparam("today", type_=Contract.ends_on.type),
        Contract.ends_on <= _DAY,
    )
    .order_by(Contract.ends_on, Contract.id)
)


_FINDINGS = (
    select(SignatureFinding.contract_id, Contract.title, SignatureFinding.on, SignatureFinding.code)
    .outerjoin(Contract, Contract.id == SignatureFinding.contract_id)
    .where(
        SignatureFinding.plan_id == bindparam("plan_id"),
        SignatureFinding.on <= bindparam("told_until", type_=SignatureFinding.on.type),
    )
    .order_by(SignatureFinding.on, SignatureFinding.id)
)


def agenda_of_review(
    review: Review, *, symptoms: bool, at_once: bool, findings_at_once: bool = True
) -> Agenda:
    """What there is to talk about as things stand now.

    `symptoms` says whether the reader may see them, and `at_once` whether as soon as members do;
    so does `findings_at_once` of what was found after a signature.
    """
    plan, customer, today = review.plan, review.plan.customer, clock.today()
    next_one = organisation.rhythms().due_on(max(review.on, today), customer.segment)
    since = _since(review)
    changes = _changes(review, since)
    days = datetime.timedelta(days=organisation.sight().days_before_leads)
    return Agenda(
        on=today,
        since=since.day,
        currency=customer.currency,
        changes=tuple(changes[:MOST_ITEMS]),
        more=max(0, len(changes) - MOST_ITEMS),
        symptoms=_symptoms(plan.id, at_once=at_once) if symptoms else (),
        symptoms_from=today + days,
        deals=_with_value(rows(_DEALS, plan_id=plan.id, day=next_one)),
        activities=_with_people(rows(_ACTIVITIES, plan_id=plan.id, day=today)),
        questions=_with_people(rows(_QUESTIONS, plan_id=plan.id)),
        contracts=_with_value(
            rows(
                _CONTRACTS,
                customer_id=plan.customer_id,
                today=today,
                day=today + CONTRACTS_WITHIN,
            )
        ),
        findings=_found(
            rows(
                _FINDINGS,
                plan_id=plan.id,
                told_until=today if findings_at_once else today - days,
            )
        ),
    )


@dataclass(frozen=True, slots=True)
class _Since:
    """The day of the last review, or of the beginning of the plan, and what came before."""

    day: datetime.date
    moment: datetime.datetime
    after: int = 0


def _since(review: Review) -> _Since:
    """What was only written up afterwards is taken to have ended with its day."""
    plan = review.plan
    last = db.session.execute(
        select(Review.on, Review.last_event)
        .where(Review.plan_id == plan.id, Review.status == ReviewStatus.HELD)
        .where(Review.id != review.id)
        .order_by(Review.on.desc(), Review.position.desc(), Review.id.desc())
        .limit(1)
    ).first()
    if last is None:
        began = plan.activated_on or plan.starts_on
        return _Since(began, clock.beginning_of(began))
    if last.last_event is not None:
        return _Since(last.on, clock.beginning_of(last.on), last.last_event)
    return _Since(last.on, clock.beginning_of(last.on + datetime.timedelta(days=1)))


def _changes(review: Review, since: _Since) -> list[ItemSum]:
    found = rows(
        _HAPPENED,
        review_id=review.id,
        plan_id=review.plan_id,
        customer_id=review.plan.customer_id,
        since=since.moment,
        after=since.after,
    )
    sums = by_item(from_rows(_Happening, reversed(found)))
    for one in sums:
        one.name = shortened(one.name, _LONGEST)
        one.changes = {name: [_short(each) for each in pair] for name, pair in one.changes.items()}
    return sums


def _short(value: Any) -> Any:
    return shortened(value, _LONGEST) if isinstance(value, str) else value


def _symptoms(plan_id: int, *, at_once: bool) -> tuple[Seen, ...]:
    return tuple(
        Seen(
            held.code,
            held.decides,
            held.answer.text if held.answer else None,
            held.answer.by if held.answer else None,
        )
        for held in maturity.stand(plan_id, at_once=at_once).symptoms
    )


def _with_value(found: Sequence[tuple[Any, ...]]) -> tuple[Point, ...]:
    return tuple(Point(one, text, on, value=value) for one, text, on, value in found)


def _found(found: Sequence[tuple[Any, ...]]) -> tuple[Point, ...]:
    """What is not about one contract is about the customer."""
    return tuple(Point(one or 0, title or "", on, code=code) for one, title, on, code in found)


def _with_people(found: Sequence[tuple[Any, ...]]) -> tuple[Point, ...]:
    return tuple(Point(one, shortened(text, _LONGEST), on, who=who) for one, text, on, who in found)
