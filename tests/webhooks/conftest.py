"""Receivers lie on this machine, which only a setting allows."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

import pytest
from flask import Flask

from planner import setting_addresses
from planner.actions.plan import goals
from planner.database import db
from planner.jobs import webhooks as jobs
from planner.models import Goal, Person, Plan
from planner.webhooks import actions
from planner.webhooks.signing import secret_of
from planner.webhooks.wanted import checked
from tests.support.stories.cast import Cast
from tests.webhooks.receivers import Receiver, receiver

Make = Callable[..., int]


@pytest.fixture(autouse=True)
def _allowed(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    allow(app, monkeypatch, "127.0.0.0/8")


def allow(app: Flask, monkeypatch: pytest.MonkeyPatch, hosts: str) -> None:
    said = setting_addresses.webhook_hosts(hosts)
    monkeypatch.setitem(app.config, "PLANNER", replace(app.config["PLANNER"], webhook_hosts=said))


@pytest.fixture
def here() -> Iterator[Receiver]:
    with receiver() as running:
        yield running


@pytest.fixture
def make(app: Flask, cast: Cast) -> Make:
    """Makes a webhook, of Anna unless somebody else is named; its number."""

    def made(url: str, types: Iterable[str] = ("*",), owner: Person = cast.anna) -> int:
        with app.app_context():
            person = db.session.get_one(Person, owner.id)
            hosts = app.config["PLANNER"].webhook_hosts
            webhook = actions.make(person, *checked(url, types, hosts), by=person)
            db.session.commit()
            return webhook.id

    return made


def set_goal(app: Flask, cast: Cast, title: str = "Mehr Leasing für Übergrößen") -> int:
    """Anna sets a goal on the plan; its number."""
    with app.app_context():
        anna = db.session.get_one(Person, cast.anna.id)
        goal = goals.create(db.session.get_one(Plan, cast.plan.id), {"title": title}, by=anna)
        db.session.commit()
        return goal.id


def rename_goal(app: Flask, cast: Cast, goal_id: int, title: str) -> None:
    with app.app_context():
        anna = db.session.get_one(Person, cast.anna.id)
        goals.update(db.session.get_one(Goal, goal_id), {"title": title}, by=anna)
        db.session.commit()


def send(app: Flask) -> int:
    """One turn of the job; how many were sent."""
    with app.app_context():
        return jobs.send_due()


def secret(app: Flask, salt: str) -> str:
    return secret_of(app.config["PLANNER"].secret_key, salt)
