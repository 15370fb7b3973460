"""Programs change what their owners may change, by the same rules and with the same traces."""

import pytest
from flask import Flask
from sqlalchemy import select

from planner import clock
from planner.database import db
from planner.models import Event, Goal, Plan, TokenScope
from tests.api.programs import Program
from tests.api.test_reading import plan_address
from tests.support.fixtures import Visitors
from tests.support.stories.cast import Cast
from tests.support.stories.places import Surroundings, surroundings


@pytest.fixture
def around(app: Flask, cast: Cast) -> Surroundings:
    return surroundings(app)


@pytest.mark.databases("sqlite", "postgresql")
def test_a_goal_is_added_changed_signed_and_deleted(app: Flask, cast: Cast) -> None:
    program, address = Program(app, cast.anna, TokenScope.WRITE), f"{plan_address(app)}/goals"
    made = program.send("POST", address, {"title": "Mehr Größe", "target": 12.5})
    assert made.status_code == 201, made.text
    goal = made.get_json()
    assert made.headers["Location"] == goal["url"]
    assert (goal["title"], goal["target"], goal["status"]) == ("Mehr Größe", 12.5, "active")
    changed = program.send(
        "PATCH", goal["url"], {"title": "More", "target": None}, If_Match=made.headers["ETag"]
    )
    assert changed.status_code == 200, changed.text
    assert "target" not in changed.get_json()
    assert changed.get_json()["version"] > goal["version"]
    signed = program.send("POST", f"{goal['url']}/commitment")
    assert [each["person"] for each in signed.get_json()["commitments"]] == [cast.anna.key]
    taken_back = program.send("DELETE", f"{goal['url']}/commitment")
    assert "commitments" not in taken_back.get_json()
    assert program.send("DELETE", goal["url"]).status_code == 428
    gone = program.send("DELETE", goal["url"], If_Match=taken_back.headers["ETag"])
    assert (gone.status_code, gone.data) == (204, b"")
    assert program.get(goal["url"]).status_code == 404
    with app.app_context():
        told = select(Event).where(Event.subject == "goals").order_by(Event.id)
        events = list(db.session.scalars(told))
        assert [event.type for event in events][-3:] == [
            "goal.created",
            "goal.updated",
            "goal.deleted",
        ]
        assert {event.actor_id for event in events[-3:]} == {cast.anna.id}


@pytest.mark.databases("sqlite", "postgresql")
def test_every_kind_of_item_can_be_read_and_written_back(app: Flask, cast: Cast) -> None:
    """One of each, as somebody would write it."""
    program, plan = Program(app, cast.anna, TokenScope.WRITE), plan_address(app)
    customer = plan.partition("/plans/")[0]
    for address, body, change in (
        (f"{plan}/activities", {"title": "Visit", "kind": "visit"}, {"title": "Call"}),
        (f"{plan}/conversations", {"topic": "Leasing"}, {"topic": "Buying"}),
        (f"{plan}/ideas", {"title": "Vans"}, {"benefit": "Cheap"}),
        (
            f"{plan}/deals",
            {"title": "D", "expected_on": "2026-09-01", "annual_value": 5, "probability": 0.5},
            {"annual_value": 6.5},
        ),
        (f"{plan}/questions", {"text": "Why?"}, {"text": "Why not?"}),
        (f"{customer}/contacts", {"name": "Eva Ö"}, {"function": "CFO"}),
        (f"{customer}/contracts", {"title": "Frame", "signed_on": "2026-01-02"}, {"title": "F"}),
        (
            f"{plan}/business_cases",
            {"title": "C", "discount_rate": 0.1, "flows": [{"label": "x", "amounts": [-1, 2]}]},
            {"title": "E"},
        ),
        (f"{plan}/reviews", {"by": cast.anna.key, "on": "2026-02-01"}, {"outcome": "Good"}),
    ):
        made = program.send("POST", address, body)
        assert made.status_code == 201, (address, made.text)
        changed = program.send(
            "PATCH", made.get_json()["url"], change, If_Match=made.headers["ETag"]
        )
        assert changed.status_code == 200, (address, changed.text)
        assert change.items() <= changed.get_json().items()
        gone = program.send("DELETE", made.get_json()["url"], If_Match=changed.headers["ETag"])
        assert gone.status_code == 204, (address, gone.text)


