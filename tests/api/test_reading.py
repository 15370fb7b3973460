"""Programs read what their owners read on the pages, in the words of the plan file."""

import csv
import io
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import select

from planner.actions.plan import goals
from planner.api.resources import (
    ALL,
    BESIDE_PLAN,
    CARDS_WITHOUT,
    OF_CUSTOMER,
    OF_PLAN,
    WITHOUT,
    key_of,
)
from planner.database import db
from planner.models import Activity, Person, Plan, TokenScope
from planner.nouns import NOUNS
from planner.planfiles import exporting
from planner.planfiles.items import LISTED_SHAPES
from tests.access.relations import RELATIONS, surround
from tests.api.programs import Program
from tests.support.fixtures import Visitors
from tests.support.stories.cast import Cast
from tests.support.stories.places import Surroundings, surroundings


@pytest.fixture
def around(app: Flask, cast: Cast) -> Surroundings:
    return surroundings(app)


def plan_address(app: Flask) -> str:
    """Of the newest plan."""
    with app.app_context():
        plan = db.session.scalars(select(Plan).order_by(Plan.id.desc())).first()
        assert plan is not None
        return f"/customers/{plan.customer.key}/plans/{plan.starts_on.isoformat()}"


@pytest.mark.databases("sqlite", "postgresql")
def test_every_item_of_a_plan_is_the_one_of_its_plan_file(app: Flask, around: Surroundings) -> None:
    program, address = Program(app, around.member, TokenScope.READ), plan_address(app)
    with app.app_context():
        plan = db.session.scalars(select(Plan).order_by(Plan.id.desc())).first()
        assert plan is not None
        document = exporting.export_document(plan)
    assert program.get(f"{address}/file").get_json() == document
    said = {**{name: document.get(name, []) for name in OF_CUSTOMER}, **document["plan"]}
    for name, shape in (OF_CUSTOMER | OF_PLAN).items():
        where = address if name in OF_PLAN else address.partition("/plans/")[0]
        items = program.items(f"{where}/{name}?limit=1")
        besides = {"id", "version", "url", "updated_at"}
        plain = [{k: v for k, v in item.items() if k not in besides} for item in items]
        assert sorted(map(str, plain)) == sorted(map(str, said.get(name, []))), name
        for item in items:
            one = program.get(item["url"])
            assert one.get_json() == item
            assert one.headers["ETag"] == f'"{item["version"]}"'
            assert str(item[key_of(shape)]) == item["url"].rpartition("/")[2]
            assert item["version"] > 0


def test_the_same_version_is_not_sent_again(app: Flask, around: Surroundings) -> None:
    program = Program(app, around.member, TokenScope.READ)
    goal = program.items(f"{plan_address(app)}/goals")[0]
    first = program.get(goal["url"])
    again = program.get(goal["url"], If_None_Match=first.headers["ETag"])
    assert (again.status_code, again.data) == (304, b"")


