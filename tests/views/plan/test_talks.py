"""Logging a talk."""

import datetime

import pytest
from flask import Flask
from sqlalchemy import select

from planner import clock
from planner.actions.plan import conversations
from planner.database import db
from planner.models import Activity, Contact, Conversation, Entry, Event, Person, Plan
from planner.models.kinds import ActivityStatus, Channel, TalkState
from tests.support.fixtures import Visitors
from tests.support.stories.cast import Cast

MARKUP = '<script>alert(1)</script> & "quoted"\n  second line: Größe, 中文, العربية, हिन्दी, 🙂'
DAY = datetime.date(2026, 6, 15)


@pytest.fixture
def contact(app: Flask, cast: Cast) -> Contact:
    """Frau Holt, at the customer."""
    with app.app_context():
        holt = Contact(key="holt", name="Frau Holt", customer_id=cast.customer.id)
        db.session.add(holt)
        db.session.commit()
        return holt


@pytest.fixture
def fleet(app: Flask, cast: Cast) -> Conversation:
    """A topic, last talked about in June, when there was interest."""
    with app.app_context():
        anna, plan = (
            db.session.get_one(Person, cast.anna.id),
            db.session.get_one(Plan, cast.plan.id),
        )
        topic = conversations.create(plan, {"topic": "Fleet"}, by=anna)
        values = {
            "on": DAY,
            "channel": Channel.CALL,
            "summary": "They asked.",
            "state": TalkState.INTEREST,
        }
        conversations.log(topic, values, by=anna)
        db.session.commit()
        return topic


def test_member_logs_a_talk_about_a_new_topic(
    app: Flask, cast: Cast, contact: Contact, visitor: Visitors
) -> None:
    page = visitor(cast.jo).visit("/talks/new?customer=eisenwerk-bruehl-ag")
    form = page.form("talk-form").fill(
        topic="Leasing of presses",
        summary="They want three presses.",
        state="Interest",
        participant_ids=[cast.anna.id],
        contact_ids=[contact.id],
        next_step="Send the brochure",
    )
    answer = form.submit()

    assert answer.status == 303
    shown = answer.follow().element("conversations").text
    assert "Leasing of presses" in shown
    assert "They want three presses." in shown
    assert "Next step: Send the brochure" in shown
    with app.app_context():
        entry = db.session.scalars(select(Entry)).one()
        assert entry.author_id == cast.jo.id
        assert entry.on == clock.today()
        assert [person.name for person in entry.participants] == ["Anna Berg"]
        assert [guest.name for guest in entry.contacts] == ["Frau Holt"]
        assert db.session.scalars(select(Activity)).all() == []
        types = db.session.scalars(select(Event.type).order_by(Event.id)).all()
        assert types == ["conversation.created", "entry.created"]


def test_next_step_with_a_day_and_a_person_becomes_an_activity(
    app: Flask, cast: Cast, fleet: Conversation, visitor: Visitors
) -> None:
    page = visitor(cast.anna).visit(f"/talks/new?conversation={fleet.id}")
    due = clock.today() + datetime.timedelta(days=7)
    form = page.form("talk-form").fill(
        summary="An offer is wanted.",
        state="Offer",
        next_step="Write the offer\nfor ten cars",
        next_step_on=due.isoformat(),
        next_step_by_id="Jo Kilian",
    )
    page = form.submit().follow()

    assert "The next step is an activity of Jo Kilian now." in page.notices
    with app.app_context():
        activity = db.session.scalars(select(Activity)).one()
        assert activity.title == "Write the offer for ten cars"
        assert (activity.assignee_id, activity.due_on) == (cast.jo.id, due)
        assert activity.status is ActivityStatus.PLANNED


SHEET = "#sheet-body"


def test_talk_is_logged_in_the_sheet_of_the_page_on_which_one_is(
    app: Flask, cast: Cast, fleet: Conversation, visitor: Visitors
) -> None:
    anna = visitor(cast.anna)
    page = anna.visit(f"/talks/new?conversation={fleet.id}", htmx=True, target=SHEET)
    assert page.element("sheet-title").text == "Log a talk with Eisenwerk Brühl AG"
    form = page.form("talk-form").fill(next_step="Call", next_step_on="2069-01-01")

    refused = form.submit(htmx=True)
    assert (refused.status, refused.headers["HX-Retarget"]) == (422, "#talk-form")
    assert not refused.has("sheet-title"), "the title above the form stands there already"
    assert refused.form("talk-form")["next_step"] == "Call"

    saved = form.fill(summary="One more talk.").submit(htmx=True)
    assert (saved.status, saved.headers["HX-Trigger"]) == (200, "sheet:done")
    assert "The next step is an activity of Anna Berg now." in saved.element("notices").text
    assert not saved.has("conversations"), "the page behind fetches what it shows itself"
    with app.app_context():
        assert len(db.session.scalars(select(Entry)).all()) == 2

    gone = anna.visit("/talks/new?conversation=777", htmx=True, target=SHEET)
    assert (gone.status, gone.headers["HX-Retarget"]) == (404, "#sheet-notices")
    choice = anna.visit("/talks/new", htmx=True, target=SHEET)
    assert choice.click("Eisenwerk Brühl AG · Brühl").has("talk-form")


