"""Conversations by topic, on the plan's page and on their own."""

import datetime

import pytest
from flask import Flask
from sqlalchemy import event, select

from planner import clock
from planner.actions.plan import conversations
from planner.database import db
from planner.models import Conversation, Entry, Person, Plan
from planner.models.kinds import Channel, TalkState
from planner.queries.plan.conversations import conversations_of_plan
from tests.support.fixtures import Visitors
from tests.support.stories.cast import Cast


def log(topic: Conversation, by: Person, on: datetime.date, state: TalkState, text: str) -> Entry:
    values = {"on": on, "channel": Channel.VISIT, "summary": text, "state": state}
    return conversations.log(topic, values, by=by)


@pytest.fixture
def topic_id(app: Flask, cast: Cast) -> int:
    """Presses: two talks, the earlier one written down last."""
    with app.app_context():
        anna, plan = (
            db.session.get_one(Person, cast.anna.id),
            db.session.get_one(Plan, cast.plan.id),
        )
        values = {"topic": "Presses", "field_id": cast.leasing.id}
        topic = conversations.create(plan, values, by=anna)
        day = datetime.date(2026, 3, 10)
        log(topic, anna, day, TalkState.OFFER, "The newer <b>talk</b>")
        log(topic, anna, day - datetime.timedelta(days=9), TalkState.RAISED, "The older talk")
        db.session.commit()
        return topic.id


def test_last_talk_by_day_and_then_by_order_says_where_a_conversation_stands(
    app: Flask, cast: Cast, topic_id: int
) -> None:
    with app.app_context():
        topic, anna = (
            db.session.get_one(Conversation, topic_id),
            db.session.get_one(Person, cast.anna.id),
        )
        log(topic, anna, datetime.date(2026, 3, 10), TalkState.WON, "Signed\n" + "word " * 100)
        db.session.commit()
        found = conversations_of_plan(cast.plan.id)

    assert found.going_on == []
    assert [group.state for group in found.ended] == [TalkState.WON]
    (row,) = found.rows
    assert (row.talks, row.field, row.author) == (3, "Leasing", "Anna Berg")
    assert row.summary is not None
    assert row.summary.startswith("Signed word")
    assert 150 < len(row.summary) <= 200
    assert row.summary.endswith("word…")


def test_conversation_without_a_word_for_more_than_60_days_is_marked(
    app: Flask, cast: Cast, topic_id: int
) -> None:
    with app.app_context():
        for day, stale in (("2026-05-09", None), ("2026-05-10", 61)):
            with clock.at(datetime.date.fromisoformat(day)):
                assert conversations_of_plan(cast.plan.id).rows[0].stale_days == stale


def test_list_takes_one_statement_however_many_conversations(
    app: Flask, cast: Cast, topic_id: int
) -> None:
    statements: list[str] = []
    with app.app_context():
        plan, anna = (
            db.session.get_one(Plan, cast.plan.id),
            db.session.get_one(Person, cast.anna.id),
        )
        for number in range(20):
            topic = conversations.create(plan, {"topic": f"Topic {number}"}, by=anna)
            for day in range(1, 4):
                log(topic, anna, datetime.date(2026, 4, day), TalkState.INTEREST, f"Talk {day}")
        db.session.commit()

        def count(_c: object, _cursor: object, statement: str, *_more: object) -> None:
            if not statement.startswith("BEGIN"):
                statements.append(statement)

        event.listen(db.engine, "before_cursor_execute", count)
        found = conversations_of_plan(plan.id)
    assert len(found.rows) == 21
    assert {row.summary for row in found.rows} == {"Talk 3", "The newer <b>talk</b>"}
    assert len(statements) == 1


def test_reader_sees_conversations_by_state_on_the_plans_page(
    cast: Cast, topic_id: int, visitor: Visitors
) -> None:
    page = visitor(cast.paul).visit(f"/plans/{cast.plan.id}/talks")
    shown = page.element("conversations")
    assert [heading.text for heading in shown.all("h3")] == ["Offer"]
    assert "The newer <b>talk</b>" in shown.text
    assert "2 talks" in shown.text
    assert "no word for" in shown.text
    assert "The older talk" not in shown.text
    assert "Log a talk" not in shown.text


