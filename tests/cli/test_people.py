"""`planner people`."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import func, select

from planner.config import Mail, Settings
from planner.database import db
from planner.models import Event, Person
from planner.models.kinds import Role
from tests.support.fixtures import Visitors
from tests.support.mailbox import Mailbox, mailbox, part
from tests.support.stories.cast import Cast

BASE = "http://127.0.0.1:8000"


def run(app: Flask, *arguments: str) -> Result:
    return app.test_cli_runner().invoke(args=["people", *arguments])


def add(app: Flask, *more: str, name: str = "Eva Neu", email: str = "eva@example.org") -> Result:
    return run(app, "add", name, "--email", email, "--role", "generalist", *more)


def people(app: Flask) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count(Person.id))) or 0


def test_a_person_is_added_and_gets_in_with_the_link(app: Flask, visitor: Visitors) -> None:
    result = add(app)
    assert (result.exit_code, result.stderr) == (0, "")
    link = result.stdout.strip()
    assert link.startswith(f"{BASE}/password/")
    page = visitor().visit(link.removeprefix(BASE))
    page = page.form("form").fill(password="viele Wörter", password_again="viele Wörter").submit()
    assert page.follow().status == 200
    form = visitor().visit("/sign-in").form("/sign-in")
    assert form.fill(email="eva@example.org", password="viele Wörter").submit().status == 303
    with app.app_context():
        eva = db.session.scalars(select(Person)).one()
        assert (eva.name, eva.role, eva.is_administrator) == ("Eva Neu", Role.GENERALIST, False)
        event = db.session.scalars(select(Event).where(Event.type == "person.created")).one()
        assert event.actor_id is None


def test_the_first_administrator_comes_from_the_command_line(app: Flask, visitor: Visitors) -> None:
    assert add(app, "--admin").exit_code == 0
    with app.app_context():
        eva = db.session.scalars(select(Person)).one()
    assert visitor(eva).visit("/people").status == 200


def test_an_address_that_somebody_has_is_refused(app: Flask, cast: Cast) -> None:
    before = people(app)
    result = add(app, email="ANNA@example.org")
    assert result.exit_code == 1
    assert "Anna Berg has this address already." in result.stderr
    assert people(app) == before


@pytest.mark.databases("sqlite")
@pytest.mark.parametrize("email", ["eva", "", "e va@example.org", "eva@"])
def test_what_is_no_address_is_refused(app: Flask, email: str) -> None:
    result = add(app, email=email)
    assert result.exit_code == 1
    assert "is no e-mail address" in result.stderr
    assert people(app) == 0


@pytest.mark.databases("sqlite")
@pytest.mark.parametrize("name", ["", "  ", "x" * 201])
def test_what_is_no_name_is_refused(app: Flask, name: str) -> None:
    result = add(app, name=name)
    assert result.exit_code == 1
    assert "NAME" in result.stderr
    assert people(app) == 0


@pytest.mark.databases("sqlite")
@pytest.mark.parametrize(
    "arguments",
    [
        ["add"],
        ["add", "Eva Neu", "--role", "generalist"],
        ["add", "Eva Neu", "--email", "eva@example.org", "--role", "boss"],
        ["fire", "Eva Neu"],
    ],
)
def test_wrong_usage_has_its_own_exit_status(app: Flask, arguments: list[str]) -> None:
    assert run(app, *arguments).exit_code == 2
    assert people(app) == 0


@pytest.mark.databases("sqlite")
@pytest.mark.parametrize("command", [[], ["add"], ["link"]])
def test_each_command_tells_what_it_does(app: Flask, command: list[str]) -> None:
    result = run(app, *command, "--help")
    assert result.exit_code == 0
    assert "Usage:" in result.stdout


def test_somebody_locked_out_gets_a_new_link(app: Flask, cast: Cast, visitor: Visitors) -> None:
    first = run(app, "link", "Anna@example.org").stdout.strip()
    second = run(app, "link", "anna@example.org").stdout.strip()
    assert visitor().visit(first.removeprefix(BASE)).status == 410
    assert visitor().visit(second.removeprefix(BASE)).status == 200


@pytest.mark.databases("sqlite")
def test_nobody_gets_no_link(app: Flask, cast: Cast) -> None:
    result = run(app, "link", "nobody@example.org")
    assert result.exit_code == 1
    assert "Nobody who may sign in has the address" in result.stderr


@pytest.mark.databases("sqlite")
class TestWithMail:
    @pytest.fixture
    def box(self) -> Iterator[Mailbox]:
        with mailbox() as running:
            yield running

    @pytest.fixture
    def settings(self, settings: Settings, box: Mailbox) -> Settings:
        return replace(settings, mail=box.settings(), public_url="https://planner.example")

    def test_an_address_at_a_domain_with_umlauts_gets_its_mail(
        self, app: Flask, box: Mailbox
    ) -> None:
        add(app, email="eva@bücher-müller.de")
        [message] = box.arrived()
        assert message["To"] == "eva@xn--bcher-mller-thbg.de"

    def test_the_link_is_printed_and_mailed(self, app: Flask, box: Mailbox) -> None:
        result = add(app)
        assert result.exit_code == 0
        assert result.stdout.startswith("https://planner.example/password/")
        [message] = box.arrived()
        assert message["To"] == "eva@example.org"
        assert result.stdout.strip() in part(message, "plain")


@pytest.mark.databases("sqlite")
class TestWhenTheMailServerIsDown:
    @pytest.fixture
    def settings(self, settings: Settings) -> Settings:
        return replace(settings, mail=Mail("127.0.0.1", 9, "planner@example.org"))

    def test_the_link_is_printed_all_the_same(self, app: Flask) -> None:
        result = add(app)
        assert result.exit_code == 0
        assert "/password/" in result.stdout
        assert "could not be mailed to eva@example.org" in result.stderr


def test_name_and_address_are_kept_without_what_nobody_sees(app: Flask) -> None:
    assert add(app, name="\u00ad Eva\u00a0", email="\u00a0eva@example.org").exit_code == 0
    with app.app_context():
        eva = db.session.scalars(select(Person)).one()
        assert (eva.name, eva.email) == ("Eva", "eva@example.org")
    assert add(app, name="\u200b\u00a0", email="other@example.org").exit_code == 1
