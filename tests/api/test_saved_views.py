"""What somebody has saved of the list of customers, and the radar, for their programs."""

from typing import Any

import pytest
from flask import Flask

from planner.models import TokenScope
from tests.access.relations import RELATIONS, surround
from tests.api.programs import Program
from tests.support.fixtures import Visitors
from tests.support.stories.cast import Cast
from tests.support.stories.places import surroundings

SUSPECTS: dict[str, Any] = {"name": "Suspects", "filter": {"stage": "suspect", "sort": "-name"}}


def saved(program: Program) -> Any:
    answer = program.send("POST", "/saved_views", SUSPECTS)
    assert answer.status_code == 201, answer.text
    return answer.get_json()


@pytest.mark.databases("sqlite", "postgresql")
def test_a_view_saved_by_a_program_is_a_tab_on_the_page(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    program = Program(app, cast.anna, TokenScope.WRITE)
    view = saved(program)
    assert program.get(view["url"]).get_json() == view
    assert program.items("/saved_views?limit=1") == [view]
    page = visitor(cast.anna).visit("/customers")
    assert page.links["Suspects"] == "/customers?stage=suspect&sort=-name"
    renamed = program.send("PATCH", view["url"], {"name": "Maybe"}, If_Match=f'"{view["version"]}"')
    assert renamed.get_json()["name"] == "Maybe"
    assert "Maybe" in visitor(cast.anna).visit("/customers").links
    assert program.send("DELETE", view["url"], If_Match="*").status_code == 204
    assert program.items("/saved_views") == []


def test_what_a_view_finds_is_a_table_for_the_same_token(app: Flask, cast: Cast) -> None:
    program = Program(app, cast.anna, TokenScope.WRITE)
    said = {"Authorization": f"Bearer {program.secret}"}
    there = {"name": "Customers", "filter": {"stage": "customer"}}
    views = [saved(program), program.send("POST", "/saved_views", there).get_json()]
    found = [program.client.get(view["table"], headers=said).text for view in views]
    assert [text.count("\n") for text in found] == [1, 2], "the line with the names, and Anna's"


def test_nobody_knows_of_the_views_of_others(app: Flask, cast: Cast) -> None:
    view = saved(Program(app, cast.anna, TokenScope.WRITE))
    tom = Program(app, cast.tom, TokenScope.WRITE)
    assert tom.items("/saved_views") == []
    for method, body in (("GET", None), ("PATCH", {"name": "Mine"}), ("DELETE", None)):
        assert tom.send(method, view["url"], body, If_Match="*").status_code == 404


def test_two_who_rename_a_view_do_not_overwrite_each_other(app: Flask, cast: Cast) -> None:
    program = Program(app, cast.anna, TokenScope.WRITE)
    view = saved(program)
    began = f'"{view["version"]}"'
    assert program.get(view["url"], If_None_Match=began).status_code == 304
    first = program.send("PATCH", view["url"], {"name": "First"}, If_Match=began)
    assert first.status_code == 200
    assert first.headers["ETag"] != began
    second = program.send("PATCH", view["url"], {"name": "Second"}, If_Match=began)
    assert second.status_code == 412
    assert second.get_json()["conflicts"] == {"name": {"yours": "Second", "theirs": "First"}}
    assert program.send("DELETE", view["url"], If_Match=began).status_code == 412
    assert program.send("DELETE", view["url"]).status_code == 428
    assert program.get(view["url"], If_None_Match=began).get_json()["name"] == "First"


@pytest.mark.parametrize(
    ("sent", "pointers"),
    [
        ({"name": "All"}, {"/filter"}),
        ({"name": "All", "filter": {}}, {"/filter"}),
        ({"name": "All", "filter": "stage=suspect"}, {"/filter"}),
        ({"filter": {"stage": "suspect"}}, {"/name"}),
        ({"name": 5, "filter": {"stage": "suspect"}}, {"/name"}),
        ({"name": "x" * 300, "filter": {"stage": "suspect"}}, {"/name"}),
        ({"name": "A", "filter": {"stage": "none", "colour": "red"}}, "stage colour"),
        ({"name": "A", "filter": {"stage": "suspect"}, "person": "tom"}, {"/person"}),
    ],
)
def test_what_is_wrong_is_said_at_its_place(
    app: Flask, cast: Cast, sent: dict[str, Any], pointers: set[str] | str
) -> None:
    program = Program(app, cast.anna, TokenScope.WRITE)
    if isinstance(pointers, str):
        pointers = {f"/filter/{name}" for name in pointers.split()}
    answer = program.send("POST", "/saved_views", sent)
    assert answer.status_code == 422
    assert {each["pointer"] for each in answer.get_json()["errors"]} == pointers
    assert program.items("/saved_views") == []


def test_a_name_stands_once_and_there_are_twelve_at_most(app: Flask, cast: Cast) -> None:
    program = Program(app, cast.anna, TokenScope.WRITE)
    view = saved(program)
    again = program.send("POST", "/saved_views", SUSPECTS)
    assert [each["pointer"] for each in again.get_json()["errors"]] == ["/name"]
    other = program.send("PATCH", view["url"], {"filter": {"stage": "customer"}}, If_Match="*")
    assert [each["pointer"] for each in other.get_json()["errors"]] == ["/filter"]
    for number in range(11):
        program.send("POST", "/saved_views", SUSPECTS | {"name": f"View {number}"})
    full = program.send("POST", "/saved_views", SUSPECTS | {"name": "One more"})
    assert full.status_code == 422
    assert len(program.items("/saved_views?limit=5")) == 12
    assert program.get("/saved_views.csv").text.count("\n") == 13


@pytest.mark.databases("sqlite", "postgresql")
def test_programs_see_of_the_radar_what_the_page_shows_to_each(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    _scene, people = surround(app, cast)
    lengths = set()
    for called, relation in RELATIONS.items():
        person = people[relation.who]
        page = visitor(person).client.get("/renewals.csv", headers={"Accept-Language": "en"})
        program = Program(app, person, TokenScope.READ)
        if page.status_code != 200:
            assert program.get("/renewals").status_code == page.status_code, called
            continue
        items = program.items("/renewals?limit=1")
        shown = [line.split(",")[1] for line in page.text.splitlines()[1:]]
        assert [f'"{item["title"]}"' for item in items] == shown, called
        assert program.get("/renewals.csv").text.count("\n") == len(items) + 1
        for item in items:
            contract = program.get(item["url"])
            assert contract.get_json()["key"] == item["contract"]
        lengths.add(len(items))
    assert {0} < lengths


def test_the_radar_is_narrowed_down(app: Flask, cast: Cast) -> None:
    program = Program(app, surroundings(app).member, TokenScope.READ)
    whole = program.items("/renewals?state=renewed,terminated,lapsed,undated,running")
    whole += program.items("/renewals?state=at_risk,in_work,untouched")
    assert whole
    item = whole[0]
    of_state = f"/renewals?state={item['state']}"
    for more in ("", f"&owner={item['owner']}", f"&text={item['title']}"):
        assert item in program.items(of_state + more), more
    assert program.items("/renewals?text=Nothing is called so") == []
    for wrong in (
        "state=gone",
        "owner=nobody-of-this-key",
        "field=None",
        "colour=1",
        "limit=0",
        "state=running&state=lapsed",
        "cursor=x",
    ):
        assert program.get(f"/renewals?{wrong}").status_code == 400, wrong
