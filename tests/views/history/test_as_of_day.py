"""A plan as it was at the end of a day."""

import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask

from planner import clock
from planner.actions.plan import (
    activities,
    contacts,
    conversations,
    deals,
    goals,
    members,
    plans,
    potentials,
)
from planner.database import db
from planner.models import Customer, Member, Person, Plan
from planner.models.kinds import ActivityKind, Channel, TalkState
from planner.queries.history import as_of_day
from planner.queries.history.as_of_day import Items
from tests.support.fixtures import Visitors
from tests.support.stories.cast import Cast
from tests.support.stories.chronicles import PAST

# Events are read in the order of their days.
pytestmark = pytest.mark.databases("sqlite", "postgresql")

FIRST = datetime.date(2026, 3, 1)
Step = Callable[["Story"], Any]


def day(number: int) -> datetime.date:
    return FIRST + datetime.timedelta(days=number)


class Story:
    """What happens on a plan, one step a day."""

    def __init__(self, cast: Cast) -> None:
        self.plan = db.session.get_one(Plan, cast.plan.id)
        self.customer = db.session.get_one(Customer, cast.customer.id)
        self.leasing_id = cast.leasing.id
        self.anna, self.jo = (db.session.get_one(Person, one.id) for one in (cast.anna, cast.jo))

    def begin(self) -> None:
        plans.update(self.plan, {"strategy": "Listen first"}, by=self.anna)
        self.ute = contacts.create(self.customer, {"name": "Ute"}, by=self.anna, known_by=[self.jo])
        self.goal = goals.create(self.plan, {"title": "Grow", "target": Decimal("0.5")}, by=self.jo)
        goals.commit_to(self.goal, by=self.jo)

    def plan_work(self) -> None:
        self.deal = deals.create(
            self.plan,
            {
                "title": "Lorries",
                "goal": self.goal,
                "annual_value": Decimal("1250.75"),
                "probability": Decimal("0.3"),
                "expected_on": day(90),
            },
            by=self.anna,
        )
        values = {"title": "Visit", "kind": ActivityKind.VISIT, "goal": self.goal}
        self.visit = activities.create(self.plan, values, by=self.anna, participants=[self.jo])

    def talk(self) -> None:
        self.topic = conversations.create(
            self.plan, {"topic": "Lorries", "goal": self.goal}, by=self.jo
        )
        said = {"on": clock.today(), "channel": Channel.CALL, "state": TalkState.RAISED}
        self.entry = conversations.log(
            self.topic,
            {**said, "summary": "Ten of them.", "activity": self.visit},
            by=self.jo,
            participants=[self.anna],
            contacts=[self.ute],
        )

    def move(self) -> None:
        goals.update(self.goal, {"target": Decimal(2), "field_id": self.leasing_id}, by=self.anna)
        deals.update(self.deal, {"expected_on": day(120)}, by=self.anna)
        activities.update(self.visit, {"due_on": day(20)}, by=self.jo, participants=[self.anna])

    def finish(self) -> None:
        activities.finish(self.visit, by=self.anna)
        potentials.delete(self.customer.potentials[0], by=self.anna)
        conversations.update_entry(
            self.entry, {"summary": "Eleven."}, by=self.jo, participants=[], contacts=[self.ute]
        )

    def clear(self) -> None:
        contacts.delete(self.ute, by=self.anna)
        goals.delete(self.goal, by=self.anna)
        conversations.delete(self.topic, by=self.jo)
        activities.delete(self.visit, by=self.anna)
        deals.delete(self.deal, by=self.anna)


STEPS: tuple[Step, ...] = (
    Story.begin,
    Story.plan_work,
    Story.talk,
    Story.move,
    Story.finish,
    Story.clear,
)


def tell(app: Flask, cast: Cast) -> list[Items]:
    """What there was at the end of each day."""
    pictures = []
    with app.app_context():
        story = Story(cast)
        for number, step in enumerate(STEPS):
            with clock.at(day(number)):
                step(story)
                db.session.commit()
            pictures.append(as_of_day.now(story.plan, PAST))
    return pictures


