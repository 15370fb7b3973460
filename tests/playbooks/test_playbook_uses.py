"""A playbook is used on a plan: what it would add, what it adds, and that it is taken back."""

import datetime
from decimal import Decimal

import pytest
from flask import Flask
from sqlalchemy import select

from planner.database import db
from planner.models import (
    Activity,
    Commitment,
    Contract,
    Customer,
    Event,
    Goal,
    Member,
    Occasion,
    Person,
)
from planner.models.kinds import ActivityStatus, Origin, Role
from tests.conftest import TODAY
from tests.support import stored
from tests.support.fixtures import Visitors
from tests.support.page_forms import Form
from tests.support.pages import Page, Visitor
from tests.support.stories import playbooks
from tests.support.stories.cast import Cast


@pytest.fixture
def playbook_id(app: Flask, cast: Cast) -> int:
    return playbooks.leasing_renewal(app, cast)


def preview(somebody: Visitor, cast: Cast, playbook_id: int, starts_on: str = "") -> Page:
    query = f"?starts_on={starts_on}" if starts_on else ""
    return somebody.visit(f"/plans/{cast.plan.id}/playbooks/{playbook_id}{query}")


def form_of(page: Page) -> Form:
    return page.form("playbook-use-form")


def lines(page: Page) -> list[str]:
    return [
        element.text
        for element in page.root.all("div", class_="item")
        if (element["id"] or "").endswith("-line")
    ]


def added(app: Flask) -> tuple[list[Goal], list[Activity]]:
    with app.app_context():
        return (
            list(db.session.scalars(select(Goal).order_by(Goal.id))),
            list(db.session.scalars(select(Activity).order_by(Activity.id))),
        )


def test_member_finds_the_playbook_from_the_plan_and_sees_all_that_it_would_add(
    app: Flask, cast: Cast, playbook_id: int, visitor: Visitors
) -> None:
    page = visitor(cast.anna).visit(f"/plans/{cast.plan.id}").click("Use a playbook")
    assert "Renewal" in page.element("fitting").text
    page = page.click("Renewal")
    form = form_of(page)
    assert page.form("start-form")["starts_on"] == TODAY.isoformat()
    goal, before, price, count = lines(page)
    assert "Keep the contract" in goal
    assert "Target 250 kEUR" in goal
    assert form["goals-0-due_on"] == "2026-12-31"
    assert "this day is over" in before
    assert "Jo Kilian" in before
    assert "2 members could do it" in price
    assert "moved from the weekend, 20 Jun 2026" in price
    assert form["activities-1-due_on"] == "2026-06-22"
    assert "open in the pool" in count
    ticked = [form[f"{name}-add"] for name in ("goals-0", "activities-1", "activities-2")]
    assert ticked == ["y", "y", "y"]
    assert form["activities-0-add"] == []
    assert "1 activity fell on a weekend and is moved to the Monday after." in page.text
    assert added(app) == ([], [])


@pytest.mark.databases("sqlite", "postgresql")
def test_what_is_ticked_is_added_in_one_act(
    app: Flask, cast: Cast, playbook_id: int, visitor: Visitors
) -> None:
    form = form_of(preview(visitor(cast.anna), cast, playbook_id, "2026-07-01"))
    form.fill(**{"activities-1-add": False, "activities-2-due_on": "2026-08-03"})
    page = form.submit().follow()
    assert page.address == f"/plans/{cast.plan.id}/activities"
    assert "Added: 1 goal, 2 activities." in page.text
    (goal,), (ask, count) = added(app)
    assert (goal.title, goal.unit, goal.target) == ("Keep the contract", "kEUR", Decimal(250))
    assert (goal.field_id, goal.due_on) == (cast.leasing.id, cast.plan.ends_on)
    assert (ask.title, ask.assignee_id, ask.status) == (
        *("Ask the users", cast.jo.id),
        ActivityStatus.PLANNED,
    )
    # The 28th of June, three days before the start, is a Sunday.
    assert ask.due_on == datetime.date(2026, 6, 29)
    assert (ask.goal_id, ask.customer_facing, ask.effort_hours) == (goal.id, True, Decimal(2))
    assert ask.internal_note == "Note on: Ask the users"
    assert (count.status, count.assignee_id) == (ActivityStatus.OPEN, None)
    assert (count.due_on, count.field_id) == (datetime.date(2026, 8, 3), cast.leasing.id)
    with app.app_context():
        told = [
            (event.type, event.act)
            for event in db.session.scalars(select(Event).order_by(Event.id))
            if event.plan_id == cast.plan.id and not event.type.startswith("rating.")
        ]
    act = told[0][1]
    assert told == [
        ("playbook_use.created", act),
        ("goal.created", act),
        ("activity.created", act),
        ("activity.created", act),
    ]


@pytest.mark.parametrize(
    ("who", "origin"),
    [("anna", Origin.GENERALIST), ("jo", Origin.SPECIALIST), ("ruth", Origin.TOP_DOWN)],
)
def test_goal_of_a_playbook_is_nobodys_joint_goal_and_unsigned(
    app: Flask, cast: Cast, playbook_id: int, visitor: Visitors, who: str, origin: Origin
) -> None:
    form_of(preview(visitor(getattr(cast, who)), cast, playbook_id)).submit()
    (goal,), _activities = added(app)
    assert goal.origin is origin
    with app.app_context():
        assert db.session.scalars(select(Commitment)).all() == []


