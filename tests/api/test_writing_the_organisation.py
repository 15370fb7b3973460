"""Programs add and change customers, plans, people, teams and fields by the rules of the forms."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from planner.actions.plan import members
from planner.database import db
from planner.models import Event, Person, Plan, TokenScope
from planner.models.kinds import PlanStatus
from tests.api.programs import Program
from tests.api.test_reading import plan_address
from tests.support.stories.cast import Cast

pytestmark = pytest.mark.databases("sqlite", "postgresql")


def test_a_customer_is_added_and_changed(app: Flask, cast: Cast) -> None:
    program = Program(app, cast.anna, TokenScope.WRITE)
    said = {"key": "grünwald", "name": "Grünwald & Söhne", "annual_revenue": 1234.125}
    refused = program.send("POST", "/customers", said)
    assert pointers(refused) == {"/key"}
    said["key"] = "gruenwald"
    refused = program.send("POST", "/customers", said)
    assert pointers(refused) == {"/annual_revenue"}, "as the form says"
    said["annual_revenue"] = 1234.5
    made = program.send("POST", "/customers", said)
    assert made.status_code == 201, made.text
    customer = made.get_json()
    assert made.headers["Location"] == customer["url"] == "/api/v1/customers/gruenwald"
    assert (customer["owner"], customer["annual_revenue"]) == (cast.anna.key, 1234.5)
    change = {"industry": "Zement", "owner": cast.tom.key}
    changed = program.send("PATCH", customer["url"], change, If_Match=made.headers["ETag"])
    assert changed.status_code == 200, changed.text
    assert change.items() <= changed.get_json().items()
    assert changed.get_json()["annual_revenue"] == 1234.5, "what nobody speaks of stays"
    with app.app_context():
        told = select(Event).where(Event.subject == "customers").order_by(Event.id.desc())
        event = db.session.scalars(told).first()
        assert event is not None
        assert (event.type, event.actor_id) == ("customer.updated", cast.anna.id)


def test_one_that_is_called_alike_is_only_added_when_it_is_said_to_be_another(
    app: Flask, cast: Cast
) -> None:
    program = Program(app, cast.anna, TokenScope.WRITE)
    assert program.send("POST", "/customers", {"name": "Zwilling GmbH"}).status_code == 201
    again = program.send("POST", "/customers", {"name": "Zwilling GmbH"})
    assert pointers(again) == {"/name"}
    despite = program.send("POST", "/customers?despite=true", {"name": "Zwilling GmbH"})
    assert despite.status_code == 201
    assert program.send("POST", "/customers?despite=1", {"name": "Z"}).status_code == 400
    taken = program.send("POST", "/customers?despite=true", {"key": "zwilling-gmbh", "name": "Z"})
    assert taken.status_code == 409


def test_a_plan_is_begun_changed_and_closed(app: Flask, cast: Cast) -> None:
    program = Program(app, cast.anna, TokenScope.WRITE)
    plans = plan_address(app).rpartition("/")[0]
    inside = program.send("POST", plans, {"starts_on": "2026-02-01", "ends_on": "2026-05-01"})
    assert pointers(inside) == {"/starts_on"}, "there is a plan for then"
    backwards = program.send("POST", plans, {"starts_on": "2031-02-01", "ends_on": "2030-05-01"})
    assert "/ends_on" in pointers(backwards)
    made = program.send("POST", plans, {"starts_on": "2031-01-01", "ends_on": "2031-12-31"})
    assert made.status_code == 201, made.text
    url = made.get_json()["url"]
    assert made.get_json()["mode"] == "specialist"
    change = {"strategy": "Mehr Größe", "mode": "co_care"}
    changed = program.send("PATCH", url, change, If_Match=made.headers["ETag"])
    assert change.items() <= changed.get_json().items()
    early = program.send("PATCH", url, {"status": "active"}, If_Match="*")
    assert early.status_code == 409, "nobody has agreed"
    with app.app_context():
        plan = db.session.scalars(select(Plan).order_by(Plan.id.desc())).first()
        assert plan is not None
        for member in plan.members:
            members.agree(plan, by=member.person)
        db.session.commit()
        assert plan.status is PlanStatus.AGREED
    begun = program.send("PATCH", url, {"status": "active"}, If_Match="*")
    assert begun.get_json()["status"] == "active"
    closed = program.send("PATCH", url, {"status": "closed"}, If_Match=begun.headers["ETag"])
    assert closed.get_json()["status"] == "closed"
    assert program.send("PATCH", url, {"strategy": "X"}, If_Match="*").status_code == 409


def test_two_who_change_a_customer_meet_by_field(app: Flask, cast: Cast) -> None:
    program = Program(app, cast.anna, TokenScope.WRITE)
    made = program.send("POST", "/customers", {"name": "Grün", "city": "Bonn"})
    url, tag = made.get_json()["url"], made.headers["ETag"]
    assert program.send("PATCH", url, {"city": "Köln"}).status_code == 428
    assert program.send("PATCH", url, {"city": "Köln"}, If_Match=tag).status_code == 200
    other = program.send("PATCH", url, {"industry": "Bau"}, If_Match=tag)
    assert (other.get_json()["city"], other.get_json()["industry"]) == ("Köln", "Bau")
    same = program.send("PATCH", url, {"city": "Ulm"}, If_Match=tag)
    assert same.status_code == 412
    assert same.get_json()["conflicts"] == {"city": {"yours": "Ulm", "theirs": "Köln"}}


def test_administrators_keep_people_teams_and_fields(app: Flask, cast: Cast) -> None:
    ada = Program(app, cast.ada, TokenScope.ADMIN)
    field = ada.send("POST", "/fields", {"name": "Energie"})
    assert field.status_code == 201, field.text
    assert pointers(ada.send("POST", "/fields", {"name": "Energie"})) == {"/name"}
    renamed = ada.send(
        "PATCH", field.get_json()["url"], {"name": "Strom"}, If_Match=field.headers["ETag"]
    )
    assert renamed.get_json()["name"] == "Strom"
    above = ada.send("POST", "/teams", {"name": "Ost", "region": "Ost"}).get_json()
    team = ada.send("POST", "/teams", {"name": "Ost 1", "department": above["id"]})
    assert team.get_json()["department"] == above["id"]
    third = ada.send("POST", "/teams", {"name": "Ost 2", "department": team.get_json()["id"]})
    assert pointers(third) == {"/department"}
    said = {"name": "Nele Ö", "email": "nele@example.org", "role": "specialist", "field": "Strom"}
    person = ada.send("POST", "/people", said)
    assert person.status_code == 201, person.text
    assert said.items() <= person.get_json().items()
    url = person.get_json()["url"]
    assert pointers(ada.send("PATCH", url, {"field": None}, If_Match="*")) == {"/field"}
    assert pointers(ada.send("PATCH", url, {"email": "x"}, If_Match="*")) == {"/email"}
    taken = ada.send("PATCH", url, {"email": cast.anna.email}, If_Match="*")
    assert pointers(taken) == {"/email"}
    changed = ada.send("PATCH", url, {"name": "Nele Ohm"}, If_Match=person.headers["ETag"])
    assert changed.get_json()["name"] == "Nele Ohm"
    with app.app_context():
        stored = db.session.scalars(select(Person).order_by(Person.id.desc())).first()
        assert stored is not None
        assert stored.is_active, "what the program does not speak of stays as it is"
    assert ada.get(f"/teams/{above['id']}").get_json() == ada.items("/teams?order=-name")[-1] | (
        ada.get(f"/teams/{above['id']}").get_json()
    )


@pytest.mark.parametrize("scope", [TokenScope.READ, TokenScope.WRITE])
def test_the_organisation_takes_a_token_to_administer(
    app: Flask, cast: Cast, scope: TokenScope
) -> None:
    program = Program(app, cast.ada, scope)
    for resource in ("people", "teams", "fields"):
        answer = program.send("POST", f"/{resource}", {"name": "X"})
        assert (answer.status_code, answer.get_json()["type"]) == (403, "/problems/scope")


def test_who_may_add_no_customer_is_told_that_there_is_nothing(app: Flask, cast: Cast) -> None:
    program = Program(app, cast.mira, TokenScope.WRITE)
    assert program.send("POST", "/customers", {"name": "X"}).status_code == 404


def pointers(answer: object) -> set[str]:
    said: Callable[[], dict[str, list[dict[str, str]]]] = getattr(answer, "get_json")  # noqa: B009
    return {each["pointer"] for each in said()["errors"]}