def test_without_a_token_that_holds_nobody_is_let_in(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    anna = visitor(cast.anna)
    anna.visit("/customers")
    for headers in ({}, {"Authorization": "Bearer planner_x"}, {"Authorization": "Basic eDp5"}):
        answer = anna.client.get("/api/v1/me", headers=headers)
        assert answer.status_code == 401, "a session of a browser counts for nothing"
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")
        assert answer.mimetype == "application/problem+json"
        assert "Set-Cookie" not in answer.headers
    program = Program(app, cast.anna, TokenScope.READ)
    answer = program.get("/me")
    assert answer.get_json()["key"] == cast.anna.key
    assert "Set-Cookie" not in answer.headers


def test_no_answer_is_a_page(app: Flask, cast: Cast) -> None:
    program = Program(app, cast.anna, TokenScope.WRITE)
    for method, address, status in (
        ("GET", "/nothing", 404),
        ("GET", "", 404),
        ("GET", "/customers/none", 404),
        ("GET", "/customers?nonsense=1", 400),
        ("GET", "/customers?limit=0", 400),
        ("GET", "/customers?limit=201", 400),
        ("GET", "/customers?cursor=x", 400),
        ("GET", "/customers?stage=none", 400),
        ("GET", "/customers?owner=nobody", 400),
        ("GET", "/customers?updated_since=now", 400),
        ("GET", "/customers?order=colour", 400),
        ("DELETE", "/me", 405),
        ("FOO", "/me", 405),
    ):
        answer = program.send(method, address)
        assert answer.status_code == status, (method, address, answer.text)
        assert answer.mimetype == "application/problem+json", address
        assert answer.get_json()["status"] == status
    assert program.send("DELETE", "/me").headers["Allow"] == "GET, HEAD"
    german = program.get("/nothing", Accept_Language="de").get_json()
    assert german["title"] == "Hier ist nichts, oder nichts, was Sie sehen dürfen"
    assert german["type"] == "/problems/not-found"


@pytest.mark.databases("sqlite", "postgresql")
def test_a_cursor_gives_each_item_once_while_others_write(app: Flask, cast: Cast) -> None:
    program = Program(app, cast.anna, TokenScope.READ)
    address = plan_address(app)
    _add_goals(app, cast, 7)
    before = {goal["key"] for goal in program.items(f"{address}/goals")}
    for order in ("", "&order=title", "&order=-due_on,title", "&order=-updated_at"):
        following, seen = f"{address}/goals?limit=2{order}", list[str]()
        while following:
            answer = program.get(following).get_json()
            seen += [goal["key"] for goal in answer["items"]]
            following = answer["next"]
            _add_goals(app, cast, 1)
        known = [key for key in seen if key in before]
        assert sorted(known) == sorted(before), order
        before = set(seen) | before


def test_lists_are_filtered_and_put_in_order(app: Flask, around: Surroundings) -> None:
    program, address = Program(app, around.member, TokenScope.READ), plan_address(app)
    activities = program.items(f"{address}/activities")
    some = program.items(f"{address}/activities?status=open,planned")
    wanted = [each["key"] for each in activities if each["status"] in ("open", "planned")]
    assert [each["key"] for each in some] == wanted
    day = max(each["created_on"] for each in activities)
    early = program.items(f"{address}/activities?created_before={day}")
    assert all(each["created_on"] < day for each in early)
    assert len(early) < len(activities)
    who = next(each["assignee"] for each in activities if "assignee" in each)
    mine = program.items(f"{address}/activities?assignee={who}")
    assert {each["assignee"] for each in mine} == {who}
    goals_said = program.items(f"{address}/goals?order=-due_on&limit=1")
    days = [each.get("due_on", "") for each in goals_said]
    assert days == sorted(days, reverse=True), "what has no day comes last"
    none = program.items(f"{address}/activities?updated_since=2999-01-01T00:00:00Z")
    assert none == []


def test_a_spreadsheet_reads_the_same_as_a_table(app: Flask, around: Surroundings) -> None:
    program, address = Program(app, around.member, TokenScope.READ), plan_address(app)
    goals_said = program.items(f"{address}/goals")
    for answer in (
        program.get(f"{address}/goals.csv"),
        program.get(f"{address}/goals", Accept="text/csv"),
    ):
        assert answer.mimetype == "text/csv"
        rows = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))
        assert [row["title"] for row in rows] == [goal["title"] for goal in goals_said]
        assert [int(row["version"]) for row in rows] == [goal["version"] for goal in goals_said]


