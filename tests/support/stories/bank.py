"""The demo story behind a real socket: who signs in to it, and an address for every page."""

import io
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from flask import Flask, current_app
from playwright.sync_api import Page
from sqlalchemy import select
from werkzeug.routing import Rule

from planner import clock, create_app, seeds
from planner.actions.people import passwords
from planner.api.tokens import actions as tokens
from planner.business_cases import actions as business_cases
from planner.business_cases.views import sealed_links
from planner.database import db
from planner.feeds import actions as feeds
from planner.handovers import actions as handovers
from planner.imports.runs.recording import recorded
from planner.imports.uploads import keeping
from planner.jobs import unsubscribe
from planner.models import (
    ApiToken,
    Assumption,
    Availability,
    CaseLink,
    ChosenBecause,
    Comment,
    ContentKit,
    Customer,
    Entry,
    Feed,
    FeedLevel,
    FeedScope,
    Field,
    Handover,
    ImportMapping,
    ImportRun,
    ImportUpload,
    Involvement,
    InvolvementException,
    InvolvementRule,
    InvolvementStatus,
    KitShare,
    Lead,
    LeadRule,
    Person,
    Plan,
    Playbook,
    PlaybookActivity,
    PlaybookGoal,
    Promise,
    Request,
    SavedView,
    Scenario,
    StoredRating,
    Target,
    Team,
    TokenScope,
    Webhook,
    WebhookDelivery,
)
from planner.models.kinds import RequestStatus, Role, SponsorReason
from planner.planning import actions as planning
from planner.reach import actions as introductions
from planner.seeds import data
from planner.sponsor_requests import actions as sponsor_requests
from planner.value_requests import actions as value_requests
from planner.webhooks import actions as webhooks
from tests.support import compiled, run
from tests.support.browsers.browser import let_in
from tests.support.fixtures import sign_in
from tests.support.pages import Visitor
from tests.support.serving import served
from tests.support.stories.demo import demo_settings, settings_on_its_day
from tests.support.stories.overfull import overfill
from tests.support.stories.places import NOUNS, said_of_delivery

