"""What is written: items of all kinds in one way, and what people do to some of them."""

from collections.abc import Mapping
from typing import Any, Final

from flask import Response

from planner import planfiles
from planner.access import Permission
from planner.actions import editing
from planner.actions.history.event_names import model_of
from planner.actions.plan import activities
from planner.api import merging, reading, said, writing
from planner.api.problems import FieldError, Problem
from planner.api.reading import Place
from planner.api.resources import OF_CUSTOMER, OF_PLAN, key_of
from planner.api.views import answers, asked, bodies, member_views, places, request_views
from planner.api.views.answers import View
from planner.api.views.repeating import committed
from planner.database import db
from planner.models import Activity
from planner.nouns import Noun
from planner.planfiles.hands.rules import card_of
from planner.planfiles.importing import import_document
from planner.planfiles.items import ACTIVITIES, MEMBERS, REQUESTS
from planner.planfiles.stored import Contents, Stored
from planner.views.web import me
from planner.words import exact_day, gettext


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
        return member_views.invite(places.find_plan(customer, starts_on, Permission.WORK_ON_PLAN))
    if resource == REQUESTS.list:
        return request_views.create(customer, starts_on)
    needed = Permission.ADD_ACTIVITY if resource == ACTIVITIES.list else _of(resource)
    return _create(places.below(places.find_plan(customer, starts_on, needed), resource))


def update_of_plan(customer: str, starts_on: str, resource: str, key: str) -> Response:
    if resource == MEMBERS.list:
        plan = places.find_plan(customer, starts_on, Permission.WORK_ON_PLAN)
        return member_views.agree(places.below(plan, resource), key)
    if resource == REQUESTS.list:
        return request_views.update(customer, starts_on, key)
    return _update(_place_of_item(customer, starts_on, resource, key), key)


def destroy_of_plan(customer: str, starts_on: str, resource: str, key: str) -> Response:
    if resource == MEMBERS.list:
        seen = places.find_plan(customer, starts_on, Permission.SEE_PLAN)
        return member_views.take_off(places.below(seen, resource), key)
    if resource == REQUESTS.list:
        return request_views.destroy(customer, starts_on, key)
    return _destroy(_place_of_item(customer, starts_on, resource, key), key)


def _place_of_item(customer: str, starts_on: str, resource: str, key: str) -> Place:
    """An activity is seen by more than its plan, who are told that they may not change it."""
    if resource == ACTIVITIES.list:
        return places.activity_place(customer, starts_on, key, _of(resource))
    return places.below(places.find_plan(customer, starts_on, _of(resource)), resource)


def create_entry(customer: str, starts_on: str, conversation: str) -> Response:
    plan = places.find_plan(customer, starts_on, Permission.WORK_ON_PLAN)
    return _create(places.entries_of(plan, conversation))


def update_entry(customer: str, starts_on: str, conversation: str, key: str) -> Response:
    plan = places.find_plan(customer, starts_on, Permission.WORK_ON_PLAN)
    return _update(places.entries_of(plan, conversation), key)


def destroy_entry(customer: str, starts_on: str, conversation: str, key: str) -> Response:
    plan = places.find_plan(customer, starts_on, Permission.WORK_ON_PLAN)
    return _destroy(places.entries_of(plan, conversation), key)


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
    wanted = said.new_item(place, sent, by=me())
    contents = writing.contents_with(place, wanted)
    written = writing.Written(place, contents, wanted, frozenset(sent) - said.ANSWERED)
    identity = writing.bring_in(written, by=me())
    return committed(answers.one(place, reading.items(place, [identity])[0], 201))


def _update(place: Place, key: str) -> Response:
    asked.only()
    patch = {k: v for k, v in bodies.as_patch().items() if k not in said.ANSWERED}
    contents, before = _held(place, key)
    item = reading.told(place, [before], contents)[0]
    named = key_of(place.shape)
    if named in patch and patch[named] != item.said.get(named):
        raise Problem(
            "validation", errors=(FieldError(f"/{named}", gettext("A key stays as it is.")),)
        )
    said.check_names(place.shape, patch)
    merging.check_versions(place.shape, item, patch, bodies.if_match())
    wanted = said.merged(item.said, patch)
    around = writing.contents_with(place, wanted)
    before = reading.named(place, key, around) or before
    sent = frozenset(patch)
    identity = writing.bring_in(writing.Written(place, around, wanted, sent, before), by=me())
    db.session.commit()
    return answers.one(place, reading.items(place, [identity])[0])


def _destroy(place: Place, key: str) -> Response:
    asked.only()
    contents, gone = _held(place, key)
    item = reading.told(place, [gone], contents)[0]
    merging.check_versions(place.shape, item, None, bodies.if_match())
    model: Any = model_of(place.shape.list)
    stored = db.session.get_one(model, gone.id)
    writing.check_removal(place, contents, gone, by=me())
    if isinstance(stored, Activity):
        activities.delete(stored, by=me())
    else:
        editing.remove(stored, by=me())
    db.session.commit()
    return Response(status=204)


def _held(place: Place, key: str) -> tuple[Contents, Stored]:
    """The item as it is now, which nobody else changes until the commit."""
    _contents, found = places.found_in(place, key)
    model: Any = model_of(place.shape.list)
    editing.lock(db.session.get_one(model, found.id))
    return places.found_in(place, key)


def _of(resource: str) -> Permission:
    return _needed(card_of(OF_PLAN[resource]))


def _needed(card: Noun) -> Permission:
    return card.needs or Permission.ADMINISTER


WRITING_VIEWS: Final[Mapping[str, Mapping[str, View]]] = {
    "of_customer": {"POST": create_of_customer},
    "one_of_customer": {"PATCH": update_of_customer, "DELETE": destroy_of_customer},
    "of_plan": {"POST": create_of_plan},
    "one_of_plan": {"PATCH": update_of_plan, "DELETE": destroy_of_plan},
    "entries": {"POST": create_entry},
    "entry": {"PATCH": update_entry, "DELETE": destroy_entry},
    "plan_file": {"PUT": replace_plan_file},
}
