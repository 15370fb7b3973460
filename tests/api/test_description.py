"""The description of the API is valid, whole, open to all, and holds no data."""

import json
from typing import Any

import pytest
from flask import Flask
from openapi_spec_validator import OpenAPIV31SpecValidator

from planner.api.problems import KINDS
from planner.api.resources import ALL, PLAIN_SHAPES, key_of
from planner.api.views.door import VIEWS
from planner.api.views.url_map import MAP
from planner.planfiles.schema import SCHEMA
from tests.support.stories.cast import Cast

TOO_FEW = {"token", "not-found", "rate", "internal", "unavailable"}


@pytest.fixture
def described(app: Flask) -> Any:
    answer = app.test_client(use_cookies=False).get("/api/openapi.json")
    assert answer.status_code == 200, "nobody has to sign in for it"
    assert answer.mimetype == "application/json"
    return answer.get_json()


def test_it_is_valid(described: Any) -> None:
    assert described["openapi"].startswith("3.1")
    assert list(OpenAPIV31SpecValidator(described).iter_errors()) == []


def test_everything_that_is_routed_is_described(described: Any) -> None:
    """Whatever a rule leads to, each method of it, at every address that it stands for."""
    routed = MAP.bind("")
    told = {name: set[str]() for name in VIEWS}
    for path, calls in described["paths"].items():
        example = path.replace("{starts_on}", "2026-01-01").replace("{", "").replace("}", "")
        name, _values = routed.match(example, method="GET")
        assert {call.upper() for call in calls} == set(VIEWS[name]), path
        told[name] |= set(calls)
    assert {name for name, calls in told.items() if not calls} == set()


def test_the_components_are_the_definitions_of_the_plan_file(described: Any) -> None:
    schemas = described["components"]["schemas"]
    goal = SCHEMA["properties"]["plan"]["properties"]["goals"]["items"]
    moved = json.loads(json.dumps(goal).replace("#/$defs/", "#/components/schemas/"))
    assert schemas["goal"] == moved
    assert schemas["date"] == SCHEMA["$defs"]["date"]
    for shape in (*ALL, *PLAIN_SHAPES):
        answered = schemas[f"{shape.noun}.answer"]["properties"]
        assert {"version", "updated_at", "url", key_of(shape)} <= set(answered)


def test_each_problem_and_each_call_says_what_can_be_answered(described: Any) -> None:
    responses = described["components"]["responses"]
    assert {int(status) for status in responses} == {kind.status for kind in KINDS.values()}
    for path, calls in described["paths"].items():
        for method, call in calls.items():
            told = {int(status) for status in call["responses"]}
            assert {KINDS[name].status for name in TOO_FEW} <= told, (path, method)
            assert told & {200, 201, 204}, (path, method)
            needs = {"patch": {412, 422, 428}, "delete": set[int](), "post": {403, 409, 422}}
            assert needs.get(method, set()) <= told, (path, method)


def test_names_of_calls_are_said_once(described: Any) -> None:
    names = [
        call["operationId"] for calls in described["paths"].values() for call in calls.values()
    ]
    assert len(names) == len(set(names)) == sum(len(c) for c in described["paths"].values())


def test_it_holds_no_data(app: Flask, cast: Cast, described: Any) -> None:
    text = json.dumps(described, ensure_ascii=False)
    assert cast.anna.name not in text
    assert str(cast.customer.name) not in text


def test_below_a_mount_point_its_addresses_are_there(app: Flask) -> None:
    client = app.test_client(use_cookies=False)
    answer = client.get("/api/openapi.json", environ_overrides={"SCRIPT_NAME": "/planner"})
    assert answer.get_json()["servers"] == [{"url": "/planner/api/v1"}]
