"""The tables of pages are read by programs at the same address, with a token."""

from dataclasses import replace

import pytest
from flask import Flask

from planner.actions.people import settings
from planner.api.views.page_tables import ENDING
from planner.database import db
from planner.models import Person, TokenScope
from planner.models.people.setting import AGES_VISIBLE_TO
from tests.access.relations import RELATIONS, surround
from tests.api.programs import Program
from tests.support.fixtures import Visitors
from tests.support.pages import Visitor
from tests.support.stories.cast import Cast

TABLE = "/customers.csv?sort=-name"
ENGLISH = {"Accept-Language": "en"}


def fetched(program: Program, address: str, **headers: str) -> tuple[int, bytes]:
    said = {"Authorization": f"Bearer {program.secret}"} | ENGLISH | headers
    answer = program.client.get(address, headers=said)
    return answer.status_code, answer.data


@pytest.mark.databases("sqlite", "postgresql")
def test_everybody_gets_the_same_table_by_a_token_as_on_the_page(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    scene, people = surround(app, cast)
    with app.app_context():
        ada = db.session.get_one(Person, cast.ada.id)
        settings.change(AGES_VISIBLE_TO, "leads", by=ada, before="members")
        db.session.commit()
    tables = [place.address for place in scene.places if place.endpoint.endswith(".show_table")]
    assert len(tables) == len([rule for rule in app.url_map.iter_rules() if ENDING in rule.rule])
    seen, wrong = set[str](), []
    for called, relation in RELATIONS.items():
        person = people[relation.who]
        page, program = visitor(person), Program(app, person, TokenScope.READ)
        for address in tables:
            shown = page.client.get(address, headers=ENGLISH)
            status, data = fetched(program, address)
            if status != shown.status_code or (status == 200 and data != shown.data):
                wrong.append(f"{called} {address}: {shown.status_code}, by token {status}")
            if status == 200:
                seen.add(address)
    assert wrong == [], "\n".join(wrong)
    assert seen == set(tables), "each is seen by somebody"


def test_every_table_that_is_handed_out_is_one_for_programs(app: Flask) -> None:
    """The address says so, and nobody has to remember it."""
    handed_out = {each for each in app.view_functions if each.endswith(".show_table")}
    assert handed_out == {r.endpoint for r in app.url_map.iter_rules() if r.rule.endswith(ENDING)}


def test_without_a_token_that_holds_it_says_so_and_no_page(app: Flask, cast: Cast) -> None:
    program = Program(app, cast.anna, TokenScope.READ)
    for said in ("Bearer planner_wrong", "Bearer else"):
        answer = program.client.get(TABLE, headers={"Authorization": said})
        assert answer.status_code == 401
        assert answer.mimetype == "application/problem+json"
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    nobody = program.client.get(TABLE)
    assert (nobody.status_code, nobody.headers["Location"]) == (
        302,
        "/sign-in?next=/customers.csv?sort%3D-name",
    )


def test_what_is_not_for_its_owner_is_told_as_a_problem(app: Flask, cast: Cast) -> None:
    program = Program(app, cast.jo, TokenScope.READ)
    answer = program.client.get(
        "/team/capacity.csv", headers={"Authorization": f"Bearer {program.secret}"}
    )
    assert (answer.status_code, answer.mimetype) == (404, "application/problem+json")


def test_a_token_opens_no_page_and_changes_nothing_there(app: Flask, cast: Cast) -> None:
    program = Program(app, cast.ada, TokenScope.ADMIN)
    said = {"Authorization": f"Bearer {program.secret}"}
    for address in ("/customers", "/", "/renewals", "/api", "/people"):
        assert program.client.get(address, headers=said).status_code == 302, address
    assert program.client.post(TABLE, headers=said).status_code in (400, 404, 405)


def test_the_token_counts_where_a_browser_sends_its_cookie_too(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    """What a proxy that signs people in sends along does not keep a browser out."""
    anna, program = visitor(cast.anna), Program(app, cast.fritz, TokenScope.READ)
    own = _table(anna, f"Bearer {program.secret}")
    assert own == fetched(program, TABLE)[1]
    assert own != _table(anna, "Bearer else") == _table(anna, None)


def test_it_is_counted_and_in_no_cache(app: Flask, cast: Cast) -> None:
    program = Program(app, cast.anna, TokenScope.READ)
    app.config["PLANNER"] = replace(app.config["PLANNER"], api_rate=(2, 60))
    said = {"Authorization": f"Bearer {program.secret}"}
    first = program.client.get(TABLE, headers=said)
    assert first.headers["RateLimit"].startswith('"default";r=1')
    assert first.headers["Cache-Control"] == "no-store"
    assert "Authorization" in first.headers["Vary"]
    assert "Cookie" in first.headers["Vary"]
    assert "Set-Cookie" not in first.headers
    assert program.client.head(TABLE, headers=said).status_code == 200
    third = program.client.get(TABLE, headers=said)
    assert (third.status_code, "Retry-After" in third.headers) == (429, True)


def test_it_is_in_the_language_of_its_owner(app: Flask, cast: Cast) -> None:
    program = Program(app, cast.anna, TokenScope.READ)
    german = fetched(program, TABLE, **{"Accept-Language": "de"})[1].decode("utf-8-sig")
    assert german.startswith('"Schlüssel";"Kunde"')


def _table(visitor: Visitor, said: str | None) -> bytes:
    headers = ENGLISH | ({"Authorization": said} if said else {})
    answer = visitor.client.get(TABLE, headers=headers)
    assert answer.status_code == 200
    return bytes(answer.data)