@pytest.mark.databases("sqlite", "postgresql")
def test_what_is_said_in_a_talk_is_an_entry(app: Flask, cast: Cast) -> None:
    program, plan = Program(app, cast.anna, TokenScope.WRITE), plan_address(app)
    talk = program.send("POST", f"{plan}/conversations", {"topic": "Vans"}).get_json()
    said = {"channel": "call", "summary": "They want more", "state": "interest"}
    entry = program.send("POST", f"{talk['url']}/entries", said)
    assert entry.status_code == 201, entry.text
    assert entry.get_json()["author"] == cast.anna.key
    now = program.get(talk["url"])
    assert [each["summary"] for each in now.get_json()["entries"]] == ["They want more"]
    assert now.get_json()["version"] > talk["version"], "its parts are of it"
    changed = program.send(
        "PATCH", entry.get_json()["url"], {"state": "offer"}, If_Match=entry.headers["ETag"]
    )
    assert changed.get_json()["state"] == "offer"
    assert program.items(f"{talk['url']}/entries")[0]["id"] == entry.get_json()["id"]


@pytest.mark.databases("sqlite", "postgresql")
def test_two_writers_lose_nothing(app: Flask, cast: Cast, visitor: Visitors) -> None:
    program, address = Program(app, cast.anna, TokenScope.WRITE), f"{plan_address(app)}/goals"
    made = program.send("POST", address, {"title": "Goal", "metric": "Vans"})
    url, tag = made.get_json()["url"], made.headers["ETag"]
    with app.app_context():
        goal_id = db.session.scalars(select(Goal.id).order_by(Goal.id.desc())).first()
    form = visitor(cast.tom).visit(f"/goals/{goal_id}/edit").form(f"goal-form-{goal_id}")
    assert form.fill(title="By the page").submit().status == 303
    other = program.send("PATCH", url, {"metric": "Cars"}, If_Match=tag)
    assert other.status_code == 200, "another field than the page has changed"
    assert (other.get_json()["title"], other.get_json()["metric"]) == ("By the page", "Cars")
    same = program.send("PATCH", url, {"title": "By the program"}, If_Match=tag)
    assert same.status_code == 412
    assert same.get_json()["conflicts"] == {
        "title": {"yours": "By the program", "theirs": "By the page"}
    }
    assert program.send("DELETE", url, If_Match=tag).status_code == 412
    assert program.get(url).get_json()["title"] == "By the page"


def test_what_is_wrong_is_said_at_its_place(app: Flask, cast: Cast) -> None:
    program, plan = Program(app, cast.anna, TokenScope.WRITE), plan_address(app)
    body = {"title": "", "kind": "dance", "field": "Nobody's", "due_on": "tomorrow", "x": 1}
    answer = program.send("POST", f"{plan}/activities", body)
    assert answer.status_code == 422
    pointers = {each["pointer"] for each in answer.get_json()["errors"]}
    assert pointers >= {"/title", "/kind", "/due_on", "/x"}
    unknown = program.send("POST", f"{plan}/goals", {"title": "X", "field": "Nobody's"})
    assert [each["pointer"] for each in unknown.get_json()["errors"]] == ["/field"]
    other = {"title": "X", "kind": "call", "created_by": cast.tom.key}
    forged = program.send("POST", f"{plan}/activities", other)
    assert forged.status_code == 422, "nobody writes in another's name"
    dated = {"title": "X", "kind": "call", "created_on": "2020-01-01"}
    assert program.send("POST", f"{plan}/activities", dated).status_code == 422
    for data, kind, status in (
        (b"{", "application/json", 400),
        (b"[]", "application/json", 400),
        (b"\xff", "application/json", 400),
        (b"{}", "text/plain", 415),
        (b'"' + b"x" * 2_100_000 + b'"', "application/json", 413),
    ):
        sent = program.client.post(
            f"/api/v1{plan}/goals",
            data=data,
            content_type=kind,
            headers={"Authorization": f"Bearer {program.secret}"},
        )
        assert sent.status_code == status, sent.text
        assert sent.mimetype == "application/problem+json"


def test_a_token_to_read_changes_nothing(app: Flask, cast: Cast) -> None:
    program = Program(app, cast.anna, TokenScope.READ)
    answer = program.send("POST", f"{plan_address(app)}/goals", {"title": "X"})
    assert (answer.status_code, answer.get_json()["type"]) == (403, "/problems/scope")


