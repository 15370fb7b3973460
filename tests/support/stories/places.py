"""Every address of the application, with things behind it that are really there."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from flask import Flask, current_app
from sqlalchemy import func, select
from werkzeug.routing import Rule

from planner import clock
from planner.actions.history import acts
from planner.actions.people import passwords, saved_views
from planner.actions.plan import comments, targets
from planner.api.tokens import actions as tokens
from planner.business_cases import actions as business_cases
from planner.business_cases.views import sealed_links
from planner.database import Base, db
from planner.feeds import actions as feeds
from planner.handovers import actions as handovers
from planner.imports.uploads import keeping
from planner.insights.weeks import week_of
from planner.jobs import unsubscribe
from planner.models import (
    Activity,
    ApiToken,
    Assumption,
    Availability,
    BusinessCase,
    CaseLink,
    ChosenBecause,
    Comment,
    Contact,
    ContentKit,
    Contract,
    Conversation,
    Deal,
    DeliveryState,
    DeliveryTrouble,
    Entry,
    Event,
    Feed,
    FeedLevel,
    FeedScope,
    Field,
    Goal,
    Handover,
    HowToInvolve,
    Idea,
    ImportMapping,
    ImportRun,
    ImportUpload,
    Introduction,
    Involvement,
    InvolvementException,
    InvolvementRule,
    InvolvementStatus,
    KitShare,
    Lead,
    LeadMatchKind,
    LeadRule,
    Member,
    Notification,
    Person,
    Plan,
    Playbook,
    PlaybookActivity,
    PlaybookGoal,
    Potential,
    Promise,
    Question,
    Request,
    Review,
    SavedView,
    Scenario,
    SponsorRequest,
    Target,
    Team,
    TokenScope,
    ValueRequest,
    Webhook,
    WebhookDelivery,
    WhomToInvolve,
)
from planner.models.kinds import ActivityKind
from planner.my_work import actions as availabilities
from planner.planfiles import read_plan_file
from planner.planfiles.importing import import_document
from planner.planning import actions as planning
from planner.playbooks.actions import playbooks
from planner.reach import actions as introductions
from planner.value_requests import actions as value_requests
from planner.webhooks import actions as webhooks
from tests.support.stories.plan_documents import NAME, plan_document, plan_file

# What the arguments of the addresses are called, and of which model they are the id.
NOUNS: dict[str, type[Base]] = {
    "activity_id": Activity,
    "api_token_id": ApiToken,
    "assumption_id": Assumption,
    "availability_id": Availability,
    "business_case_id": BusinessCase,
    "case_link_id": CaseLink,
    "comment_id": Comment,
    "contact_id": Contact,
    "content_kit_id": ContentKit,
    "contract_id": Contract,
    "conversation_id": Conversation,
    "deal_id": Deal,
    "entry_id": Entry,
    "event_id": Event,
    "feed_id": Feed,
    "webhook_id": Webhook,
    "webhook_delivery_id": WebhookDelivery,
    "field_id": Field,
    "goal_id": Goal,
    "handover_id": Handover,
    "idea_id": Idea,
    "import_mapping_id": ImportMapping,
    "import_run_id": ImportRun,
    "import_upload_id": ImportUpload,
    "introduction_id": Introduction,
    "involvement_exception_id": InvolvementException,
    "involvement_id": Involvement,
    "involvement_rule_id": InvolvementRule,
    "lead_id": Lead,
    "lead_rule_id": LeadRule,
    "member_id": Member,
    "notification_id": Notification,
    "person_id": Person,
    "plan_id": Plan,
    "playbook_activity_id": PlaybookActivity,
    "playbook_goal_id": PlaybookGoal,
    "playbook_id": Playbook,
    "potential_id": Potential,
    "promise_id": Promise,
    "question_id": Question,
    "request_id": Request,
    "review_id": Review,
    "saved_view_id": SavedView,
    "sponsor_request_id": SponsorRequest,
    "scenario_id": Scenario,
    "target_id": Target,
    "team_id": Team,
    "value_request_id": ValueRequest,
}
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


@dataclass(frozen=True)
class Place:
    """A view's address and the method that reaches it; `of_plan` if it belongs to a customer."""

    endpoint: str
    method: str
    address: str
    of_plan: bool

    @property
    def verb(self) -> str:
        """Which of the seven kinds of views it is, also where it names a thing after it."""
        return verb_of(self.endpoint)


def verb_of(endpoint: str) -> str:
    """`create` of `goals.create` and of `goals.create_commitment`."""
    return endpoint.partition(".")[2].partition("_")[0]


