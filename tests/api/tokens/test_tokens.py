"""Tokens are made and revoked by who owns them, and shown once."""

import json

import pytest
from flask import Flask
from sqlalchemy import select

from planner import clock
from planner.actions.errors import Refused
from planner.actions.people import people
from planner.api.tokens import actions
from planner.database import db
from planner.models import ApiToken, Event, Person, TokenScope
from tests.support.fixtures import Visitors
from tests.support.stories.cast import Cast


@pytest.mark.databases("sqlite", "postgresql")
def test_a_token_is_shown_once_and_revoked(app: Flask, cast: Cast, visitor: Visitors) -> None:
    anna = visitor(cast.anna)
    form = anna.visit("/settings").click("Your tokens for other programs").form("token-form")
    page = form.fill(name=" Berichte ", scope="Read and change", days="30").submit()
    assert page.status == 200
    secret = page.element("secret")["value"]
    assert secret.startswith("planner_")
    again = anna.visit("/tokens")
    assert secret not in again.html
    assert "Read and change" in again.element(f"api-token-{1}").text
    assert "not used yet" in again.text
    with app.app_context():
        token = db.session.scalars(select(ApiToken)).one()
        assert secret not in (token.token_digest, token.name), "only its digest is kept"
        assert actions.find(secret) is token
        events = db.session.scalars(select(Event).where(Event.subject == "api_tokens")).all()
        assert [event.type for event in events] == ["api_token.created"]
        assert token.token_digest not in json.dumps(events[0].changes)
    gone = again.press("Revoke: Berichte").follow()
    assert "The token Berichte is revoked." in gone.text
    with app.app_context():
        assert actions.find(secret) is None
        last = db.session.scalars(select(Event).order_by(Event.id.desc())).first()
        assert last is not None
        assert (last.type, last.kept) == ("api_token.revoked", None)


def test_only_administrators_make_tokens_to_administer(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    form = visitor(cast.anna).visit("/tokens").form("token-form")
    assert "Read, change and administer" not in form.page.text
    refused = form.page.visitor.send(
        "POST",
        "/tokens",
        {"name": ["X"], "scope": ["admin"], "days": ["3"], "csrf_token": [form.page.token]},
    )
    assert refused.errors == ["Only administrators have tokens with which to administer."]
    form = visitor(cast.ada).visit("/tokens").form("token-form")
    assert form.fill(name="X", scope="Read, change and administer").submit().status == 200


def test_days_are_whole_and_a_year_at_most(cast: Cast, visitor: Visitors) -> None:
    for days in ("0", "367", "1.5", "", "soon"):
        form = visitor(cast.anna).visit("/tokens").form("token-form").fill(name="X", days=days)
        page = form.submit()
        assert page.status == 422
        assert page.form("token-form")["name"] == "X", "nothing typed is lost"


def test_nobody_sees_or_revokes_tokens_of_others(app: Flask, cast: Cast, visitor: Visitors) -> None:
    with app.app_context():
        anna = db.session.get_one(Person, cast.anna.id)
        token, _secret = actions.make(anna, "Mine", TokenScope.READ, 9, by=anna)
        db.session.commit()
        address = f"/tokens/{token.id}"
    tom = visitor(cast.tom)
    page = tom.visit("/tokens")
    assert "Mine" not in page.text
    sent = {"csrf_token": [page.token]}
    assert tom.send("DELETE", address, sent, came_from=page).status == 404


@pytest.mark.databases("sqlite", "postgresql")
def test_a_token_ends_with_its_day_and_with_the_account(
    app: Flask, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    with app.app_context():
        tom = db.session.get_one(Person, cast.tom.id)
        _token, secret = actions.make(tom, "X", TokenScope.READ, 1, by=tom)
        db.session.commit()
        assert actions.find(secret) is not None
        later = clock.today().replace(year=clock.today().year + 2)
        with monkeypatch.context() as patched:
            patched.setattr(clock, "today", lambda: later)
            assert actions.find(secret) is None
        people.update(tom, {"is_active": False}, by=None)
        db.session.commit()
        people.update(tom, {"is_active": True}, by=None)
        db.session.commit()
        assert actions.find(secret) is None, "who comes back has to make new ones"
        with pytest.raises(Refused):
            actions.make(tom, "X", TokenScope.READ, 400, by=None)


def test_tokens_by_the_command_line(app: Flask, cast: Cast) -> None:
    runner = app.test_cli_runner()
    asked = ["tokens", "add", cast.anna.key, "--name", "Büro", "--scope", "read", "--json"]
    made = json.loads(runner.invoke(args=asked).stdout)
    assert made["token"].startswith("planner_")
    assert made["person"] == cast.anna.key
    listed = json.loads(runner.invoke(args=["tokens", "list", "--json"]).stdout)["tokens"]
    assert [each["name"] for each in listed] == ["Büro"]
    assert "token" not in listed[0]
    assert "Büro" in runner.invoke(args=["tokens", "list"]).stdout
    assert runner.invoke(args=["tokens", "revoke", str(made["id"])]).exit_code == 0
    assert runner.invoke(args=["tokens", "revoke", str(made["id"])]).exit_code == 1
    assert runner.invoke(args=["tokens", "list"]).stdout == "There is no token yet.\n"
    refused = runner.invoke(args=[*asked[:-1], "--days", "367"])
    assert (refused.exit_code, "366" in refused.stderr) == (1, True)
    admin = ["tokens", "add", cast.anna.key, "--name", "X", "--scope", "admin"]
    assert runner.invoke(args=admin).exit_code == 1
    nobody = ["tokens", "add", "nobody", "--name", "X", "--scope", "read"]
    assert runner.invoke(args=nobody).exit_code == 1