def bare(value: Any) -> Any:
    """References by their id alone, and nothing of what is empty."""
    if isinstance(value, dict) and "id" in value:
        return value["id"]
    if isinstance(value, dict):
        said = {name: bare(each) for name, each in value.items()}
        return {name: each for name, each in said.items() if each not in (None, [])}
    return [bare(each) for each in value] if isinstance(value, list) else value


def comparable(items: Items) -> dict[str, Any]:
    told = {table: {i: bare(item) for i, item in rows.items()} for table, rows in items.items()}
    return {table: rows for table, rows in told.items() if rows}


def test_every_day_is_as_it_was(app: Flask, cast: Cast) -> None:
    pictures = tell(app, cast)
    with app.app_context():
        plan = db.session.get_one(Plan, cast.plan.id)
        for number, picture in enumerate(pictures):
            then = as_of_day.as_of(plan, day(number), PAST)
            assert comparable(then) == comparable(picture), STEPS[number].__name__


def test_page_says_what_there_was_and_which_day_it_shows(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    tell(app, cast)
    page = visitor(cast.otto).visit(f"/plans/{cast.plan.id}/as-of?day=2026-03-03")
    assert page.heading == "Eisenwerk Brühl AG on 3 Mar 2026"
    assert "This is the plan as it was on 3 Mar 2026, not as it is today." in page.text
    goal = page.element("past-goals").text
    assert "Grow" in goal
    assert "Target: 0.5" in goal
    assert "Jo Kilian" in goal
    assert "Value a year: 1,250.75" in page.element("past-deals").text
    assert "Goal: Grow" in page.element("past-deals").text
    assert "Who takes part: Jo Kilian" in page.element("past-activities").text
    talk = page.element("past-conversations").text
    assert "What was said: Ten of them." in talk
    assert "Who was there of the customer's: Ute" in talk
    assert "Tom Ahrens" in page.element("past-members").text
    assert page.element("past-potentials").text.count("120,000") == 2
    later = visitor(cast.otto).visit(f"/plans/{cast.plan.id}/as-of?day=2026-03-06")
    assert "Grow" not in later.text
    assert not page.offers("Delete")


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        ("2026-06-16", "This day has not come yet. Choose one up to today."),
        ("2026-02-28", "The plan was written down on 1 Mar 2026. Choose that day or a later one."),
        ("2026-02-30", "There is no such day. Write it as 2026-03-14 or 14.03.2026."),
        ("yesterday", "There is no such day. Write it as 2026-03-14 or 14.03.2026."),
        ("", "Choose a day."),
        ("9" * 5000, "There is no such day. Write it as 2026-03-14 or 14.03.2026."),
    ],
)
def test_impossible_day_is_refused_at_its_field(
    app: Flask, cast: Cast, visitor: Visitors, asked: str, error: str
) -> None:
    with app.app_context(), clock.at(FIRST):
        Story(cast).begin()
        db.session.commit()
    page = visitor(cast.anna).visit(f"/plans/{cast.plan.id}/as-of?day={asked}")
    assert page.status == 422
    assert page.errors == [error]


def test_page_asks_for_a_day_when_none_is_given(cast: Cast, visitor: Visitors) -> None:
    page = visitor(cast.anna).visit(f"/plans/{cast.plan.id}/as-of")
    assert page.status == 200
    assert page.form("past-day-form")["day"] == ""


def test_whoever_does_not_see_the_plan_sees_no_day_of_it(cast: Cast, visitor: Visitors) -> None:
    address = f"/plans/{cast.plan.id}/as-of?day=2026-06-15"
    for person in (cast.fritz, cast.mira, cast.ada):
        assert visitor(person).visit(address).status == 404
    assert visitor(cast.paul).visit(address).status == 200


def test_members_of_another_day_are_those_of_then(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    with app.app_context(), clock.at(day(3)):
        story = Story(cast)
        tom = db.select(Member).where(Member.person_id == cast.tom.id)
        members.leave(db.session.scalars(tom).one(), by=story.anna)
        db.session.commit()
    anna = visitor(cast.anna)
    shown = anna.visit(f"/plans/{cast.plan.id}/as-of?day=2026-03-04").element("past-members").text
    assert "Left on: 4 Mar 2026" in shown
