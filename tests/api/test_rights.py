"""Whoever stands how to a plan, at every call of the API: the table decides, as on the pages."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from planner import clock
from planner.access import Permission, allows
from planner.api.description.calls import Call
from planner.api.description.examples import Speaker, body
from planner.api.description.operations import is_administered
from planner.api.description.responses import changes_item
from planner.api.views.descriptions import all_calls
from planner.database import db
from planner.jobs import background
from planner.models import Activity, Customer, Plan, TokenScope
from planner.views.web import finding
from planner.views.web.current import found_standings
from tests.access.relations import RELATIONS, Relation, surround
from tests.access.test_everybody_everywhere import (
    NEEDED,
    OF_ONESELF,
    REFUSED,
    hidden_well,
    may,
    sees,
    texts_of_plan,
)
from tests.api.programs import Program, known_arguments
from tests.api.test_reading import plan_address
from tests.support.stories.cast import Cast
from tests.support.stories.places import Place

VERBS = {"POST": "create", "PUT": "create", "PATCH": "update", "DELETE": "destroy"}
# What has another name on the pages.
PAGES = {
    ("POST", "entries"): "conversations.create",
    ("PATCH", "entries"): "conversations.update_entry",
    ("DELETE", "entries"): "conversations.destroy_entry",
    ("PUT", "file"): "plan_files.create",
    ("POST", "leads"): "customers.create",
    ("PATCH", "members"): "plans.create_agreement",
    ("PATCH", "requests"): "requests.create_acceptance",
}
Sent = list[tuple[Call, Place, Any]]


class Matrix:
    """Every call about the newest plan, sent in the name of whoever stands somehow to it."""

    def __init__(self, app: Flask, cast: Cast) -> None:
        self.app = app
        self.scene, self.people = surround(app, cast)
        self.programs = {who: self._program(who) for who in self.people}
        address, reader = plan_address(app), self.programs["anna"]
        known = known_arguments(reader, address)
        file = reader.get(f"{address}/file").get_json()
        speaker = Speaker("anna", "fritz", cast.leasing.name, clock.today())
        self.members = {each["person"] for each in reader.items(f"{address}/members")}
        self.asker = reader.items(f"{address}/requests")[-1]["person"]
        self.sent: Sent = []
        for call in all_calls():
            if call.path.startswith("/webhooks"):
                continue  # one's own: test_webhooks.py
            path = f"/api/v1{call.path}".format(**{"key": "1"} | known[call.path])
            place = Place(page_of(call), call.method, path, "{customer}" in call.path)
            self.sent.append((call, place, file if call.method == "PUT" else body(call, speaker)))
        self.texts = list(texts_of_plan(app))
        with app.app_context():
            ids = self.scene.activity_ids
            self.activities = [db.session.get_one(Activity, each).key for each in ids]

    def _program(self, who: str) -> Program:
        """Which has been used before, so that it is not noted again."""
        person = self.people[who]
        scope = TokenScope.ADMIN if person.is_administrator else TokenScope.WRITE
        program = Program(self.app, person, scope)
        program.get("/me")
        return program

    def wrong(self, called: str, *lists: str) -> Iterator[str]:
        """What is refused against the table, or not refused, or shows what it should not."""
        relation = RELATIONS[called]
        program = self.programs[relation.who]
        unseen = [(t, i) for t, i in self.texts if not sees(self.scene, relation, t, i)]
        for call, place, sent in self.sent:
            if lists and call.group not in lists:
                continue
            if_match = {"If_Match": "*"} if changes_item(call) else {}
            address = self._address(call, place, relation)
            answer = program.send(call.method, address, sent, **if_match)
            background.wait()
            if said := self._judged(call, place, relation, answer.status_code):
                yield f"{called}: {call.method} {call.path} {answer.status_code}: {said}"
            shown = {text for text, _item in unseen if text in answer.get_data(as_text=True)}
            if shown and call.method == "GET":
                yield f"{called}: {call.method} {call.path} shows {sorted(shown)}"

    def _address(self, call: Call, place: Place, relation: Relation) -> str:
        """That of the activity or membership that is somebody's own, where it is about one."""
        if call.method == "PATCH" and call.group == "members":
            return f"{place.address.rpartition('/')[0]}/{self.people[relation.who].key}"
        if "activities/{key}" not in call.path:
            return place.address
        head, _, tail = place.address.partition("/activities/")
        _key, *verb = tail.split("/")
        return "/".join([head, "activities", self.activities[relation.activities[0]], *verb])

    def _judged(self, call: Call, place: Place, relation: Relation, status: int) -> str:
        if call.group == "saved_views" and "{key}" in call.path:
            return ""  # one's own: test_saved_views.py
        if call.method == "GET":
            seen = self._is_read(call, relation)
            return "" if status == (200 if seen else 404) else f"seen: {seen}"
        if place.endpoint in OF_ONESELF:
            return ""
        allowed = may(place, relation)
        if call.path.endswith("/members/{key}") and call.method == "PATCH":
            allowed = allowed and self.people[relation.who].key in self.members
        if allowed == (status in REFUSED):
            return f"may: {allowed}"
        hidden = is_administered(call) or allowed or hidden_well(place, relation, status)
        return "" if hidden else "tells that it is there"

    def _is_read(self, call: Call, relation: Relation) -> bool:
        there = relation.standings
        if call.group == "me":
            return True
        if not allows(Permission.SEE_COMMON_PAGES, there):
            return False
        if "{customer}" not in call.path:
            return True
        if call.path.endswith("/requests/{key}") and relation.who == self.asker:
            return True
        if call.group == "activities" and not call.is_list:
            return allows(Permission.SEE_ACTIVITY, there)
        sees_more = call.group != "rating" or allows(Permission.SEE_RATING, there)
        return sees_more and allows(Permission.SEE_PLAN, there)


