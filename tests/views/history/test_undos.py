"""Taking back what somebody did, right after it or whenever."""

import datetime
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask

from planner import clock
from planner.actions.plan import (
    activities,
    assignments,
    claims,
    contacts,
    conversations,
    deals,
    goals,
    ideas,
    members,
    potentials,
    questions,
    requests,
)
from planner.business_cases import actions as business_cases
from planner.database import db
from planner.models import (
    Activity,
    Contact,
    Conversation,
    Customer,
    Deal,
    Entry,
    Goal,
    Idea,
    Member,
    Person,
    Plan,
    Potential,
    Question,
    Request,
)
from planner.models.kinds import (
    ActivityKind,
    Channel,
    DealStatus,
    Mode,
    PlanStatus,
    RequestKind,
    TalkState,
    Via,
)
from tests.support import stored
from tests.support.fixtures import Visitors
from tests.support.pages import Page, Visitor
from tests.support.stories.cast import Cast

DAY = datetime.date(2026, 6, 15)


class Desk:
    """A plan with something of everything on it, and who works there."""

    def __init__(self, cast: Cast) -> None:
        self.plan = db.session.get_one(Plan, cast.plan.id)
        self.customer = db.session.get_one(Customer, cast.customer.id)
        self.anna, self.jo, self.tom, self.vera = (
            db.session.get_one(Person, one.id) for one in (cast.anna, cast.jo, cast.tom, cast.vera)
        )

    def the(self, model: type[Any]) -> Any:
        """The one of which there is one."""
        return db.session.scalars(db.select(model).order_by(model.id)).first()

    def fill(self) -> None:
        boss = contacts.create(self.customer, {"name": "Ute"}, by=self.anna, known_by=[self.jo])
        contacts.create(self.customer, {"name": "Max", "reports_to": boss}, by=self.anna)
        values: dict[str, Any] = {"title": "Grow", "target": Decimal("1000.25")}
        goal = goals.create(self.plan, values, by=self.anna)
        goals.commit_to(goal, by=self.anna)
        goals.commit_to(goal, by=self.jo)
        deal = deals.create(self.plan, _deal(goal), by=self.anna)
        values = {"title": "Visit", "kind": ActivityKind.VISIT, "goal": goal, "deal": deal}
        visit = activities.create(self.plan, values, by=self.anna, participants=[self.tom])
        requests.create(self.plan, RequestKind.CLAIM, by=self.jo, activity=visit)
        question = questions.create(self.plan, {"text": "Who decides?"}, by=self.jo)
        question.activity = visit
        talk = conversations.create(self.plan, {"topic": "Lorries", "goal": goal}, by=self.jo)
        said = _talk(activity=visit)
        conversations.log(
            talk, said, by=self.jo, participants=[self.anna, self.tom], contacts=[boss]
        )
        idea = ideas.create(self.plan, {"title": "Rent them"}, by=self.jo)
        rate = {"title": "Renting", "discount_rate": Decimal("0.07"), "idea": idea, "goal": goal}
        business_cases.create(self.plan, rate, {"Cost": [-100, 20.5]}, by=self.jo)


def _deal(goal: Goal) -> dict[str, Any]:
    return {
        "title": "Ten lorries",
        "goal": goal,
        "annual_value": Decimal("90000.55"),
        "probability": Decimal("0.4"),
        "expected_on": datetime.date(2026, 11, 2),
    }


def _talk(**values: Any) -> dict[str, Any]:
    return {
        "on": DAY,
        "channel": Channel.VISIT,
        "summary": "They want\r\nten of them.",
        "state": TalkState.INTEREST,
        "next_step": "Send an offer",
        **values,
    }


@pytest.fixture
def filled(app: Flask, cast: Cast) -> Iterator[Cast]:
    with clock.at(DAY):
        with app.app_context():
            Desk(cast).fill()
            db.session.commit()
        yield cast


def do(app: Flask, cast: Cast, act: Callable[[Desk], object]) -> None:
    """Do something in a transaction of its own."""
    with app.app_context():
        act(Desk(cast))
        db.session.commit()


def _claim(desk: Desk) -> None:
    desk.plan.mode = Mode.CO_CARE
    db.session.commit()
    claims.make(desk.the(Activity), by=desk.anna)


def _released(desk: Desk) -> None:
    activity = desk.the(Activity)
    assignments.hand_to(activity, desk.tom, by=desk.anna)
    db.session.commit()
    assignments.release(activity, by=desk.anna)


def _agree(desk: Desk) -> None:
    for member in desk.plan.members:
        member.agreed_on = None if member.person_id == desk.anna.id else DAY
    desk.plan.status = PlanStatus.DRAFT
    db.session.commit()
    members.agree(desk.plan, by=desk.anna)