def test_own_page_has_all_talks_the_newest_first(
    cast: Cast, topic_id: int, visitor: Visitors
) -> None:
    page = visitor(cast.otto).visit(f"/conversations/{topic_id}")
    assert page.heading == "Presses"
    text = page.element("entries").text
    assert text.index("The newer <b>talk</b>") < text.index("The older talk")
    assert "Edit" not in text


@pytest.mark.databases("sqlite", "postgresql")
def test_member_adds_a_topic(cast: Cast, visitor: Visitors) -> None:
    page = visitor(cast.jo).visit(f"/plans/{cast.plan.id}/conversations/new")
    answer = page.form("conversation-form").fill(topic="Fleet", field_id="Leasing").submit()
    assert answer.status == 303
    assert "Fleet Log a talk nobody has talked about it yet Leasing" in answer.follow().text


def test_topic_without_a_name_is_asked_for_again_with_what_was_chosen(
    cast: Cast, visitor: Visitors
) -> None:
    page = visitor(cast.jo).visit(f"/plans/{cast.plan.id}/conversations/new", htmx=True)
    answer = page.form("conversation-form").fill(topic=" ", field_id="Leasing").submit(htmx=True)
    assert answer.status == 422
    assert answer.headers["HX-Retarget"] == "#conversation-form"
    assert answer.errors == ["Fill this in."]
    assert answer.form("conversation-form")["field_id"] == str(cast.leasing.id)


def test_member_changes_a_topic(cast: Cast, topic_id: int, visitor: Visitors) -> None:
    page = visitor(cast.tom).visit(f"/conversations/{topic_id}/edit")
    form = page.form(f"conversation-form-{topic_id}")
    assert form["field_id"] == str(cast.leasing.id)
    assert form.fill(topic="Big presses").submit().follow().heading == "Big presses"


def test_member_deletes_a_conversation_with_its_talks(
    app: Flask, cast: Cast, topic_id: int, visitor: Visitors
) -> None:
    page = visitor(cast.tom).visit(f"/conversations/{topic_id}/edit")
    answer = page.press("Delete this conversation")
    assert answer.status == 303
    assert "Presses" not in answer.follow().element("conversations").text
    with app.app_context():
        assert db.session.scalars(select(Entry)).all() == []


def test_others_may_not_change_it_and_strangers_see_nothing(
    cast: Cast, topic_id: int, visitor: Visitors
) -> None:
    addresses = (f"/conversations/{topic_id}/edit", f"/plans/{cast.plan.id}/conversations/new")
    for person, code in ((cast.otto, 403), (cast.paul, 403), (cast.fritz, 404)):
        somebody = visitor(person)
        assert [somebody.visit(address).status for address in addresses] == [code, code]
    assert visitor(cast.fritz).visit(f"/conversations/{topic_id}").status == 404
    assert visitor(cast.mira).visit(f"/conversations/{topic_id}").status == 404


def test_writing_is_refused_to_readers_and_invisible_to_strangers(
    app: Flask, cast: Cast, topic_id: int, visitor: Visitors
) -> None:
    for person, code in ((cast.otto, 403), (cast.fritz, 404)):
        page = visitor(person).visit("/customers")
        token = page.root.all("input", name="csrf_token")[0]["value"]
        fields = {"csrf_token": [token], "topic": ["Changed"]}
        for method, address in (
            ("POST", f"/plans/{cast.plan.id}/conversations"),
            ("POST", f"/conversations/{topic_id}"),
            ("POST", f"/conversations/{topic_id}?_method=DELETE"),
        ):
            answer = page.visitor.send(method, address, fields, came_from=page)
            assert (address, answer.status) == (address, code)
    with app.app_context():
        assert [c.topic for c in db.session.scalars(select(Conversation))] == ["Presses"]