@dataclass(frozen=True)
class Surroundings:
    """A plan with an item of every kind, whose generalist is `member`."""

    member: Person
    places: list[Place]


def surroundings(app: Flask) -> Surroundings:
    """Bring in a plan with everything on it, none of whose people are of the cast."""
    with app.app_context():
        before = set(db.session.scalars(select(Person.id)))
        _write_a_playbook()
        _have_imported(member_id=min(before))
        teams = list(db.session.scalars(select(Team.id).order_by(Team.name.desc())))
        import_document(read_plan_file(plan_file(plan_document()), NAME), by=None, name=NAME)
        plan = db.session.scalars(select(Plan).order_by(Plan.id.desc())).first()
        assert plan is not None
        newcomers = select(Person).where(Person.id.not_in(before)).order_by(Person.key)
        member, sven = db.session.scalars(newcomers)
        comments.create(plan.goals[-1], "What do you think, @Greta Sommer?", by=sven)
        comments.create(plan, "We have talked about it.", by=member)
        planning.begin(plan, way=None, by=member)
        _hand_over(plan, to=member, by=sven)
        _calculate(plan, by=sven)
        _set_target(teams[-1], by=member)
        _let_a_rule_ask(plan, member)
        _show_interest(plan, member)
        introductions.ask(plan.customer, by=member)
        availabilities.say(member, week_of(clock.today()), Decimal(8), only_that_week=False)
        saved_views.keep("South", "stage=customer", by=member)
        tokens.make(member, "Reports", TokenScope.READ, days=30, by=member)
        secret = _let_a_calendar_in(member)
        _let_it_be_told(member)
        arguments = _arguments(plan) | {"team_id": teams[0], "colleague_id": member.id}
        to_member = select(func.max(Notification.id)).where(Notification.person_id == member.id)
        arguments["notification_id"] = db.session.scalars(to_member).one()
        arguments["sealed"] = unsubscribe.seal(member.id, unsubscribe.DAILY)
        arguments["shown"] = sealed_links.seal(int(arguments["case_link_id"]))
        arguments["secret"] = secret
        arguments["token"] = passwords.make_link(member, by=None)
        db.session.commit()
        db.session.expunge_all()
        return Surroundings(member, _places(app, arguments))


def _let_a_calendar_in(member: Person) -> str:
    """Open to whoever has the address, so that it names nobody; it was read today."""
    feed, secret = feeds.make(member, FeedScope.MINE, FeedLevel.DISCREET, by=member)
    feed.last_used_on = clock.today()
    return secret


def _let_it_be_told(member: Person) -> None:
    """Nothing that happens in the tests, so that nothing is sent."""
    address = "https://example.org/hook"
    webhook = webhooks.make(member, address, ["contact.deleted"], by=member)
    db.session.add(WebhookDelivery(**said_of_delivery(webhook.id, webhook.position)))


def said_of_delivery(webhook_id: int, event_id: int) -> dict[str, Any]:
    """One that was given up."""
    return {
        "webhook_id": webhook_id,
        "event_id": event_id,
        "type": "goal.created",
        "state": DeliveryState.GIVEN_UP,
        "found_at": clock.now(),
        "attempts": 10,
        "tried_at": clock.now(),
        "trouble": DeliveryTrouble.TIMEOUT,
    }


def _hand_over(plan: Plan, *, to: Person, by: Person) -> None:
    contract = plan.customer.contracts[0]
    handovers.add_promise(contract, {"text": "A call back within the day"}, by=by)
    handovers.propose(contract, {"to_id": to.id}, by=by)


def _calculate(plan: Plan, *, by: Person) -> None:
    case = db.session.scalars(select(BusinessCase).where(BusinessCase.plan_id == plan.id)).one()
    business_cases.add_scenario(case, {"title": "Dear", "changes": []}, by=by)
    business_cases.add_assumption(case, {"text": "Diesel stays as dear"}, by=by)
    value_requests.ask(plan, {"text": "Show them what vans save"}, by=by)
    business_cases.open_for_customer(case, {"expires_on": clock.today()}, by=by)


def _set_target(team_id: int, *, by: Person) -> None:
    """A target of a team that nobody of the cast leads."""
    days = {"starts_on": date(2026, 1, 1), "ends_on": date(2026, 12, 31)}
    acts.end()  # it is not undone together with what else is made here
    targets.create({"team_id": team_id, "amount": Decimal(1_000_000), **days}, by=by)
    acts.end()