def test_use_is_undone_as_a_whole_at_once_and_from_the_history(
    app: Flask, cast: Cast, playbook_id: int, visitor: Visitors
) -> None:
    before = stored.rows(app)
    anna = visitor(cast.anna)
    page = form_of(preview(anna, cast, playbook_id)).submit().follow()
    assert "Playbook used: Renewal" in page.element("undo-offers").text
    page = page.press("Undo").follow()
    assert stored.rows(app) == before
    assert "Undone. Use of a playbook withdrawn: Renewal" in page.element("undo-offers").text
    page.press("Undo")
    assert [len(found) for found in added(app)] == [1, 2]
    page = visitor(cast.tom).visit(f"/plans/{cast.plan.id}/history?subject=playbook_uses")
    page.press("Undo: Playbook used: Renewal")
    assert added(app) == ([], [])


def test_use_is_not_undone_over_the_work_of_others(
    app: Flask, cast: Cast, playbook_id: int, visitor: Visitors
) -> None:
    page = form_of(preview(visitor(cast.anna), cast, playbook_id)).submit().follow()
    (goal,), _activities = added(app)
    signed = visitor(cast.jo).visit(f"/plans/{cast.plan.id}")
    assert signed.press(f"Sign {goal.title}").status == 303
    answer = page.press("Undo")
    assert answer.status == 409
    assert "Jo Kilian has changed" in answer.text
    assert [len(found) for found in added(app)] == [1, 2]


def test_used_again_it_leaves_out_what_is_still_there_and_says_why(
    app: Flask, cast: Cast, playbook_id: int, visitor: Visitors
) -> None:
    anna = visitor(cast.anna)
    form_of(preview(anna, cast, playbook_id)).submit()
    _goals, (price, count) = added(app)
    anna.visit(f"/activities/{price.id}").press("Claim")
    anna.visit(f"/activities/{price.id}").press("Done")
    page = preview(visitor(cast.tom), cast, playbook_id)
    form = form_of(page)
    assert "used by Anna Berg on 15 Jun 2026" in page.element("uses").text
    goal, _ask, again, still = lines(page)
    assert "is on the plan already, from this playbook" in goal
    assert "already" not in again
    assert "already" in still
    ticked = [form[f"{name}-add"] for name in ("goals-0", "activities-1", "activities-2")]
    assert ticked == [[], "y", []]
    form.submit()
    (only,), activities = added(app)
    assert [activity.title for activity in activities] == [price.title, count.title, price.title]
    assert activities[-1].goal_id == only.id


def test_days_after_the_end_of_the_plan_are_marked_and_left_out(
    app: Flask, cast: Cast, playbook_id: int, visitor: Visitors
) -> None:
    page = preview(visitor(cast.anna), cast, playbook_id, "2026-12-23")
    form = form_of(page)
    assert "the plan ends before, on 31 Dec 2026" in lines(page)[3]
    assert [form[f"activities-{n}-add"] for n in range(3)] == ["y", "y", []]
    form.fill(**{"activities-2-add": True}).submit()
    assert added(app)[1][-1].due_on == datetime.date(2027, 1, 6)


@pytest.mark.parametrize("leaves", ["the plan", "us"])
def test_whoever_has_left_gets_nothing(
    app: Flask, cast: Cast, playbook_id: int, visitor: Visitors, leaves: str
) -> None:
    anna = visitor(cast.anna)
    page = preview(anna, cast, playbook_id, "2026-07-01")
    assert "Jo Kilian" in lines(page)[1]
    address = form_of(page).element["action"]
    with app.app_context():
        jo = db.session.get_one(Person, cast.jo.id)
        member = db.session.scalars(select(Member).where(Member.person_id == jo.id)).one()
        if leaves == "us":
            jo.is_active = False
        else:
            member.left_on = TODAY
        db.session.commit()
    answer = form_of(page).submit()
    assert answer.status == 409
    assert "nobody on the plan is there for it" in lines(answer)[1]
    assert "changed since you looked" in lines(answer)[1]
    # By it the browser keeps what was typed, which is not for other lines.
    assert form_of(answer).element["action"] != address
    assert added(app) == ([], [])
    assert form_of(answer).submit().status == 303
    assert added(app)[1][0].assignee_id is None


def test_playbook_for_any_field_is_used_for_one(app: Flask, cast: Cast, visitor: Visitors) -> None:
    playbook_id = playbooks.written(app, cast)
    playbooks.activity(app, cast, playbook_id, "Visit together", doer="specialist")
    with app.app_context():
        db.session.get_one(Person, cast.tom.id).role = Role.VALUE_SPECIALIST
        db.session.commit()
    page = preview(visitor(cast.anna), cast, playbook_id)
    assert "2 members could do it" in page.text
    page = page.form("start-form").fill(field_id="Leasing").submit()
    assert "Jo Kilian" in lines(page)[0]
    assert form_of(page).submit().status == 303
    (activity,) = added(app)[1]
    assert (activity.assignee_id, activity.field_id) == (cast.jo.id, cast.leasing.id)


def test_playbook_for_a_renewal_offers_the_day_on_which_the_contract_ends(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    playbook_id = playbooks.written(app, cast, occasion=Occasion.RENEWAL)
    playbooks.activity(app, cast, playbook_id, "Ask what comes next", offset_days=-30)
    with app.app_context():
        contract = Contract(
            key="frame", title="Frame <1>", signed_on=TODAY, ends_on=datetime.date(2026, 9, 30)
        )
        db.session.get_one(Customer, cast.customer.id).contracts = [contract]
        db.session.commit()
    page = preview(visitor(cast.anna), cast, playbook_id)
    assert "“Frame <1>” ends on 30 Sep 2026:" in page.text
    page = page.click("start on 30 Sep 2026")
    assert form_of(page)["activities-0-due_on"] == "2026-08-31"