# No pages: they answer with text, parts of a page, or a file.
FILES = {
    "streams.index",
    "streams.index_changes",
    "calendars.show",
    "coverage_boards.show",
    "customer_pages.show_file",
    "descriptions.show",
    "health.show",
    "import_uploads.show_report",
    "lead_forms.show_look",
    "plan_files.show",
    "searches.index",
    "subscriptions.show_freshness",
    "sections.index",
    "shared_kits.show_picture",
    "business_cases.show_file",
    "shown_cases.show_file",
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
_OF_NO_PLAN = (
    *(ContentKit, Field, ImportMapping, ImportRun, ImportUpload, InvolvementRule, LeadRule),
    *(Person, Playbook, PlaybookActivity),
    *(PlaybookGoal, Target, Team),
)
_IS_SPECIALIST = Person.email == next(
    who.email for who in seeds.sign_ins() if who.role.startswith("specialist")
)
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
        if rule.endpoint == "planning_signatures.new_handed_over":
            values["person_id"] = arguments["colleague_id"]
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
        found |= {"code": _symptom_of(plan), "tab": "goals", "step": "goals"}
        found["problem"] = "validation"
        found["colleague_id"] = plan.members[-1].person_id
        found |= {"language": "de", "share_code": db.session.query(KitShare.code).limit(1).scalar()}
        found |= {"subject": "goals", "subject_id": found["goal_id"]}
        found["token"] = passwords.make_link(
            db.session.get_one(Person, found["person_id"]), by=None
        )
        found["shown"] = sealed_links.seal(int(found["case_link_id"]))
        found["sealed"] = unsubscribe.seal(int(found["person_id"]), unsubscribe.DAILY)
        db.session.commit()
        return found


def _is_file(endpoint: str) -> bool:
    return endpoint in FILES or endpoint.endswith(".show_table")


def _showcase() -> Plan:
    """The plan that the first two sign-ins share."""
    name = next(customer.name for customer in data.demo_customers() if customer.kind == "showcase")
    return db.session.scalars(
        select(Plan).join(Customer).where(Customer.name.startswith(name))
    ).one()


def _sit_down(plan: Plan) -> None:
    """Its owner plans it together with the others."""
    owner = plan.customer.owner
    assert owner is not None
    planning.begin(plan, way=None, by=owner)
    db.session.commit()


def _let_a_rule_ask(plan: Plan) -> None:
    """The specialist is asked onto the plan of another customer; this one is excepted."""
    rule = db.session.scalars(select(InvolvementRule)).first()
    assert rule is not None
    field = {"field_id": rule.field_id}
    asked = Involvement(
        plan=_other_than(plan),
        rule=rule,
        person=db.session.scalars(select(Person).where(_IS_SPECIALIST)).one(),
        version=rule.version,
        because=ChosenBecause.ONLY_ONE,
        status=InvolvementStatus.ASKED,
        answer_by=clock.today(),
        **field,
    )
    by = plan.customer.owner
    reason = "They have asked for quiet until the merger is done."
    exception = InvolvementException(customer=plan.customer, reason=reason, by=by, **field)
    db.session.add_all([asked, exception])
    db.session.commit()


def _hand_over(plan: Plan) -> None:
    """Its owner is asked to take over what somebody has won there."""
    owner, contract = plan.customer.owner, plan.customer.contracts[0]
    assert owner is not None
    handovers.add_promise(contract, {"text": "Ein Besuch im Quartal"}, by=owner)
    if not contract.handovers:
        handovers.propose(contract, {"to_id": owner.id}, by=owner)
    db.session.commit()


def _calculate(plan: Plan) -> None:
    """What an offer is worth, in two scenarios, with what that rests on."""
    owner = plan.customer.owner
    assert owner is not None
    values = {"title": "Wärme aus der Druckluft", "discount_rate": Decimal("0.08")}
    flows = {"Anschaffung": [-1600], "Ersparnis": [0, 10_000, -10_000]}
    case = business_cases.create(plan, values, flows, by=owner)
    business_cases.add_scenario(case, {"title": "Ohne Zuschuss", "changes": []}, by=owner)
    business_cases.add_assumption(case, {"text": "Das Gas bleibt so teuer"}, by=owner)
    value_requests.ask(plan, {"text": "Was die Wärme spart"}, by=owner)
    business_cases.open_for_customer(case, {"expires_on": clock.today()}, by=owner)
    db.session.commit()


def _call_an_executive(plan: Plan) -> None:
    """Its owner asks the first executive for a talk, as others do elsewhere in the story."""
    owner = plan.customer.owner
    assert owner is not None
    first = select(Person).where(OTHERS["executive"]).order_by(Person.id).limit(1)
    values = {"sponsor_id": db.session.scalars(first).one().id, "reason": SponsorReason.RETHINK}
    values |= {"briefing": "Der Rahmenvertrag läuft aus.", "needed_by": clock.today()}
    sponsor_requests.create(plan, values, by=owner)
    db.session.commit()


def _ask_for_an_introduction(plan: Plan) -> None:
    """Its owner asks whoever knows somebody at the customer."""
    owner = plan.customer.owner
    assert owner is not None
    introductions.ask(plan.customer, by=owner)
    db.session.commit()


def _let_a_program_in(plan: Plan) -> None:
    """Its owner has a token for a program with a name as long as can be, a calendar, and a webhook
    that was not received."""
    owner = plan.customer.owner
    assert owner is not None
    tokens.make(owner, "Auswertung" * 20, TokenScope.READ, 30, by=owner)
    feeds.make(owner, FeedScope.CUSTOMER, FeedLevel.FULL, by=owner, customer=plan.customer)
    address = f"https://{'hooks.' * 8}example.org/{'planner' * 20}"
    webhook = webhooks.make(owner, address, ["*"], by=owner)
    db.session.add(WebhookDelivery(**said_of_delivery(webhook.id, plan.id)))
    db.session.commit()


def _import(_plan: Plan) -> None:
    """A team came from another program, in a file with a name as long as can be."""
    odd = {"kind": "bad_date", "handling": "left_out", "about": "Abschlussdatum", "count": 1}
    run = ImportRun(
        system="dynamics",
        files=[{"name": f"{'Verkaufschancen' * 13}.csv"}],
        nouns={"teams": {"created": 1, "changed": 0, "unchanged": 12_345}},
        findings=[{**odd, "examples": [f"{'Verkaufschancen' * 13}.csv:3"]}],
    )
    with recorded(run):
        db.session.add(Team(name="Übernommen"))
        db.session.commit()
    _send_files()


def _send_files() -> None:
    """A file waits to be imported, with all that a preview can say; its names are long as well."""
    by = db.session.scalars(select(Person).where(Person.is_administrator)).first()
    assert by is not None
    name = f"{'Verkaufschancen' * 7}.csv"
    cells = ["Vertriebsgemeinschaft" * 3, "12.345.678,90"]
    file = {
        "name": name,
        "noun": "deals",
        "rows": 12_345,
        "created": 12_000,
        "left_out": 345,
        "headings": ["Verkaufschancenbezeichnung" * 2, "Betrag"],
        "first": {
            "created": [{"line": 2, "cells": cells}],
            "left_out": [{"line": 12_300, "cells": cells, "why": "bad_date"}],
        },
    }
    odd = {"kind": "bad_date", "handling": "left_out", "about": "Abschlussdatum", "count": 345}
    preview = {
        "system": "dynamics",
        "nouns": {"deals": {"created": 12_000, "changed": 0, "unchanged": 0}},
        "findings": [{**odd, "examples": [f"{name}:12300"]}],
        "files": [file],
        "changes_anything": True,
    }
    upload = ImportUpload(by=by, files=[name], said={"by": by.id}, preview=preview)
    upload.refused = [{"name": f"{'Umsatzplan' * 9}.docx", "problems": ["too_large"]}]
    db.session.add_all([upload, ImportMapping(name="Monatsabschluss" * 13, mapping={"files": {}})])
    db.session.commit()
    folder = keeping.folder_of(current_app.config["PLANNER"].data_folder, upload.id)
    text = "Thema;Firma;Gesch. Umsatz;Notizen\n" + ";".join(
        [cells[0], cells[0], cells[1], "x" * 200]
    )
    keeping.keep(folder, name, io.BytesIO(text.encode()))


def _other_than(plan: Plan) -> Plan:
    """Another plan, on which nobody is asked."""
    others = select(Plan).where(
        Plan.customer_id != plan.customer_id, Plan.id.not_in(select(Involvement.plan_id))
    )
    other = db.session.scalars(others.order_by(Plan.id)).first()
    assert other is not None
    return other


def _symptom_of(plan: Plan) -> str:
    """One that holds now, so that it can be answered."""
    newest = select(StoredRating).where(StoredRating.plan_id == plan.id)
    rating = db.session.scalars(newest.order_by(StoredRating.on.desc()).limit(1)).one()
    return str(rating.symptoms[0]["code"])


def _first_of(plan: Plan, argument: str, model: type[Any]) -> int:
    which = _which(plan, model)
    if which is None:
        assert model in _OF_NO_PLAN, f"Say in tests/support/stories/bank.py what {argument} is."
        which = ()
    first = db.session.scalars(select(model).where(*which).limit(1)).first()
    assert first is not None, f"The story has no {model.__name__} on its first plan."
    return int(first.id)


def _which(plan: Plan, model: type[Any]) -> tuple[Any, ...] | None:
    """What the first of its kind has to be; None for what is of no plan and nobody's own."""
    owner_id, of_plan = plan.customer.owner_id, getattr(model, "plan_id", None) == plan.id
    topics = [topic.id for topic in plan.conversations]
    signed = [contract.id for contract in plan.customer.contracts]
    special: dict[type[Any], tuple[Any, ...]] = {
        Request: (of_plan, Request.status == RequestStatus.PENDING),
        Comment: (of_plan, Comment.by_id == owner_id),  # the owner's own, to be changed
        Entry: (Entry.conversation_id.in_(topics),),
        Handover: (Handover.contract_id.in_(signed),),
        Promise: (Promise.contract_id.in_(signed),),
        Scenario: (Scenario.business_case.has(plan_id=plan.id),),
        CaseLink: (CaseLink.business_case.has(plan_id=plan.id),),
        Assumption: (Assumption.business_case.has(plan_id=plan.id),),
        ApiToken: (ApiToken.person_id == owner_id,),
        Feed: (Feed.person_id == owner_id,),
        Webhook: (Webhook.person_id == owner_id,),
        WebhookDelivery: (WebhookDelivery.webhook.has(person_id=owner_id),),
        Availability: (Availability.person_id == owner_id,),
        SavedView: (SavedView.person_id == owner_id,),
        Lead: (Lead.receiver_id == owner_id,),
        Involvement: (
            Involvement.person.has(_IS_SPECIALIST),
            Involvement.status == InvolvementStatus.ASKED,
        ),
    }
    if model in special:
        return special[model]
    if hasattr(model, "plan_id"):
        return (of_plan,)
    if hasattr(model, "customer_id"):
        return (model.customer_id == plan.customer_id,)
    return None


@contextmanager
def opened(folder: Path, *, overfull: bool = False) -> Iterator[Bank]:
    """The story in a database of its own, told as of its day; with all names as long as can be."""
    if overfull:
        template = run.once("sqlite-overfull", _make_overfull)
    else:
        template = run.once("sqlite-bank", _make_bank)
    shutil.copyfile(template, folder / "planner.sqlite")
    with _application(folder) as app, served(app) as address:
        yield Bank(app, address)


def _make_bank() -> str:
    """The story with what it does not tell, of which pages are to be looked at."""
    folder = run.folder() / "bank"
    folder.mkdir(exist_ok=True)
    demo_settings(folder)
    with _application(folder) as app, app.app_context():
        for more in (
            *(_sit_down, _let_a_rule_ask, _hand_over),
            *(_call_an_executive, _ask_for_an_introduction, _calculate, _import),
            _let_a_program_in,
        ):
            more(_showcase())
    return str(folder / "planner.sqlite")


def _make_overfull() -> str:
    folder = run.folder() / "overfull"
    folder.mkdir(exist_ok=True)
    shutil.copyfile(run.once("sqlite-bank", _make_bank), folder / "planner.sqlite")
    with _application(folder) as app:
        overfill(app)
    return str(folder / "planner.sqlite")


@contextmanager
def _application(folder: Path) -> Iterator[Flask]:
    """The last connection that closes empties the journal, so that one file is all there is."""
    app = create_app(settings_on_its_day(folder))
    compiled.share(app)
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
