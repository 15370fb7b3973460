"""Every form that changes something carries what it began from, and every view asks for it."""

import ast
import inspect
import json

import pytest
from flask import Flask

from planner.database import db
from planner.models import Person
from tests.support.fixtures import Visitors
from tests.support.page_forms import Form
from tests.support.pages import Visitor
from tests.support.stories.cast import Cast
from tests.support.stories.places import Place, Surroundings, surroundings, verb_of

# What one has oneself (a password, a language, what one has said or seen): nobody else changes it.
OF_ONESELF = {
    "availabilities.update_deputy",
    "language.update",
    "notifications.update_choices",
    "notifications.update",
    "passwords.update",
    "profile.update",
    "events.update_visit",
    "saved_views.update",
}
# There is nothing before somebody answers a symptom; tests/views/maturity/test_symptom_answers.py
# looks.
NEW = {"maturity.update_symptom_answer"}
# Whatever is written at once stands there together; what is looked at before it is saved.
NEVER_ASKED = {"reviews.update_minutes", "thresholds.update", "involvement_rules.update"}
# The rows of a step are written in on the page of that step.
EDITED_ON = {"planning_rows.update": "planning.show"}
# What takes names and days, a code, or addresses only.
NO_WORDS = {"known_since", "country", "sites"}
PAGES_OF_FORMS = {"new", "edit"}
NOT_SHOWN = {"csrf_token", "submission", "began", "written_in"}


DELETIONS = (".delete", ".delete_activity", ".delete_entry", ".delete_goal")


def updates(places: list[Place]) -> list[Place]:
    return [
        place
        for place in places
        if place.verb == "update" and place.endpoint not in OF_ONESELF | NEW
    ]


def edit_page_of(place: Place, places: list[Place]) -> str:
    """Where the form stands that is sent to this address."""
    edit = EDITED_ON.get(place.endpoint, place.endpoint.replace(".update", ".edit"))
    pages = {each.endpoint: each.address for each in places if each.method == "GET"}
    return pages[edit]


def editors(app: Flask, cast: Cast, around: Surroundings, visitor: Visitors) -> list[Visitor]:
    """Who of them may change what there is; Paul leads the team that the target is of."""
    with app.app_context():
        db.session.get_one(Person, cast.paul.id).team_id = cast.north.id
        db.session.commit()
    return [visitor(around.member), visitor(cast.ada), visitor(cast.paul)]


def form_to(address: str, page_address: str, visitors: list[Visitor]) -> Form:
    """The form of the edit page that is sent to this address."""
    for somebody in visitors:
        page = somebody.visit(page_address)
        for form in page.forms:
            sent_to = form.element["action"]
            if sent_to in (address, f"{address}/preview"):
                return form
    raise AssertionError(f"No form on {page_address} is sent to {address}.")