@pytest.mark.databases("sqlite", "postgresql")
def test_an_activity_is_claimed_and_done(app: Flask, cast: Cast) -> None:
    anna, plan = Program(app, cast.anna, TokenScope.WRITE), plan_address(app)
    made = anna.send("POST", f"{plan}/activities", {"title": "Visit", "kind": "visit"})
    url = made.get_json()["url"]
    claimed = anna.send("POST", f"{url}/claim")
    assert claimed.status_code == 200, claimed.text
    assert claimed.get_json()["assignee"] == cast.anna.key
    tom = Program(app, cast.tom, TokenScope.WRITE).send("POST", f"{url}/claim")
    assert (tom.status_code, "Anna Berg" in tom.get_json()["detail"]) == (409, True)
    assert anna.send("POST", f"{url}/completion").get_json()["status"] == "done"
    assert anna.send("DELETE", f"{url}/completion").get_json()["status"] == "planned"
    assert anna.send("DELETE", f"{url}/claim").get_json()["status"] == "open"


@pytest.mark.databases("sqlite", "postgresql")
def test_somebody_is_invited_and_taken_off(app: Flask, cast: Cast) -> None:
    program, plan = Program(app, cast.anna, TokenScope.WRITE), plan_address(app)
    made = program.send("POST", f"{plan}/members", {"person": cast.mira.key})
    assert made.status_code == 201, made.text
    assert made.get_json()["via"] == "invitation"
    again = program.send("POST", f"{plan}/members", {"person": cast.mira.key})
    assert again.status_code == 409
    wrong = program.send("POST", f"{plan}/members", {"person": "x", "joined_on": "2020-01-01"})
    pointers = {each["pointer"] for each in wrong.get_json()["errors"]}
    assert pointers == {"/person", "/joined_on"}
    url, tag = made.get_json()["url"], made.headers["ETag"]
    _agree(app, cast, url)
    assert program.send("PATCH", url, {"agreed_on": None}, If_Match="*").status_code == 403
    tag = program.get(url).headers["ETag"]
    assert program.send("DELETE", url, If_Match=tag).status_code == 204
    assert "left_on" in program.get(url).get_json()


def _agree(app: Flask, cast: Cast, url: str) -> None:
    """Everybody says so for themselves, and of today."""
    mira, today = Program(app, cast.mira, TokenScope.WRITE), clock.today().isoformat()
    for patch, place in (
        ({"agreed_on": "2020-01-01"}, "/agreed_on"),
        ({"via": "policy"}, "/via"),
    ):
        wrong = mira.send("PATCH", url, patch, If_Match="*")
        assert place in {each["pointer"] for each in wrong.get_json()["errors"]}
    agreed = mira.send("PATCH", url, {"agreed_on": today}, If_Match="*")
    assert agreed.get_json()["agreed_on"] == today


@pytest.mark.databases("sqlite", "postgresql")
def test_a_plan_file_goes_in_and_comes_out(app: Flask, cast: Cast) -> None:
    program, plan = Program(app, cast.anna, TokenScope.WRITE), plan_address(app)
    document = program.get(f"{plan}/file").get_json()
    document["plan"]["goals"].append({"key": "g9", "title": "New", "status": "active"})
    answer = program.send("PUT", f"{plan}/file", document)
    assert answer.status_code == 200, answer.text
    assert answer.get_json()["created"] == 1
    assert program.get(f"{plan}/file").get_json()["plan"]["goals"][-1]["title"] == "New"
    document["plan"]["goals"][-1]["status"] = "none"
    refused = program.send("PUT", f"{plan}/file", document)
    assert refused.status_code == 422
    assert refused.get_json()["errors"][0]["pointer"].endswith("/status")


def test_a_closed_plan_stays_as_it_is(app: Flask, cast: Cast) -> None:
    program, plan = Program(app, cast.anna, TokenScope.WRITE), plan_address(app)
    with app.app_context():
        closed = db.session.scalars(select(Plan).order_by(Plan.id.desc())).first()
        assert closed is not None
        closed.status = type(closed.status)("closed")
        db.session.commit()
    answer = program.send("POST", f"{plan}/goals", {"title": "X"})
    assert (answer.status_code, answer.get_json()["type"]) == (409, "/problems/conflict")
