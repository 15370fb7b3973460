"""What is written: items of all kinds in one way, and what people do to some of them."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from flask import Response, abort, request
from sqlalchemy import select

from planner import planfiles
from planner.access import Permission
from planner.actions import editing
from planner.actions.errors import Refused
from planner.actions.history.event_names import model_of
from planner.actions.plan import activities, claims, goals, members
from planner.api import merging, reading, writing
from planner.api.problems import FieldError, Problem
from planner.api.reading import Place
from planner.api.resources import OF_CUSTOMER, OF_PLAN, key_of
from planner.api.views import answers, asked, bodies, places
from planner.database import db
from planner.models import Activity, Goal, Person, Plan
from planner.models.kinds import Via
from planner.nouns import Noun
from planner.planfiles.hands.rules import card_of
from planner.planfiles.importing import import_document
from planner.planfiles.items import ACTIVITIES, GOALS, MEMBERS
from planner.planfiles.stored import Contents, Stored
from planner.queries.people import holdings
from planner.views.web import finding, me, rights
from planner.words import exact_day, gettext

View = Callable[..., Response]


def create_of_customer(customer: str, resource: str) -> Response:
    shape = OF_CUSTOMER[resource]
    return _create(places.of_customer(customer, resource, _needed(card_of(shape))))


def update_of_customer(customer: str, resource: str, key: str) -> Response:
    shape = OF_CUSTOMER[resource]
    return _update(places.of_customer(customer, resource, _needed(card_of(shape))), key)


def destroy_of_customer(customer: str, resource: str, key: str) -> Response:
    shape = OF_CUSTOMER[resource]
    return _destroy(places.of_customer(customer, resource, _needed(card_of(shape))), key)


def create_of_plan(customer: str, starts_on: str, resource: str) -> Response:
    if resource == MEMBERS.list:
        return _invite(places.find_plan(customer, starts_on, Permission.WORK_ON_PLAN))
    needed = Permission.ADD_ACTIVITY if resource == ACTIVITIES.list else _of(resource)
    return _create(places.below(places.find_plan(customer, starts_on, needed), resource))


def update_of_plan(customer: str, starts_on: str, resource: str, key: str) -> Response:
    plan = places.find_plan(customer, starts_on, _of(resource))
    return _update(places.below(plan, resource), key)


def destroy_of_plan(customer: str, starts_on: str, resource: str, key: str) -> Response:
    if resource == MEMBERS.list:
        seen = places.find_plan(customer, starts_on, Permission.SEE_PLAN)
        return _take_off(places.below(seen, resource), key)
    plan = places.find_plan(customer, starts_on, _of(resource))
    return _destroy(places.below(plan, resource), key)


def create_entry(customer: str, starts_on: str, conversation: str) -> Response:
    plan = places.find_plan(customer, starts_on, Permission.WORK_ON_PLAN)
    return _create(places.entries_of(plan, conversation))


def update_entry(customer: str, starts_on: str, conversation: str, key: str) -> Response:
    plan = places.find_plan(customer, starts_on, Permission.WORK_ON_PLAN)
    return _update(places.entries_of(plan, conversation), key)


def destroy_entry(customer: str, starts_on: str, conversation: str, key: str) -> Response:
    plan = places.find_plan(customer, starts_on, Permission.WORK_ON_PLAN)
    return _destroy(places.entries_of(plan, conversation), key)


def create_claim(customer: str, starts_on: str, key: str) -> Response:
    return _act(customer, starts_on, key, Permission.CLAIM, claims.make)


def destroy_claim(customer: str, starts_on: str, key: str) -> Response:
    return _act(customer, starts_on, key, Permission.WORK_ON_ACTIVITY, claims.give_up)


def create_completion(customer: str, starts_on: str, key: str) -> Response:
    return _act(customer, starts_on, key, Permission.WORK_ON_ACTIVITY, activities.finish)


def destroy_completion(customer: str, starts_on: str, key: str) -> Response:
    return _act(customer, starts_on, key, Permission.WORK_ON_ACTIVITY, activities.reopen)


def create_commitment(customer: str, starts_on: str, key: str) -> Response:
    return _sign(customer, starts_on, key, goals.commit_to)


def destroy_commitment(customer: str, starts_on: str, key: str) -> Response:
    return _sign(customer, starts_on, key, goals.withdraw_from)


def replace_plan_file(customer: str, starts_on: str) -> Response:
    """As on the page: what the file says comes in, by one's own hand; nothing goes."""
    asked.only()
    plan = places.find_plan(customer, starts_on, Permission.STEER)
    try:
        document = planfiles.read_plan_file(bodies.of_plan_file(), "")
        outcome = import_document(document, by=me(), customer=plan.customer.key)
    except planfiles.PlanFileRefused as error:
        errors = tuple(FieldError(e.pointer, e.text(gettext, exact_day)) for e in error.problems)
        raise Problem("validation", errors=errors) from error
    db.session.commit()
    left_out = [
        {"noun": e.noun, "name": e.name, "fields": list(e.fields), "why": e.why(gettext)}
        for e in outcome.left_out
    ]
    counts = {
        "created": len(outcome.created),
        "changed": len(outcome.changed),
        "removed": len(outcome.removed),
    }
    return answers.as_json({**counts, "left_out": left_out})


def _create(place: Place) -> Response:
    asked.only()
    sent = bodies.as_object()
    said = writing.new_item(place, sent, by=me())
    contents = writing.contents_with(place, said)
    written = writing.Written(place, contents, said, frozenset(sent) - writing.ANSWERED)
    identity = writing.bring_in(written, by=me())
    db.session.commit()
    return answers.one(place, reading.items(place, [identity])[0], 201)