@pytest.mark.databases("sqlite")
def test_everybody_reads_what_the_pages_show_them_and_no_more(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    """Every resource as whoever stands how to a plan, beside the page of the same."""
    scene, people = surround(app, cast)
    address = plan_address(app)
    customer, _, _ = address.partition("/plans/")
    with app.app_context():
        plan_id = db.session.scalars(select(Plan.id).order_by(Plan.id.desc())).first()
        keys = {each.id: each.key for each in db.session.scalars(select(Activity))}
    both = [address, *(f"{address}/{name}" for name in (*OF_PLAN, "file"))]
    both += [customer, *(f"{customer}/{name}" for name in (*OF_CUSTOMER, "plans"))]
    wrong = []
    for called, relation in RELATIONS.items():
        page = visitor(people[relation.who])
        program = Program(app, people[relation.who], TokenScope.READ)
        sees = page.visit(f"/plans/{plan_id}").status == 200
        found = {asked: program.get(asked).status_code == 200 for asked in both}
        found["listed"] = customer.rpartition("/")[2] in _named(program, "/customers", "key")
        told = customer.rpartition("/")[2] in _named(program, "/events", "customer")
        wrong += [f"{called}: {asked} {read}" for asked, read in found.items() if read != sees]
        wrong += [f"{called}: events"] if told and not sees else []
        rated = program.get(f"{address}/rating").status_code == 200
        if rated != (page.visit(f"/plans/{plan_id}/maturity").status == 200):
            wrong.append(f"{called}: rating {rated}")
        for identity in scene.activity_ids:
            shown = page.visit(f"/activities/{identity}").status
            answer = program.get(f"{address}/activities/{keys[identity]}")
            hidden = set() if sees else BESIDE_PLAN & answer.get_json().keys()
            if answer.status_code != shown or hidden:
                wrong.append(f"{called}: activity {shown} {answer.status_code} {hidden}")
    assert wrong == []


def _named(program: Program, address: str, name: str) -> set[str]:
    """What the first of a list say under a name; nothing where it is not read."""
    answer = program.get(f"{address}?limit=200")
    items = answer.get_json()["items"] if answer.status_code == 200 else []
    return {each[name] for each in items}


def test_addresses_of_people_are_for_administrators(app: Flask, cast: Cast) -> None:
    anna, ada = (Program(app, person, TokenScope.READ) for person in (cast.anna, cast.ada))
    shown = {each["key"]: "email" in each for each in anna.items("/people")}
    assert [key for key, email in shown.items() if email] == [cast.anna.key]
    assert all("email" in each for each in ada.items("/people?limit=2"))
    assert "email" not in anna.get("/people.csv").text.splitlines()[0]
    assert anna.get(f"/people/{cast.tom.key}").get_json()["name"] == "Tom Ahrens"
    names = [each["name"] for each in anna.get("/fields").get_json()["items"]]
    assert "Leasing" in names
    assert anna.get("/teams").status_code == 200


def test_what_happened_is_caught_up_with_in_order(app: Flask, cast: Cast) -> None:
    program = Program(app, cast.anna, TokenScope.READ)
    last = program.get("/events").get_json()["last"]
    _add_goals(app, cast, 3)
    first = program.get(f"/events?after={last}&limit=2").get_json()
    assert [each["type"] for each in first["items"]] == ["goal.created"] * 2
    rest = program.get(first["next"]).get_json()
    assert [each["name"] for each in rest["items"]] == ["Goal 2"]
    assert rest["next"] is None
    stranger = Program(app, cast.fritz, TokenScope.READ)
    assert stranger.get(f"/events?after={last}").get_json()["items"] == []


def test_each_shape_and_each_card_has_its_resource_or_a_reason(app: Flask) -> None:
    shapes = {shape.list for shape in LISTED_SHAPES}
    assert shapes == {shape.list for shape in ALL} & shapes | WITHOUT.keys()
    resources = {shape.noun for shape in ALL} | {"team", "field"}
    parts = {noun.name for noun in NOUNS if noun.table in WITHOUT}
    assert {noun.name for noun in NOUNS} == resources | parts | CARDS_WITHOUT.keys()
    assert not resources & CARDS_WITHOUT.keys()


def test_a_token_asks_no_more_often_than_is_allowed(app: Flask, cast: Cast) -> None:
    app.config["PLANNER"] = replace(app.config["PLANNER"], api_rate=(2, 86_400))
    program = Program(app, cast.anna, TokenScope.READ)
    first = program.get("/me")
    assert first.headers["RateLimit-Policy"] == '"default";q=2;w=86400'
    assert first.headers["RateLimit"].startswith('"default";r=1;t=')
    assert program.get("/nothing").status_code == 404
    refused = program.get("/me")
    assert refused.status_code == 429
    assert int(refused.headers["Retry-After"]) > 0
    assert Program(app, cast.tom, TokenScope.READ).get("/me").status_code == 200


def _add_goals(app: Flask, cast: Cast, count: int) -> None:
    with app.app_context():
        plan = db.session.scalars(select(Plan).order_by(Plan.id.desc())).first()
        by = db.session.get_one(Person, cast.anna.id)
        assert plan is not None
        for number in range(count):
            goals.create(plan, {"title": f"Goal {number}"}, by=by)
        db.session.commit()
