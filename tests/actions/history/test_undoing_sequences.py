"""Whatever people do one after the other, taking it back in reverse leads back to the beginning."""

import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from flask import Flask
from hypothesis import HealthCheck, given, settings, strategies as st

from planner import clock
from planner.actions.errors import Refused
from planner.actions.history import undo
from planner.actions.plan import (
    activities,
    assignments,
    contacts,
    conversations,
    deals,
    goals,
    ideas,
    questions,
)
from planner.database import db
from planner.models import (
    Activity,
    Contact,
    Conversation,
    Customer,
    Deal,
    Entry,
    Event,
    Goal,
    Idea,
    Person,
    Plan,
    Question,
)
from planner.models.kinds import ActivityKind, Channel, DealStatus, TalkState
from planner.planfiles.exporting import export_document
from planner.queries.history import as_of_day
from tests.search.agreeing import assert_agrees
from tests.support import stored
from tests.support.stories.cast import Cast
from tests.support.stories.chronicles import PAST

DAY = datetime.date(2026, 6, 15)
PEOPLE = 3


class Hands:
    """Does one thing after the other on a plan; what a number means depends on what is there."""

    def __init__(self, cast: Cast, who: int, which: int) -> None:
        self.plan = db.session.get_one(Plan, cast.plan.id)
        self.customer = db.session.get_one(Customer, cast.customer.id)
        people = [cast.anna, cast.jo, cast.tom]
        self.people = [db.session.get_one(Person, person.id) for person in people]
        self.by = self.people[who % PEOPLE]
        self.which = which

    def one(self, model: type[Any]) -> Any:
        """Some item of this kind; Refused when there is none."""
        found = db.session.scalars(db.select(model).order_by(model.id)).all()
        if not found:
            raise Refused("There is none.")
        return found[self.which % len(found)]

    def maybe(self, model: type[Any]) -> Any:
        found = db.session.scalars(db.select(model).order_by(model.id)).all()
        return found[self.which % len(found)] if found and self.which % 3 else None

    def some(self) -> list[Person]:
        return self.people[: self.which % (PEOPLE + 1)]


def _new_deal(h: Hands) -> None:
    values = {
        "title": f"Deal {h.which}",
        "goal": h.maybe(Goal),
        "expected_on": DAY + datetime.timedelta(days=h.which),
        "annual_value": Decimal(h.which) / 4,
        "probability": Decimal("0.5"),
    }
    deals.create(h.plan, values, by=h.by)


def _new_activity(h: Hands) -> None:
    values = {
        "title": f"Visit {h.which}",
        "kind": ActivityKind.VISIT,
        "goal": h.maybe(Goal),
        "deal": h.maybe(Deal),
    }
    activities.create(h.plan, values, by=h.by, participants=h.some())


def _new_talk(h: Hands) -> None:
    values = {
        "on": DAY,
        "channel": Channel.CALL,
        "state": TalkState.RAISED,
        "summary": f"Said {h.which}",
        "activity": h.maybe(Activity),
    }
    guests = [guest for guest in (h.maybe(Contact),) if guest is not None]
    conversations.log(h.one(Conversation), values, by=h.by, participants=h.some(), contacts=guests)


ACTS: tuple[Callable[[Hands], object], ...] = (
    lambda h: goals.create(h.plan, {"title": f"Goal {h.which}", "target": Decimal(1)}, by=h.by),
    lambda h: goals.update(h.one(Goal), {"target": Decimal(h.which) / 8}, by=h.by),
    lambda h: goals.commit_to(h.one(Goal), by=h.by),
    lambda h: goals.withdraw_from(h.one(Goal), by=h.by),
    lambda h: goals.delete(h.one(Goal), by=h.by),
    _new_deal,
    lambda h: deals.update(h.one(Deal), {"status": DealStatus.WON, "decided_on": DAY}, by=h.by),
    lambda h: deals.delete(h.one(Deal), by=h.by),
    _new_activity,
    lambda h: activities.update(h.one(Activity), {"goal_id": None}, by=h.by, participants=h.some()),
    lambda h: activities.cancel(h.one(Activity), by=h.by),
    lambda h: activities.reopen(h.one(Activity), by=h.by),
    lambda h: assignments.hand_to(h.one(Activity), h.by, by=h.by),
    lambda h: activities.delete(h.one(Activity), by=h.by),
    lambda h: conversations.create(h.plan, {"topic": "T", "goal": h.maybe(Goal)}, by=h.by),
    _new_talk,
    lambda h: conversations.delete_entry(h.one(Entry), by=h.by),
    lambda h: conversations.delete(h.one(Conversation), by=h.by),
    lambda h: contacts.create(
        h.customer, {"name": "U", "reports_to": h.maybe(Contact)}, by=h.by, known_by=h.some()
    ),
    lambda h: contacts.update(h.one(Contact), {"influence": 3}, by=h.by, known_by=h.some()),
    lambda h: contacts.delete(h.one(Contact), by=h.by),
    lambda h: ideas.create(h.plan, {"title": "I"}, by=h.by),
    lambda h: ideas.reject(h.one(Idea), by=h.by),
    lambda h: ideas.delete(h.one(Idea), by=h.by),
    lambda h: questions.create(h.plan, {"text": "Q"}, by=h.by),
    lambda h: questions.make_activity(h.one(Question), by=h.by),
    lambda h: questions.delete(h.one(Question), by=h.by),
)
NUMBERS = st.integers(min_value=0, max_value=40)
STEPS = st.lists(
    st.tuples(st.integers(min_value=0, max_value=len(ACTS) - 1), NUMBERS, NUMBERS), max_size=25
)