def _update(place: Place, key: str) -> Response:
    asked.only()
    patch = {k: v for k, v in bodies.as_patch().items() if k not in writing.ANSWERED}
    contents, before = _held(place, key)
    item = reading.told(place, [before], contents)[0]
    named = key_of(place.shape)
    if named in patch and patch[named] != item.said.get(named):
        raise Problem(
            "validation", errors=(FieldError(f"/{named}", gettext("A key stays as it is.")),)
        )
    merging.check(place.shape, item, patch, bodies.if_match())
    said = writing.merged(item.said, patch)
    around = writing.contents_with(place, said)
    before = reading.named(place, key, around) or before
    sent = frozenset(patch)
    identity = writing.bring_in(writing.Written(place, around, said, sent, before), by=me())
    db.session.commit()
    return answers.one(place, reading.items(place, [identity])[0])


def _destroy(place: Place, key: str) -> Response:
    asked.only()
    contents, gone = _held(place, key)
    item = reading.told(place, [gone], contents)[0]
    merging.check(place.shape, item, None, bodies.if_match())
    model: Any = model_of(place.shape.list)
    stored = db.session.get_one(model, gone.id)
    writing.check_removal(place, contents, gone, by=me())
    if isinstance(stored, Activity):
        activities.delete(stored, by=me())
    else:
        editing.remove(stored, by=me())
    db.session.commit()
    return Response(status=204)


def _invite(plan: Plan) -> Response:
    """Put somebody on the plan, as the invitation of the page does."""
    asked.only()
    sent = bodies.as_object()
    others = sorted(set(sent) - {"person"})
    said = gettext("Only the person is said; the rest follows.")
    errors = [FieldError(f"/{name}", said) for name in others]
    person = db.session.scalar(select(Person).where(Person.key == str(sent.get("person"))))
    if person is None:
        errors.append(FieldError("/person", gettext("Write the key of somebody who is here.")))
    if errors or person is None:
        raise Problem("validation", errors=tuple(errors))
    member = members.join(plan, person, via=Via.INVITATION, by=me())
    db.session.commit()
    place = places.below(plan, MEMBERS.list)
    return answers.one(place, reading.items(place, [member.id])[0], 201)


def _take_off(place: Place, key: str) -> Response:
    """What somebody holds is passed on first, on the page, where it is asked to whom."""
    asked.only()
    contents, found = places.found_in(place, key)
    member = finding.find_membership(found.id)
    editing.lock(member)
    item = reading.told(place, [found], contents)[0]
    merging.check(place.shape, item, None, bodies.if_match())
    if holdings.on_plan(member):
        raise Refused("Pass on first what this person has on the plan, on its page.")
    members.leave(member, by=me())
    db.session.commit()
    return Response(status=204)


def _held(place: Place, key: str) -> tuple[Contents, Stored]:
    """The item as it is now, which nobody else changes until the commit."""
    _contents, found = places.found_in(place, key)
    model: Any = model_of(place.shape.list)
    editing.lock(db.session.get_one(model, found.id))
    return places.found_in(place, key)


def _act(
    customer: str, starts_on: str, key: str, needed: Permission, action: Callable[..., Any]
) -> Response:
    asked.only()
    place = places.activity_place(customer, starts_on, key, needed)
    plan_id = place.plan.id if place.plan is not None else 0
    wanted = select(Activity).where(Activity.plan_id == plan_id, Activity.key == key)
    activity = db.session.scalars(wanted).one()
    action(activity, by=me())
    db.session.commit()
    if not rights.sees(activity):
        return Response(status=204)
    return answers.one(place, reading.items(place, [activity.id])[0])


def _sign(customer: str, starts_on: str, key: str, action: Callable[..., Any]) -> Response:
    asked.only()
    plan = places.find_plan(customer, starts_on, Permission.SIGN)
    wanted = select(Goal).where(Goal.plan_id == plan.id, Goal.key == key)
    goal = db.session.scalar(wanted)
    if goal is None:
        abort(404)
    editing.lock(goal)
    if request.headers.get("If-Match") is not None:
        place = places.below(plan, GOALS.list)
        contents, found = places.found_in(place, key)
        merging.check(
            place.shape, reading.told(place, [found], contents)[0], None, bodies.if_match()
        )
    action(goal, by=me())
    db.session.commit()
    place = places.below(plan, GOALS.list)
    return answers.one(place, reading.items(place, [goal.id])[0])


def _of(resource: str) -> Permission:
    return _needed(card_of(OF_PLAN[resource]))


def _needed(card: Noun) -> Permission:
    return card.needs or Permission.ADMINISTER


VIEWS: Final[Mapping[str, Mapping[str, View]]] = {
    "of_customer": {"POST": create_of_customer},
    "one_of_customer": {"PATCH": update_of_customer, "DELETE": destroy_of_customer},
    "of_plan": {"POST": create_of_plan},
    "one_of_plan": {"PATCH": update_of_plan, "DELETE": destroy_of_plan},
    "entries": {"POST": create_entry},
    "entry": {"PATCH": update_entry, "DELETE": destroy_entry},
    "claim": {"POST": create_claim, "DELETE": destroy_claim},
    "completion": {"POST": create_completion, "DELETE": destroy_completion},
    "commitment": {"POST": create_commitment, "DELETE": destroy_commitment},
    "plan_file": {"PUT": replace_plan_file},
}
