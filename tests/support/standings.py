"""One person of each standing around one plan with everything on it.

Nobody has more standings than belong together, so that what is taken from them is gone for that
person.
"""

from dataclasses import dataclass
from typing import Any

from flask import Flask
from sqlalchemy import select

from planner import clock
from planner.access import Standing
from planner.actions.people import settings
from planner.actions.plan import activities, comments, requests
from planner.database import Base, db
from planner.models import (
    Activity,
    Conversation,
    Customer,
    Deal,
    Goal,
    Idea,
    Member,
    Person,
    Plan,
    Potential,
    Question,
    Review,
    SymptomAnswer,
)
from planner.models.kinds import ActivityKind, AnswerKind, RequestKind, Via
from planner.models.people.setting import ADMINISTRATORS_SEE_PLANS, AGES_VISIBLE_TO
from tests.support.stories.cast import PLAN_BEGAN, Cast
from tests.support.stories.places import Place, surroundings
from tests.support.stories.rated import before, store, symptom

NAMES = {
    Standing.OWNER: "anna",
    Standing.GENERALIST_MEMBER: "tom",
    Standing.SPECIALIST_MEMBER: "jo",
    Standing.OTHER_MEMBER: "ruth",
    Standing.LEAD: "paul",
    Standing.TEAM_LEAD: "paul",
    Standing.INFORMED_LEAD: "paul",
    Standing.INFORMED_TEAM_LEAD: "paul",
    Standing.ASSIGNEE: "vera",
    Standing.FIELD_SPECIALIST: "mira",
    Standing.ADMINISTRATOR: "ada",
    Standing.TRUSTED_ADMINISTRATOR: "ada",
    Standing.AUDITOR: "otto",
    Standing.INFORMED_AUDITOR: "otto",
    Standing.EXECUTIVE: "ruth",
    Standing.ASKED_EXECUTIVE: "ruth",
    Standing.VALUE_SPECIALIST: "vera",
    Standing.ASKED_VALUE_SPECIALIST: "vera",
    Standing.SELLER: "fritz",
    Standing.COLLEAGUE: "fritz",
}
"""Who of the cast has which standing to the plan, or in general."""

_CALLED = "@Anna Berg @Tom Ahrens @Jo Kilian @Dr. Ruth Falk @Paul Stein @Vera Lindt"
_FILES = {"streams.show"}
_People = dict[str, Person]


@dataclass(frozen=True)
class Scene:
    """What was made around the plan, and every address of the application with things behind it."""

    places: list[Place]
    activity_ids: list[int]

    def addresses(self) -> list[str]:
        """Everything that can be read."""
        found = [p.address for p in self.places if p.method == "GET" and p.endpoint not in _FILES]
        own = [f"/activities/{each}" for each in self.activity_ids]
        return [*found, *own, "/customers/marked-customer", "/customers/marked-customer/edit"]


def set_up(app: Flask, cast: Cast) -> Scene:
    """Put the cast around the plan of the surroundings, and let much happen on it."""
    around = surroundings(app)
    with app.app_context():
        plan = db.session.scalars(select(Plan).order_by(Plan.id.desc())).first()
        assert plan is not None
        people = {who: db.session.get_one(Person, vars(cast)[who].id) for who in NAMES.values()}
        _decide(people["ada"])
        _put_around(plan, people, cast)
        made = _do_much(plan, people, cast)
        _say_much(plan, people, made)
        db.session.commit()
        plan_id, ids = plan.id, [each.id for each in made]
    held = [symptom("no_steering"), symptom("no_goals"), symptom("no_ideas")]
    store(app, plan_id, "iron", before(30), symptoms=held, one_sided=True, one_sidedness=80)
    return Scene(around.places, ids)


def _decide(ada: Person) -> None:
    """Ages are shown to leads, and plans to administrators."""
    settings.change(AGES_VISIBLE_TO, "leads", by=ada, before="members")
    settings.change(ADMINISTRATORS_SEE_PLANS, "yes", by=ada, before="no")


def _put_around(plan: Plan, people: _People, cast: Cast) -> None:
    """Anna owns the customer, whose plan Tom, Jo and Ruth are on; Mira's field has potential."""
    for member in db.session.get_one(Plan, cast.plan.id).members:
        if member.person is people["anna"]:
            member.left_on = clock.today()
    plan.customer.owner = people["anna"]
    for who in ("tom", "jo", "ruth"):
        joined = {"joined_on": PLAN_BEGAN, "via": Via.INVITATION, "position": 10}
        plan.members.append(Member(person=people[who], **joined))
    screened = {"annual_value": 90_000, "screened_on": PLAN_BEGAN, "position": 9}
    plan.customer.potentials.append(Potential(field_id=cast.payments.id, **screened))
    db.session.add(Customer(key="marked-customer", name="Marked customer", owner=people["anna"]))
    db.session.commit()


def _do_much(plan: Plan, people: _People, cast: Cast) -> list[Activity]:
    """An open activity for Mira, two that Vera has, and answers to what was seen."""
    of_vera = {"assignee": people["vera"], "assignee_id": people["vera"].id}
    waiting = _activity(plan, "waits", people["tom"], field_id=cast.payments.id)
    planned = _activity(plan, "planned", people["tom"], **of_vera)
    done = _activity(plan, "done", people["tom"], **of_vera)
    activities.finish(done, by=people["vera"])
    requests.create(plan, RequestKind.JOIN, by=people["mira"])
    for code in ("no_steering", "no_goals", "no_ideas"):
        said = {"evidence": [], "kind": AnswerKind.EXPLAINED, "text": "Marked answer"}
        answer = SymptomAnswer(plan=plan, code=code, by=people["anna"], on=clock.today(), **said)
        db.session.add(answer)
    return [waiting, planned, done]


def _activity(plan: Plan, name: str, by: Person, **values: Any) -> Activity:
    usual = {"kind": ActivityKind.VISIT, "due_on": clock.today()}
    return activities.create(plan, {"title": f"Marked activity: {name}", **usual, **values}, by=by)


def _say_much(plan: Plan, people: _People, made: list[Activity]) -> None:
    """Everybody who reads an item is named below it."""
    kinds: list[type[Base]] = [Goal, Deal, Conversation, Idea, Review, Question]
    on_plan = [item for kind in kinds for item in db.session.query(kind).filter_by(plan=plan)]
    for item in (plan, *made, *on_plan):
        comments.create(item, f"{_CALLED} Marked word", by=people["tom"], plan=plan)
        comments.create(item, "Marked word", by=people["jo"], plan=plan)