def _moved_goal(desk: Desk) -> None:
    goals.update(desk.the(Goal), {"target": Decimal("2000.5")}, by=desk.anna)


def _entry(desk: Desk) -> None:
    entry, everybody = desk.the(Entry), list(desk.customer.contacts)
    conversations.update_entry(
        entry, {"summary": "Eleven."}, by=desk.anna, participants=[desk.tom], contacts=everybody
    )


ACTS: dict[str, Callable[[Desk], object]] = {
    "delete a goal": lambda d: goals.delete(d.the(Goal), by=d.anna),
    "delete a deal": lambda d: deals.delete(d.the(Deal), by=d.anna),
    "delete an activity": lambda d: activities.delete(d.the(Activity), by=d.anna),
    "delete a conversation": lambda d: conversations.delete(d.the(Conversation), by=d.anna),
    "delete a talk": lambda d: conversations.delete_entry(d.the(Entry), by=d.anna),
    "delete an idea": lambda d: ideas.delete(d.the(Idea), by=d.anna),
    "delete a question": lambda d: questions.delete(d.the(Question), by=d.anna),
    "delete a contact": lambda d: contacts.delete(d.the(Contact), by=d.anna),
    "delete a potential": lambda d: potentials.delete(d.the(Potential), by=d.anna),
    "finish": lambda d: activities.finish(d.the(Activity), by=d.anna),
    "cancel": lambda d: activities.cancel(d.the(Activity), by=d.anna),
    "hand on": lambda d: assignments.hand_to(d.the(Activity), d.jo, by=d.anna),
    "move": lambda d: activities.update(d.the(Activity), {"due_on": DAY}, by=d.anna),
    "change who takes part": lambda d: activities.update(
        d.the(Activity), {}, by=d.anna, participants=[d.jo]
    ),
    "win a deal": lambda d: deals.update(
        d.the(Deal), {"status": DealStatus.WON, "decided_on": None}, by=d.anna
    ),
    "move a target": _moved_goal,
    "change a talk": _entry,
    "withdraw": lambda d: goals.withdraw_from(d.the(Goal), by=d.anna),
    "adopt": lambda d: ideas.adopt(d.the(Idea), by=d.anna),
    "reject": lambda d: ideas.reject(d.the(Idea), by=d.anna),
    "answer": lambda d: questions.update(d.the(Question), {"answer": "Ute"}, by=d.anna),
    "accept": lambda d: requests.accept(d.the(Request), by=d.anna),
    "decline": lambda d: requests.decline(d.the(Request), "No time", by=d.anna),
    "join": lambda d: members.join(d.plan, d.vera, via=Via.INVITATION, by=d.anna),
    "leave": lambda d: members.leave(d.the(Member), by=d.anna),
    "add a goal": lambda d: goals.create(d.plan, {"title": "Another"}, by=d.anna),
    "add a talk": lambda d: conversations.log(
        d.the(Conversation), _talk(), by=d.anna, participants=[d.jo], contacts=[]
    ),
    "add a contact": lambda d: contacts.create(
        d.customer, {"name": "Eva"}, by=d.anna, known_by=[d.anna]
    ),
}
PREPARED = {"claim": _claim, "release": _released, "agree": _agree}


def undo_newest(person: Visitor, cast: Cast) -> Page:
    """Press the topmost button of the history that takes something back."""
    page = person.visit(f"/plans/{cast.plan.id}/history")
    return next(f for f in page.forms if f.element["action"].endswith("/undo")).submit()


@pytest.mark.parametrize("act", ACTS)
def test_whatever_was_done_is_as_before_when_it_is_undone_and_as_after_when_that_is(
    app: Flask, filled: Cast, visitor: Visitors, act: str
) -> None:
    before = stored.rows(app)
    do(app, filled, ACTS[act])
    after = stored.rows(app)
    assert after != before
    anna = visitor(filled.anna)
    assert undo_newest(anna, filled).status == 303
    assert stored.rows(app) == before
    assert undo_newest(anna, filled).status == 303
    assert stored.rows(app) == after


@pytest.mark.parametrize("act", PREPARED)
def test_what_needs_preparing_is_undone_as_well(
    app: Flask, filled: Cast, visitor: Visitors, act: str
) -> None:
    do(app, filled, PREPARED[act])
    after = stored.rows(app)
    anna = visitor(filled.anna)
    assert undo_newest(anna, filled).status == 303
    assert stored.rows(app) != after
    assert undo_newest(anna, filled).status == 303
    assert stored.rows(app) == after