def do(app: Flask, cast: Cast, act: int, who: int, which: int) -> int | None:
    """The id of the act; None when nothing has changed."""
    with app.app_context():
        before = _newest()
        try:
            ACTS[act](Hands(cast, who, which))
        except Refused:
            db.session.rollback()
            return None
        db.session.commit()
        first = db.session.scalars(_EVENTS.where(Event.id > before)).first()
        return first.act if first else None


_EVENTS = db.select(Event).where(Event.type != "rating.changed").order_by(Event.id)


def _newest() -> int:
    return db.session.scalar(db.select(db.func.max(Event.id))) or 0


def undo_act(app: Flask, act: int) -> None:
    with app.app_context():
        event = db.session.get_one(Event, act)
        by = db.session.get_one(Person, event.actor_id)
        undo.undo(event, by=by)
        db.session.commit()


def document(app: Flask, cast: Cast) -> Any:
    with app.app_context():
        return export_document(db.session.get_one(Plan, cast.plan.id))


def test_acts_undone_in_reverse_lead_back_and_undone_again_lead_forth(
    app: Flask, cast: Cast
) -> None:
    @settings(
        max_examples=20,
        deadline=None,
        database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(steps=STEPS)
    def holds(steps: list[tuple[int, int, int]]) -> None:
        begun, began_as = stored.rows(app), document(app, cast)
        acts = [act for step in steps if (act := do(app, cast, *step)) is not None]
        ended = stored.rows(app)
        assert_agrees(app)
        for act in reversed(acts):
            undo_act(app, act)
        assert stored.rows(app) == begun
        assert_agrees(app)
        assert document(app, cast) == began_as
        redo(app, cast, acts)
        assert stored.rows(app) == ended

    with clock.at(DAY):
        holds()


def redo(app: Flask, cast: Cast, acts: list[int]) -> None:
    """Take back the undo of each act, in the order in which they were done."""
    for act in acts:
        with app.app_context():
            undone = undo.undone_by(act)
            assert undone is not None
            identity = undone.id
        undo_act(app, identity)


def test_every_step_of_a_random_day_can_be_seen_afterwards(app: Flask, cast: Cast) -> None:
    days = iter(range(1, 10_000))

    @settings(max_examples=10, deadline=None, database=None)
    @given(steps=STEPS)
    def holds(steps: list[tuple[int, int, int]]) -> None:
        pictures = {}
        for step in steps:
            day = datetime.date(2000, 1, 1) + datetime.timedelta(days=next(days))
            with clock.at(day):
                do(app, cast, *step)
            with app.app_context():
                pictures[day] = _bare(as_of_day.now(db.session.get_one(Plan, cast.plan.id), PAST))
        with app.app_context():
            plan = db.session.get_one(Plan, cast.plan.id)
            for day, picture in pictures.items():
                assert _bare(as_of_day.as_of(plan, day, PAST)) == picture

    holds()


def _bare(value: Any) -> Any:
    """References by their id alone, and nothing of what is empty."""
    if isinstance(value, dict) and "id" in value:
        return value["id"]
    if isinstance(value, dict):
        said = {name: _bare(each) for name, each in value.items()}
        return {name: each for name, each in said.items() if each not in (None, [], {})}
    return [_bare(each) for each in value] if isinstance(value, list) else value
