"""Writes the ratings that have changed, and everything that follows from them."""

from collections.abc import Mapping, Sequence

from sqlalchemy import bindparam, delete, insert, select, update

from planner import clock
from planner.actions.history.row_json import table_of
from planner.actions.maturity import symptom_answers
from planner.actions.maturity.changed_plans import Cause
from planner.actions.maturity.rating_changes import RatingTurn, RatingValues, last_age, moved
from planner.actions.notices import rating_notifications
from planner.database import db, named, rows
from planner.models import Customer, Event, EventType, Plan, StoredRating, SymptomAnswer
from planner.models.mixins import LINE_LENGTH
from planner.queries.maturity import organisation

_Causes = Mapping[int, Cause]


def store(turns: Sequence[RatingTurn], causes: _Causes, *, telling: bool) -> None:
    """Store what has become of plans, tell the members, and note where the age is another."""
    _write(turns, causes)
    _note_ages([turn for turn in turns if _changes_age(turn)])
    _drop_lapsed_answers(turns)
    if telling:
        actors = {plan_id: cause.actor_id for plan_id, cause in causes.items()}
        rating_notifications.tell(turns, actors)


def _write(turns: Sequence[RatingTurn], causes: _Causes) -> None:
    """A day keeps its last rating only, and none if in the end it is that of the day before."""
    connection = db.session.connection()
    today, days = clock.today(), organisation.sight().days_before_leads
    new: list[RatingValues] = []
    for turn in turns:
        stored = turn.previous if turn.previous is not turn.before else None
        if stored is not None and turn.is_undone:
            connection.execute(_TAKE_BACK, {"stored": stored.id})
            continue
        cause = causes.get(turn.plan_id)
        values = turn.values | {
            "last_age": last_age(turn.values["age"], turn.before),
            "movement": moved(turn.before, turn.values["age"]),
            "cause_event_id": cause.event_id if cause else None,
            "visible_to_leads_on": turn.visible_to_leads_on(today, days),
        }
        if stored is not None and turn.keeps_age_of_today:
            del values["cause_event_id"]  # that of the age, which later changes did not cause
        if stored is None:
            new.append(values | {"plan_id": turn.plan_id, "on": today})
        else:
            connection.execute(_REPLACE, values | {"stored": stored.id})
    if new:
        connection.execute(_ADD, new)


_RATINGS = table_of(StoredRating)
_STORED = _RATINGS.c.id == bindparam("stored")
_TAKE_BACK = delete(_RATINGS).where(_STORED)
_REPLACE = update(_RATINGS).where(_STORED)
_ADD = insert(_RATINGS)


def _changes_age(turn: RatingTurn) -> bool:
    return turn.previous is not None and turn.previous.age != turn.values["age"]


def _note_ages(turns: Sequence[RatingTurn]) -> None:
    """Nobody acts here: a rating is of the plan, and what caused it has an event of its own."""
    if not turns:
        return
    ages = {
        turn.plan_id: [turn.previous and turn.previous.age, turn.values["age"]] for turn in turns
    }
    events = [
        {
            "at": clock.now(),
            "type": EventType.RATING_CHANGED,
            "customer_id": customer_id,
            "plan_id": plan_id,
            "subject": Plan.__tablename__,
            "subject_id": plan_id,
            "subject_name": name[:LINE_LENGTH],
            "changes": {"age": ages[plan_id]},
        }
        for plan_id, customer_id, name in rows(_CUSTOMERS, plan_ids=list(ages))
    ]
    db.session.execute(insert(Event), events)


_CUSTOMERS = (
    select(Plan.id, Plan.customer_id, Customer.name)
    .join(Customer, Customer.id == Plan.customer_id)
    .where(Plan.id.in_(bindparam("plan_ids", expanding=True)))
)


def _drop_lapsed_answers(turns: Sequence[RatingTurn]) -> None:
    """An answer to other evidence is none, and must not come back to life years later."""
    evidence = {
        (turn.plan_id, symptom["code"]): symptom["evidence"]
        for turn in turns
        for symptom in turn.values["symptoms"]
    }
    for answer in db.session.scalars(_GIVEN, {"plan_ids": [turn.plan_id for turn in turns]}).all():
        if evidence.get((answer.plan_id, answer.code)) != answer.evidence:
            symptom_answers.withdraw(answer, by=None)


_GIVEN = named(
    select(SymptomAnswer).where(SymptomAnswer.plan_id.in_(bindparam("plan_ids", expanding=True)))
)