@pytest.mark.databases("sqlite", "postgresql")
def test_state_left_alone_stays_where_it_was(
    app: Flask, cast: Cast, fleet: Conversation, visitor: Visitors
) -> None:
    page = visitor(cast.anna).visit("/talks/new?customer=eisenwerk-bruehl-ag")
    form = page.form("talk-form").fill(conversation_id="Fleet (Interest)", summary="More of it.")
    assert form.submit().status == 303

    with app.app_context():
        states = db.session.scalars(select(Entry.state).order_by(Entry.id)).all()
        assert states == [TalkState.INTEREST, TalkState.INTEREST]


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"summary": ""}, "Fill this in."),
        ({"on": "2069-01-01"}, "This day is still to come."),
        ({"on": "2026-02-30"}, "There is no such day."),
        ({"topic": "x" * 201}, "Use at most 200 characters."),
        ({"topic": ""}, "Choose a topic or write a new one."),
        ({"conversation_id": "Fleet (Interest)"}, "Choose a topic or write a new one, not both."),
        ({"next_step_on": "2069-01-01"}, "Say what the next step is."),
        ({"next_step_by_id": "Jo Kilian"}, "Say what the next step is."),
        (
            {"next_step": "Call", "next_step_on": "2069-01-01", "next_step_by_id": ""},
            "Choose who takes the next step, or leave its day open.",
        ),
        (
            {"next_step": "Call", "next_step_by_id": "Jo Kilian"},
            "Choose a day for it, or leave open who takes it.",
        ),
        (
            {"next_step": "Call", "next_step_by_id": "Jo Kilian", "next_step_on": "2020-01-01"},
            "The next step comes after the talk.",
        ),
    ],
)
def test_bad_input_is_refused_at_its_place_and_nothing_is_lost(
    app: Flask,
    cast: Cast,
    contact: Contact,
    fleet: Conversation,
    visitor: Visitors,
    fields: dict[str, str],
    message: str,
) -> None:
    page = visitor(cast.anna).visit("/talks/new?customer=eisenwerk-bruehl-ag")
    typed = {"topic": "New", "summary": MARKUP, "state": "Offer", "channel": "Call"}
    form = page.form("talk-form").fill(
        participant_ids=[cast.jo.id], contact_ids=[contact.id], **{**typed, **fields}
    )
    answer = form.submit()

    assert answer.status == 422
    assert any(message in error for error in answer.errors)
    again = answer.form("talk-form")
    assert again["participant_ids"] == str(cast.jo.id)
    assert again["contact_ids"] == str(contact.id)
    assert (again["state"], again["channel"]) == ("offer", "call")
    assert again["summary"] == fields.get("summary", MARKUP)
    assert again["topic"] == fields.get("topic", "New")
    for name in ("on", "next_step", "next_step_on"):
        assert again[name] == fields.get(name, again[name])
    with app.app_context():
        assert len(db.session.scalars(select(Entry)).all()) == 1


def test_form_sent_twice_logs_one_talk(
    app: Flask, cast: Cast, fleet: Conversation, visitor: Visitors
) -> None:
    page = visitor(cast.anna).visit(f"/talks/new?conversation={fleet.id}")
    form = page.form("talk-form").fill(summary="Only once.")
    assert form.submit().status == 303
    assert form.submit().status == 303
    with app.app_context():
        assert len(db.session.scalars(select(Entry)).all()) == 2


def test_talk_kept_in_a_browser_is_saved_only_as_the_one_who_wrote_it(
    app: Flask, cast: Cast, fleet: Conversation, visitor: Visitors
) -> None:
    page = visitor(cast.anna).visit(f"/talks/new?conversation={fleet.id}")
    anna = page.root.all("body")[0]["data-drafts-of"]
    form = page.form("talk-form").fill(summary="Said in a dead spot.")
    kept = {name: [form[name]] for name in form.names if isinstance(form[name], str)}
    kept["kept_by"] = [anna]
    for person, code, talks in ((cast.jo, 409, 1), (cast.anna, 303, 2)):
        page = visitor(person).visit("/customers")
        sent = {**kept, "csrf_token": [page.token]}
        assert page.visitor.send("POST", "/talks", sent, came_from=page).status == code
        with app.app_context():
            assert len(db.session.scalars(select(Entry)).all()) == talks


def test_only_members_log_talks(cast: Cast, fleet: Conversation, visitor: Visitors) -> None:
    addresses = (
        "/talks/new?customer=eisenwerk-bruehl-ag",
        f"/talks/new?plan={cast.plan.id}",
        f"/talks/new?conversation={fleet.id}",
    )
    for person, code in ((cast.otto, 403), (cast.paul, 403), (cast.fritz, 404), (cast.mira, 404)):
        somebody = visitor(person)
        assert [somebody.visit(address).status for address in addresses] == [code] * 3
    assert visitor(cast.anna).visit("/talks/new?conversation=" + "9" * 30).status == 404


def test_sending_the_form_is_refused_to_those_who_may_not(
    app: Flask, cast: Cast, fleet: Conversation, visitor: Visitors
) -> None:
    form = visitor(cast.anna).visit("/talks/new?customer=eisenwerk-bruehl-ag").form("talk-form")
    fields = {name: [form[name]] for name in form.names if isinstance(form[name], str)}
    fields |= {"summary": ["Mine"], "topic": ["Mine"]}
    for person, code in ((cast.otto, 403), (cast.fritz, 404)):
        page = visitor(person).visit("/customers")
        fields["csrf_token"] = [page.root.all("input", name="csrf_token")[0]["value"]]
        assert page.visitor.send("POST", "/talks", fields, came_from=page).status == code
    with app.app_context():
        assert len(db.session.scalars(select(Entry)).all()) == 1


def test_log_a_talk_in_the_bar_remembers_whose_plan_one_reads(
    cast: Cast, visitor: Visitors
) -> None:
    page = visitor(cast.anna).visit(f"/plans/{cast.plan.id}")
    bar = {link.text: link["href"] for link in page.root.all(class_="main-link")}
    assert bar["Log a talk"] == f"/talks/new?customer={cast.customer.key}"
    bar = {
        link.text: link["href"]
        for link in visitor(cast.anna).visit("/customers").root.all(class_="main-link")
    }
    assert bar["Log a talk"] == "/talks/new"