def page_of(call: Call) -> str:
    """The view of the page that does the same."""
    if call.method == "GET":
        return "customers.show"
    if call.is_verb:
        return f"{call.group}.{VERBS[call.method]}_{call.endpoint}"
    return PAGES.get((call.method, call.group), f"{call.group}.{VERBS[call.method]}")


@pytest.fixture
def matrix(app: Flask, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Matrix:
    """What is changed on the way is never committed."""
    made = Matrix(app, cast)
    app.config["PLANNER"] = replace(app.config["PLANNER"], api_rate=None)
    monkeypatch.setattr(db.session, "commit", db.session.flush)
    return made


@pytest.mark.databases("sqlite")
def test_nobody_reads_or_changes_anything_by_a_program_beyond_the_table(matrix: Matrix) -> None:
    """All that is wrong is said at once."""
    assert {place.endpoint for _call, place, _sent in matrix.sent} <= {
        *NEEDED,
        *OF_ONESELF,
        "customers.show",
    }
    wrong = [each for called in RELATIONS for each in matrix.wrong(called)]
    assert wrong == [], "\n".join(wrong)


@pytest.mark.databases("sqlite")
@pytest.mark.parametrize("resource", ["goals", "contacts"])
def test_a_check_that_is_missing_at_one_resource_is_found(
    matrix: Matrix, monkeypatch: pytest.MonkeyPatch, resource: str
) -> None:
    assert list(matrix.wrong("a stranger", resource)) == []
    monkeypatch.setattr(finding, "find_plan", plan_without_check)
    monkeypatch.setattr(finding, "find_customer", customer_without_check)
    assert len(list(matrix.wrong("a stranger", resource))) > 2


def plan_without_check(plan_id: int, _permission: Permission) -> Plan:
    found_standings(frozenset())
    return db.session.get_one(Plan, plan_id)


def customer_without_check(key: str, _permission: Permission) -> tuple[Customer, None]:
    found_standings(frozenset())
    return db.session.scalars(select(Customer).where(Customer.key == key)).one(), None
