"""The beginning of a stream, and asking from time to time instead: what each is told, and who."""

import datetime
import json
from collections.abc import Callable

import pytest
from flask import Flask

from planner.actions.history import events
from planner.actions.people import settings
from planner.actions.plan import contacts, goals, plans
from planner.database import db
from planner.models import Customer, EventType, Person, Plan
from planner.models.people.setting import ADMINISTRATORS_SEE_PLANS
from planner.queries.history import changes
from planner.views.live.streams import MOST_WINDOWS
from tests.support.fixtures import Visitors
from tests.support.pages import Visitor
from tests.support.stories import planned
from tests.support.stories.cast import Cast
from tests.support.streams import Message, messages_of


def add_goal(app: Flask, cast: Cast, title: str) -> None:
    with app.app_context():
        plan, anna = (
            db.session.get_one(Plan, cast.plan.id),
            db.session.get_one(Person, cast.anna.id),
        )
        goals.create(plan, {"title": title}, by=anna)
        db.session.commit()


def begin_next_period(app: Flask, cast: Cast) -> int:
    with app.app_context():
        plan, anna = (
            db.session.get_one(Plan, cast.plan.id),
            db.session.get_one(Person, cast.anna.id),
        )
        days = [plan.ends_on + datetime.timedelta(days=days) for days in (1, 100)]
        begun = plans.create(
            plan.customer, dict(zip(("starts_on", "ends_on"), days, strict=True)), by=anna
        )
        db.session.commit()
        return begun.id


def begin_elsewhere(app: Flask, cast: Cast) -> int:
    """A plan that only Fritz is on."""
    with app.app_context():
        fritz = db.session.get_one(Person, cast.fritz.id)
        other = Customer(key="other", name="Other", owner=fritz)
        db.session.add(other)
        db.session.flush()
        plan = db.session.get_one(Plan, cast.plan.id)
        days = {"starts_on": plan.starts_on, "ends_on": plan.ends_on}
        begun = plans.create(other, days, by=fritz)
        db.session.commit()
        return begun.id


def stream(who: Visitor, cast: Cast, after: str | None = None) -> list[Message]:
    query = "" if after is None else f"?after={after}"
    page = who.visit(f"/plans/{cast.plan.id}/stream{query}")
    assert page.status == 200
    assert page.headers["Content-Type"].startswith("text/event-stream")
    return messages_of(page.data.decode())


def poll(who: Visitor, cast: Cast, after: str) -> dict[str, object]:
    page = who.visit(f"/plans/{cast.plan.id}/changes?after={after}")
    assert page.status == 200
    told: dict[str, object] = json.loads(page.data)
    return told


def position_of_page(who: Visitor, cast: Cast) -> str:
    return str(who.visit(f"/plans/{cast.plan.id}").element("live")["data-last"])