def test_every_form_that_changes_something_says_what_each_field_began_from(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    around = surroundings(app)
    people = editors(app, cast, around, visitor)
    looked_at = set()
    for place in updates(around.places):
        edit = edit_page_of(place, around.places)
        form = form_to(place.address, edit, people)
        began = json.loads(form["began"])
        shown = {name.partition("-")[0] for name in form.names}  # of rows their list
        assert shown - NOT_SHOWN <= set(began), place.endpoint
        looked_at.add(place.endpoint)
    assert len(looked_at) >= 17


def changed(form: Form, text: str = "Changed", number: str = "1") -> str | None:
    """Write something else into the first text of a form; the name of its field."""
    texts = [*form.element.all("textarea"), *form.element.all("input", type="text")]
    texts = [text for text in texts if text["name"] not in NO_WORDS]
    if not texts:
        return None
    name = texts[0]["name"]
    is_number = texts[0]["inputmode"] in ("text", "numeric")
    form.fill(**{name: number if is_number else text})
    return name


def test_no_view_overwrites_what_its_sender_began_from_something_unknown(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    around = surroundings(app)
    people = editors(app, cast, around, visitor)
    looked_at = set()
    for place in updates(around.places):
        form = form_to(place.address, edit_page_of(place, around.places), people)
        if "began" in form and (name := changed(form)):
            page = form.tamper(began="").submit()
            assert page.status == 409, place.endpoint
            assert page.has(f"{form.element['id']}-{name}-conflict"), place.endpoint
            looked_at.add(place.endpoint)
    assert len(looked_at) >= 15


@pytest.mark.databases("sqlite", "postgresql")
def test_of_two_tabs_of_one_person_nothing_is_lost_and_a_form_never_meets_itself(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    around = surroundings(app)
    people = editors(app, cast, around, visitor)
    looked_at = set()
    for place in updates(around.places):
        if place.endpoint in NEVER_ASKED:
            continue
        edit = edit_page_of(place, around.places)
        one, other = (form_to(place.address, edit, people) for _tab in range(2))
        name = changed(one)
        if name is None:
            continue
        assert one.submit().status in (200, 303), place.endpoint
        conflict = f"{other.element['id']}-{name}-conflict"
        changed(other, text="Otherwise", number="2")
        page = other.submit()
        assert page.status == 409, place.endpoint
        assert page.has(conflict), place.endpoint
        assert "What you saved elsewhere meanwhile" in page.element(conflict).text
        changed(one, text="And again", number="3")
        again = one.submit()
        assert not again.has(conflict), place.endpoint
        assert again.status in (200, 303), place.endpoint
        looked_at.add(place.endpoint)
    assert len(looked_at) >= 15, looked_at


def calls_of(view: object) -> set[str]:
    tree = ast.parse(inspect.getsource(view))  # type: ignore[arg-type]  # it is a function
    return {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}


def test_every_view_that_changes_something_merges_it_with_what_others_saved(app: Flask) -> None:
    for endpoint, view in app.view_functions.items():
        if verb_of(endpoint) == "update" and endpoint not in OF_ONESELF:
            assert {"saving.save", "saving.save_settings"} & calls_of(view), endpoint


def test_every_view_that_deletes_something_asks_where_others_have_changed_it(app: Flask) -> None:
    asked = set()
    for endpoint, view in app.view_functions.items():
        calls = calls_of(view) if verb_of(endpoint) == "destroy" else set()
        deletes = {call for call in calls if call.endswith(DELETIONS)}
        if deletes - {"bp.delete", "comments.delete"}:
            assert "confirm_deletion" in calls, endpoint
            asked.add(endpoint)
    assert len(asked) == 19


def test_whatever_can_be_deleted_can_be_so_from_its_form_in_place_and_from_its_page(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    around = surroundings(app)
    people = editors(app, cast, around, visitor)
    looked_at = set()
    for place in around.places:
        noun, _dot, verb = place.endpoint.partition(".")
        destroy = app.view_functions.get(f"{noun}.{verb.replace('edit', 'destroy', 1)}")
        if verb_of(place.endpoint) != "edit" or destroy is None:
            continue
        if "confirm_deletion" not in calls_of(destroy):
            continue
        for htmx in (False, True):
            ids = [
                f.element["id"] or ""
                for p in people
                for f in p.visit(place.address, htmx=htmx).forms
            ]
            assert any(name.startswith("delete-") for name in ids), (place.endpoint, htmx)
        looked_at.add(place.endpoint)
    assert len(looked_at) == 21


def test_no_form_on_a_page_of_its_own_waits_for_a_place_that_is_not_there(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    around = surroundings(app)
    people = editors(app, cast, around, visitor)
    pages = [
        p for p in around.places if p.method == "GET" and verb_of(p.endpoint) in PAGES_OF_FORMS
    ]
    for place in pages:
        for somebody in people:
            page = somebody.visit(place.address)
            targets = {form.element["data-hx-target"] or "" for form in page.forms}
            missing = [name for name in targets if name[:1] == "#" and not page.has(name[1:])]
            assert missing == [], place.endpoint
    assert len(pages) >= 40