def _let_a_rule_ask(plan: Plan, member: Person) -> None:
    """A rule that is in force no longer has asked somebody once, and there is an exception."""
    field = db.session.scalars(select(Field)).first()
    assert field is not None
    ways = {"whom": WhomToInvolve.IN_TURN, "how": HowToInvolve.ASKED, "working_days": 5}
    rule = InvolvementRule(name="Everywhere", holds=False, **ways)
    asked = {"field_id": field.id, "version": 1, "because": ChosenBecause.ONLY_ONE}
    db.session.add_all(
        [
            rule,
            Involvement(
                plan=plan,
                rule=rule,
                person=member,
                status=InvolvementStatus.ASKED,
                answer_by=clock.today(),
                **asked,
            ),
            InvolvementException(customer=plan.customer, reason="They want nobody", by=member),
        ]
    )


def _show_interest(plan: Plan, member: Person) -> None:
    """Somebody of the customer has written to us, by the kit that the member shares."""
    kit = ContentKit(name="Leasing in short", text="All in one page")
    share = KitShare(code="marked-share", content_kit=kit, person_id=member.id)
    db.session.add_all([kit, share, LeadRule(receiver=member)])
    db.session.add(
        Lead(
            company=plan.customer.name,
            contact_name="Marked Stranger",
            email="stranger@example.org",
            consent="Yes",
            consent_version=1,
            answer_by=clock.today(),
            receiver=member,
            customer=plan.customer,
            match=LeadMatchKind.CONFIRMED,
            share=share,
        )
    )


def _write_a_playbook() -> None:
    playbook = playbooks.create({"name": "First visit"}, by=None)
    playbooks.add_goal(playbook, {"title": "Know each other"}, by=None)
    playbooks.add_activity(playbook, {"title": "Call", "kind": ActivityKind.CALL}, by=None)


def _have_imported(member_id: int) -> None:
    """An import that brought nothing any more, and files that wait for one."""
    nouns = {"deals": {"created": 0, "changed": 0, "unchanged": 4}}
    odd = {"kind": "bad_date", "handling": "left_out", "about": "", "count": 1, "examples": []}
    files = [{"name": "accounts.csv"}]
    db.session.add_all(
        [
            ImportRun(system="maven", files=files, nouns=nouns, findings=[odd]),
            ImportUpload(by_id=member_id, files=["accounts.csv"], said={}),
            ImportMapping(name="Each month", mapping={"files": {}}),
        ]
    )
    db.session.flush()
    newest = db.session.scalar(select(func.max(ImportUpload.id))) or 0
    folder = keeping.folder_of(current_app.config["PLANNER"].data_folder, newest)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / keeping.REPORT).write_text("file,line\n")


def _arguments(plan: Plan) -> dict[str, int | str]:
    """The newest of each noun: that of this plan."""
    found: dict[str, int | str] = {"key": plan.customer.key, "code": "no_steering"}
    for argument, model in NOUNS.items():
        newest = db.session.scalar(db.select(db.func.max(db.inspect(model).primary_key[0])))
        assert newest is not None or model is Team, f"There is no {model.__name__} to try."
        found[argument] = newest
    found |= {"subject": "goals", "subject_id": found["goal_id"]}
    found |= {"problem": "scope", "language": "en", "share_code": "marked-share"}
    return found | {"kind": "csv", "page": "pool", "step": "fields", "tab": "goals"}


def _places(app: Flask, arguments: dict[str, int | str]) -> list[Place]:
    return [
        Place(rule.endpoint, method, _address(app, rule, method, arguments), _is_of_plan(rule))
        for rule in app.url_map.iter_rules()
        if rule.endpoint != "static"
        for method in sorted(rule.methods or ())
        if method in METHODS
    ]


def _address(app: Flask, rule: Rule, method: str, arguments: dict[str, int | str]) -> str:
    if rule.endpoint.startswith("planning"):  # whose steps are others than those of the first hour
        own = {"item_id": arguments["goal_id"], "person_id": arguments["colleague_id"]}
        arguments = arguments | own | {"step": "goals"}
    unknown = rule.arguments - arguments.keys()
    assert not unknown, f"{rule.rule}: tell `places` what {unknown} are."
    adapter = app.url_map.bind("localhost")
    values = {name: arguments[name] for name in rule.arguments}
    return adapter.build(rule.endpoint, values, method=method)


_OF_NO_PLAN = {
    *("person_id", "team_id", "field_id", "kind", "sealed", "step", "token"),
    *("problem", "secret"),
    *("content_kit_id", "language", "lead_id", "lead_rule_id", "share_code"),
    *("import_mapping_id", "import_run_id", "import_upload_id", "involvement_rule_id"),
    *("playbook_id", "playbook_goal_id", "playbook_activity_id"),
}


def _is_of_plan(rule: Rule) -> bool:
    return not rule.arguments <= _OF_NO_PLAN