def test_page_says_where_it_hears_of_changes_and_from_where_on(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    anna = visitor(cast.anna)
    live = anna.visit(f"/plans/{cast.plan.id}").element("live")
    base = f"/plans/{cast.plan.id}"
    assert live["data-stream"] == f"{base}/stream"
    assert live["data-streams"] == "/streams"
    assert live["data-changes"] == f"{base}/changes"
    assert live["data-sections"] == f"{base}/sections?tab=overview"
    assert live["data-presence"] == f"{base}/presence"
    before = int(live["data-last"])
    add_goal(app, cast, "More leasing")
    # The body is kept, the position is not.
    assert int(position_of_page(visitor(cast.jo), cast)) > before


def test_stream_greets_and_tells_what_was_missed_and_who_is_there(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    jo = visitor(cast.jo)
    last = position_of_page(jo, cast)
    add_goal(app, cast, "More\nleasing")
    hello, changed, presence = stream(jo, cast, last)
    assert hello == Message("hello", {"last": int(last)}, int(last))
    assert changed.event == "changed"
    assert changed.position == changed.data["id"] > int(last)
    assert changed.data["type"] == "goal.created"
    assert changed.data["subject"] == "goals"
    assert changed.data["name"] == "More\nleasing"
    assert changed.data["by"] == {"id": cast.anna.id, "name": "Anna Berg"}
    assert {"goals", "goals_glance", "what_now", "tabs"} <= set(changed.data["sections"])
    assert presence.event == "presence"
    assert [one.event for one in stream(jo, cast, str(changed.position))] == ["hello", "presence"]


def test_signatures_and_talks_name_what_they_are_shown_in(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    jo = visitor(cast.jo)
    goal = planned.goal(app, cast)
    last = position_of_page(jo, cast)
    jo.visit(f"/goals/{goal}").press("Sign More leasing")
    jo.visit(f"/goals/{goal}").press("Withdraw signature")
    topic = planned.talk(app, cast)
    told = [one.data for one in stream(jo, cast, last) if one.event == "changed"]
    assert {one["type"]: one["part_of"] for one in told if one["part_of"]} == {
        "commitment.created": f"goal-{goal}",
        "commitment.deleted": f"goal-{goal}",
        "entry.created": f"conversation-{topic}",
    }


def test_last_event_id_counts_more_than_the_address(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    jo = visitor(cast.jo)
    add_goal(app, cast, "More leasing")
    last = position_of_page(jo, cast)
    told = jo.client.get(f"/plans/{cast.plan.id}/stream?after=0", headers={"Last-Event-ID": last})
    assert [one.event for one in messages_of(told.text)] == ["hello", "presence"]


def test_who_says_no_position_begins_now(app: Flask, cast: Cast, visitor: Visitors) -> None:
    add_goal(app, cast, "More leasing")
    assert [one.event for one in stream(visitor(cast.jo), cast)] == ["hello", "presence"]


@pytest.mark.parametrize(
    "wrong",
    ["99999999", "2147483648", "9" * 5000, "-1", "1.5", "1e3", "abc", "%01", "²", "٣"],
)
def test_position_that_was_never_given_starts_anew(
    app: Flask, cast: Cast, visitor: Visitors, wrong: str
) -> None:
    jo = visitor(cast.jo)
    add_goal(app, cast, "More leasing")
    last = int(position_of_page(jo, cast))
    hello, reset, _presence = stream(jo, cast, wrong)
    assert hello.data == {"last": last}
    assert reset == Message("reset", {}, last)
    told = poll(jo, cast, wrong)
    assert (told["last"], told["reset"], told["changes"]) == (last, True, [])


def test_who_has_missed_too_much_starts_anew(
    app: Flask, cast: Cast, visitor: Visitors, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changes, "MOST_CHANGES", 2)
    jo = visitor(cast.jo)
    last = position_of_page(jo, cast)
    for number in range(2):
        add_goal(app, cast, f"Goal {number}")
    told = poll(jo, cast, last)
    assert told["reset"] is False
    add_goal(app, cast, "One more")
    assert [one.event for one in stream(jo, cast, last)] == ["hello", "reset", "presence"]
    assert poll(jo, cast, last)["reset"] is True


def test_asking_from_time_to_time_tells_the_same_as_the_stream(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    jo = visitor(cast.jo)
    last = position_of_page(jo, cast)
    add_goal(app, cast, "More leasing")
    told = poll(jo, cast, last)
    assert told["changes"] == [one.data for one in stream(jo, cast, last) if one.event == "changed"]
    assert poll(jo, cast, str(told["last"]))["changes"] == []


def test_changes_of_the_customer_reach_its_plan_and_those_of_other_plans_do_not(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    jo = visitor(cast.jo)
    elsewhere = begin_elsewhere(app, cast)
    last = position_of_page(jo, cast)
    with app.app_context():
        anna = db.session.get_one(Person, cast.anna.id)
        fritz = db.session.get_one(Person, cast.fritz.id)
        customer = db.session.get_one(Customer, cast.customer.id)
        contacts.create(customer, {"name": "Frau Kühn"}, by=anna)
        begun = db.session.get_one(Plan, elsewhere)
        goals.create(begun, {"title": "Elsewhere"}, by=fritz)
        settings.change(ADMINISTRATORS_SEE_PLANS, "yes", by=fritz)
        db.session.commit()
    told = [one.data for one in stream(jo, cast, last) if one.event == "changed"]
    assert [(one["type"], one["sections"]) for one in told] == [
        ("contact.created", ["contacts", "contracts", "tabs"])
    ]


Ask = Callable[[Visitor, Cast], int]
ASKS: dict[str, Ask] = {
    "stream": lambda who, cast: who.visit(f"/plans/{cast.plan.id}/stream").status,
    "streams": lambda who, cast: who.visit(f"/streams?on={cast.plan.id}.window.").status,
    "changes": lambda who, cast: who.visit(f"/plans/{cast.plan.id}/changes").status,
    "sections": lambda who, cast: who.visit(f"/plans/{cast.plan.id}/sections?names=goals").status,
}


@pytest.mark.parametrize("ask", ASKS)
def test_readers_hear_of_the_plan_and_strangers_are_told_that_there_is_none(
    cast: Cast, visitor: Visitors, ask: str
) -> None:
    for reader in (cast.anna, cast.jo, cast.ruth, cast.paul, cast.otto):
        assert ASKS[ask](visitor(reader), cast) == 200
    for stranger in (cast.fritz, cast.mira, cast.vera, cast.ada):
        assert ASKS[ask](visitor(stranger), cast) == 404
    assert ASKS[ask](visitor(), cast) == 302


def test_only_members_are_told_of_a_new_rating(app: Flask, cast: Cast, visitor: Visitors) -> None:
    jo, paul = visitor(cast.jo), visitor(cast.paul)
    last = position_of_page(jo, cast)
    with app.app_context():
        plan = db.session.get_one(Plan, cast.plan.id)
        events.record(EventType.RATING_CHANGED, plan, by=None, changes={"age": ["iron", "bronze"]})
        db.session.commit()
    add_goal(app, cast, "More leasing")
    of_member, of_lead = (
        [one.data["type"] for one in stream(who, cast, last) if one.event == "changed"]
        for who in (jo, paul)
    )
    assert of_member == ["rating.changed", "goal.created"]
    assert of_lead == ["goal.created"]


def test_windows_of_one_browser_hear_of_their_own_plan_on_one_stream(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    anna = visitor(cast.anna)
    last = position_of_page(anna, cast)
    next_plan, unseen = begin_next_period(app, cast), begin_elsewhere(app, cast)
    add_goal(app, cast, "More leasing")
    on = [f"{cast.plan.id}.a.{last}", f"{next_plan}.b.", f"{unseen}.c.", f"{cast.plan.id}.d."]
    page = anna.visit("/streams?" + "&".join(f"on={window}" for window in on))
    told: dict[str, list[str]] = {}
    for message in messages_of(page.data.decode()):
        if message.event == "to":
            to = told.setdefault(message.data["window"], [])
        else:
            to.append(message.event)
    assert told == {
        "a": ["hello", "changed", "changed", "presence"],
        "b": ["hello", "presence"],
        "d": ["hello", "presence"],
    }


@pytest.mark.parametrize(
    "wrong", ["on=", "on=1", "on=1.a", "on=1.a.x", "on=1.a.1.2", "on=x.a.1", "on=1..1"]
)
def test_windows_that_cannot_be_are_refused(cast: Cast, visitor: Visitors, wrong: str) -> None:
    assert visitor(cast.anna).visit(f"/streams?{wrong}").status == 400
    many = "&".join(f"on={cast.plan.id}.w{number}." for number in range(MOST_WINDOWS + 1))
    assert visitor(cast.anna).visit(f"/streams?{many}").status == 400
    assert visitor(cast.anna).visit("/streams").status == 404
