"""The demo story behind a real socket: who signs in to it, and an address for every page."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask
from playwright.sync_api import Page
from sqlalchemy import Select, select
from werkzeug.routing import Rule

from planner import create_app, seeds
from planner.actions.people import passwords
from planner.config import Settings
from planner.database import db
from planner.jobs import unsubscribe
from planner.models import (
    Availability,
    Comment,
    Customer,
    Entry,
    Field,
    Person,
    Plan,
    Playbook,
    PlaybookActivity,
    PlaybookGoal,
    Request,
    StoredRating,
    Target,
    Team,
)
from planner.models.kinds import RequestStatus, Role
from planner.seeds import data
from tests.support.browsers.browser import let_in
from tests.support.fixtures import sign_in
from tests.support.pages import Visitor
from tests.support.serving import served
from tests.support.stories.demo import demo_database
from tests.support.stories.places import NOUNS

# No pages: they answer with text, parts of a page, or a file.
FILES = {
    "streams.index_changes",
    "coverage_boards.show",
    "customer_pages.show_file",
    "health.show",
    "plan_files.show",
    "subscriptions.show_freshness",
    "sections.index",
    "source.show",
    "static",
    "streams.show",
}
# Kinds of people whom nobody is invited to sign in as; the first of the story is meant.
OTHERS = {
    "inside account manager": Person.role == Role.INSIDE_ACCOUNT_MANAGER,
    "value specialist": Person.role == Role.VALUE_SPECIALIST,
    "executive": Person.role == Role.EXECUTIVE_SPONSOR,
    "auditor": Person.is_auditor,
}
_OF_NO_PLAN = (Field, Person, Playbook, PlaybookActivity, PlaybookGoal, Target, Team)
Arguments = dict[str, int | str]


@dataclass(frozen=True)
class Bank:
    """The application with the story in it, and where it answers."""

    app: Flask
    address: str

    def somebody(self, role: str) -> Person:
        """Whom the sign-ins list with a description that begins like that, or one of OTHERS."""
        listed = [who.email for who in seeds.sign_ins() if who.role.startswith(role)]
        wanted = Person.email == listed[0] if listed else OTHERS[role]
        with self.app.app_context():
            found = select(Person).where(wanted).order_by(Person.id).limit(1)
            return db.session.scalars(found).one()

    def customer_of(self, role: str) -> list[str]:
        """The address of the first customer in somebody's list, if there is one."""
        links = self.visitor(role).visit("/customers").links.values()
        return [link for link in links if link.startswith("/customers/")][:1]

    def visitor(self, role: str) -> Visitor:
        arrived = Visitor(self.app)
        sign_in(self.app, arrived, self.somebody(role))
        return arrived

    def let_in(self, page: Page, role: str) -> None:
        """Give a browser window the session of somebody."""
        let_in(page, self.visitor(role), self.address)

    def addresses(self) -> dict[str, str]:
        """By endpoint, an address of every page; fails for a page that has none."""
        with self.app.app_context():
            arguments = self._arguments()
        return {
            rule.endpoint: self._address(rule, arguments)
            for rule in self.app.url_map.iter_rules()
            if "GET" in (rule.methods or ()) and not _is_file(rule.endpoint)
        }

    def _address(self, rule: Rule, arguments: Arguments) -> str:
        unknown = rule.arguments - arguments.keys()
        assert not unknown, f"{rule.rule}: say in tests/support/stories/bank.py what {unknown} is."
        if rule.endpoint == "requests.new":
            return self._to_be_joined()
        values = {name: arguments[name] for name in rule.arguments}
        return self.app.url_map.bind("").build(rule.endpoint, values, method="GET")

    def _to_be_joined(self) -> str:
        """A customer with potential in the specialist's field whose plan has nobody of it."""
        links = self.visitor("specialist").visit("/pool").links.values()
        return next(link for link in links if link.endswith("/join-request/new"))

    def _arguments(self) -> Arguments:
        """An item of each noun on the plan that the first sign-ins share."""
        plan = _showcase()
        found: Arguments = {"key": plan.customer.key, "plan_id": plan.id}
        for argument, model in NOUNS.items():
            if argument not in found:
                found[argument] = _first_of(plan, argument, model)
        found["code"] = _symptom_of(plan)
        found |= {"subject": "goals", "subject_id": found["goal_id"]}
        found["token"] = passwords.make_link(
            db.session.get_one(Person, found["person_id"]), by=None
        )
        found["sealed"] = unsubscribe.seal(int(found["person_id"]), unsubscribe.DAILY)
        db.session.commit()
        return found


def _is_file(endpoint: str) -> bool:
    return endpoint in FILES or endpoint.endswith(".show_table")


def _showcase() -> Plan:
    """The plan that the first two sign-ins share."""
    name = next(customer.name for customer in data.customers() if customer.kind == "showcase")
    return db.session.scalars(
        select(Plan).join(Customer).where(Customer.name.startswith(name))
    ).one()


def _symptom_of(plan: Plan) -> str:
    """One that holds now, so that it can be answered."""
    newest = select(StoredRating).where(StoredRating.plan_id == plan.id)
    rating = db.session.scalars(newest.order_by(StoredRating.on.desc()).limit(1)).one()
    return str(rating.symptoms[0]["code"])


def _first_of(plan: Plan, argument: str, model: type[Any]) -> int:
    statement: Select[Any] = select(model)
    if model is Request:
        waits = Request.status == RequestStatus.PENDING
        statement = statement.where(Request.plan_id == plan.id, waits)
    elif model is Comment:  # the owner's own, to be changed
        own = Comment.by_id == plan.customer.owner_id
        statement = statement.where(Comment.plan_id == plan.id, own)
    elif model is Entry:
        statement = statement.where(Entry.conversation_id.in_([c.id for c in plan.conversations]))
    elif model is Availability:  # the owner's own
        statement = statement.where(Availability.person_id == plan.customer.owner_id)
    elif hasattr(model, "plan_id"):
        statement = statement.where(model.plan_id == plan.id)
    elif hasattr(model, "customer_id"):
        statement = statement.where(model.customer_id == plan.customer_id)
    else:
        assert model in _OF_NO_PLAN, f"Say in tests/support/stories/bank.py what {argument} is."
    first = db.session.scalars(statement.limit(1)).first()
    assert first is not None, f"The story has no {model.__name__} on its first plan."
    return int(first.id)


@contextmanager
def opened(folder: Path) -> Iterator[Bank]:
    """The story in a database of its own, told as of today."""
    settings = Settings(demo_database(folder), folder / "data", "only for tests", testing=True)
    app = create_app(settings)
    with served(app) as address:
        yield Bank(app, address)
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
