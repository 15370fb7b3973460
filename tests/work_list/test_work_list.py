"""The work list: one customer after the other, each with the next step and the form for it."""

import datetime
from typing import Any

import pytest
from flask import Flask

from planner import clock
from planner.actions.history import events
from planner.actions.people import people, settings
from planner.actions.plan import members
from planner.database import db
from planner.models import Customer, Person, Plan, Team
from planner.models.kinds import PlanStatus, Role, Via
from planner.models.people.setting import THRESHOLDS
from planner.work_list import actions as postponements
from planner.work_list.queries.lines import next_steps, work_list_of
from planner.work_list.views import work_list
from tests.conftest import TODAY
from tests.support.fixtures import Visitors
from tests.support.statements import counted
from tests.support.stories import planned
from tests.support.stories.cast import Cast

DAY = datetime.timedelta(days=1)


def more_customers(app: Flask, cast: Cast, *names: str) -> None:
    """Customers with an active plan that Tom is on."""
    with app.app_context():
        tom = db.session.get_one(Person, cast.tom.id)
        for name in names:
            customer = Customer(key=name.lower(), name=name, owner=tom)
            plan = Plan(
                customer=customer,
                starts_on=TODAY - 30 * DAY,
                ends_on=TODAY + 300 * DAY,
                status=PlanStatus.ACTIVE,
                activated_on=TODAY - 30 * DAY,
            )
            db.session.add_all([customer, plan])
            db.session.flush()
            members.join(plan, tom, via=Via.OWNER, by=tom)
        db.session.commit()


def steps_of(app: Flask, person: Person) -> list[tuple[str, str]]:
    with app.app_context():
        there = db.session.get_one(Person, person.id)
        found = work_list_of(
            there, lambda lines: next_steps(there, [line.plan_id for line in lines])
        )
        return [(line.customer, line.step) for line in found.waiting]


@pytest.mark.databases("sqlite", "postgresql")
def test_one_customer_comes_after_the_other_until_each_step_is_done_or_put_off(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    with clock.at(TODAY - 40 * DAY):
        planned.activity(
            app, cast, "Send the figures", assignee_id=cast.tom.id, due_on=TODAY - 3 * DAY
        )
    more_customers(app, cast, "Aal", "Biber")
    tom = visitor(cast.tom)
    first = tom.visit("/today").click("Work list")
    assert "1 of 3" in first.text
    assert "Eisenwerk Brühl AG Brühl Keep what was promised since 12 Jun 2026" in first.text
    assert "Send the figures · 12 Jun 2026" in first.links
    second = first.click("Next j")
    assert "2 of 3" in second.text
    assert "Aal Talk to the customer" in second.text
    assert "Keep what was promised" not in second.element("turn-heading").text

    asked = second.click("Not now")
    refused = asked.form("postponement-form").fill(until="2026-06-15", reason=" ").submit()
    assert refused.status == 422
    assert refused.errors == ["Choose a day after today.", "Fill this in."]
    put_off = refused.form("postponement-form").fill(until="2026-06-20", reason="On holiday")
    left = put_off.submit().follow()
    assert "1 of 2" in left.text
    assert "Aal Talk to the customer, until 20 Jun 2026: On holiday" in left.text
    with clock.at(TODAY + 5 * DAY):
        assert ("Aal", "talk") in steps_of(app, cast.tom)
    assert ("Aal", "talk") not in steps_of(app, cast.tom)
    assert "1 of 3" in left.press("Take up again: Aal").follow().text

    last = tom.visit("/work-list?step=talk&place=9")
    assert "2 of 2" in last.text
    form = tom.visit(last.links["Log a talk"]).form("talk-form")
    form.fill(topic="First talk", summary="They are glad.").submit()
    assert ("Biber", "talk") not in steps_of(app, cast.tom)
    assert "Nothing waits" in visitor(cast.fritz).visit("/work-list?place=x&step=nonsense").text


@pytest.mark.databases("sqlite")
def test_what_is_put_off_comes_back_when_something_new_makes_the_step_due(
    app: Flask, cast: Cast
) -> None:
    with app.app_context():
        plan, tom = db.session.get_one(Plan, cast.plan.id), db.session.get_one(Person, cast.tom.id)
        values = {"until": TODAY + 9 * DAY, "reason": "They are moving house."}
        postponements.put_off(plan, values, step="keep_promise", evidence=["activity:old"], by=tom)
        db.session.commit()
    with clock.at(TODAY - 40 * DAY):
        planned.activity(app, cast, "Another", assignee_id=cast.tom.id, due_on=TODAY - 3 * DAY)
    assert steps_of(app, cast.tom) == [("Eisenwerk Brühl AG", "keep_promise")]


@pytest.mark.databases("sqlite", "postgresql")
def test_the_statements_do_not_grow_with_the_customers_of_the_list(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    numbers = []
    for names in ((), ("Aal", "Biber", "Chow", "Dachs", "Esel")):
        more_customers(app, cast, *names)
        with app.app_context():
            engine = db.engine
        tom = visitor(cast.tom)
        with counted(engine) as statements:
            tom.visit("/work-list?step=talk")
        numbers.append(len(statements))
    assert numbers[0] == numbers[1]


def test_after_a_change_only_the_customer_that_has_changed_is_looked_at_again(
    app: Flask, cast: Cast, visitor: Visitors, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And what the page says is what would be found anew."""
    more_customers(app, cast, "Aal", "Biber")
    asked: list[list[int]] = []

    def noted(person: Person, plans: list[int]) -> Any:
        asked.append(sorted(plans))
        return next_steps(person, plans)

    monkeypatch.setattr(work_list, "next_steps", noted)
    tom = visitor(cast.tom)
    tom.visit("/work-list")
    with clock.at(TODAY - 40 * DAY):
        planned.activity(app, cast, "Send it", assignee_id=cast.tom.id, due_on=TODAY - 3 * DAY)
    page = tom.visit("/work-list")
    assert "Keep what was promised" in page.text
    assert [len(plans) for plans in asked] == [3, 1]
    assert asked[1] == [cast.plan.id]
    app.extensions["cache"].entries.clear()
    assert tom.visit("/work-list").text == page.text
    with clock.at(TODAY + DAY):
        tom.visit("/work-list")
    assert [len(plans) for plans in asked[2:]] == [3, 3]


def test_after_a_change_of_people_only_customers_where_a_role_mattered_are_looked_at_again(
    app: Flask, cast: Cast, visitor: Visitors, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The one who won a contract counts as a business developer, or does not."""
    more_customers(app, cast, "Aal", "Biber")
    asked: list[list[int]] = []

    def noted(person: Person, plans: list[int]) -> Any:
        asked.append(sorted(plans))
        return next_steps(person, plans)

    monkeypatch.setattr(work_list, "next_steps", noted)
    planned.contract(app, cast, won_by_id=cast.anna.id)
    tom = visitor(cast.tom)
    tom.visit("/work-list")
    with app.app_context():
        ada = db.session.get_one(Person, cast.ada.id)
        people.update(db.session.get_one(Person, cast.anna.id), {"unit": "South"}, by=ada)
        people.update(db.session.get_one(Person, cast.fritz.id), {"role": Role.TEAM_LEAD}, by=ada)
        db.session.commit()
    tom.visit("/work-list")
    with app.app_context():
        ada = db.session.get_one(Person, cast.ada.id)
        winner = db.session.get_one(Person, cast.anna.id)
        people.update(winner, {"role": Role.BUSINESS_DEVELOPER}, by=ada)
        db.session.commit()
    page = tom.visit("/work-list")
    assert [len(plans) for plans in asked] == [3, 0, 1]
    assert asked[2] == [cast.plan.id]
    app.extensions["cache"].entries.clear()
    assert tom.visit("/work-list").text == page.text


def test_after_a_change_of_thresholds_all_are_looked_at_again_and_of_a_team_none(
    app: Flask, cast: Cast, visitor: Visitors, monkeypatch: pytest.MonkeyPatch
) -> None:
    more_customers(app, cast, "Aal", "Biber")
    asked: list[int] = []

    def noted(person: Person, plans: list[int]) -> Any:
        asked.append(len(plans))
        return next_steps(person, plans)

    monkeypatch.setattr(work_list, "next_steps", noted)
    tom = visitor(cast.tom)
    before = tom.visit("/work-list").text
    with app.app_context():
        team = db.session.query(Team).order_by(Team.id).limit(1).one()
        events.record("updated", team, by=None, changes={"region": ["A", "B"]})
        db.session.commit()
    assert tom.visit("/work-list").text == before
    with app.app_context():
        ada = db.session.get_one(Person, cast.ada.id)
        settings.change(THRESHOLDS, '{"talk_days": 3}', before="{}", by=ada)
        db.session.commit()
    tom.visit("/work-list")
    assert asked == [3, 0, 3]
