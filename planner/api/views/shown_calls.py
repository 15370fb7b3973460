"""The calls of the API as the page for people shows them, each with an example that works."""

import json
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from planner import clock
from planner.access import Permission, plans_for
from planner.api import reading
from planner.api.description.calls import Call
from planner.api.description.examples import NOBODY, Speaker, body
from planner.api.description.operations import PATCH_TYPE, happened_words
from planner.api.description.responses import APPLICATION_JSON, changes_item
from planner.api.resources import (
    OF_CUSTOMER,
    OF_PLAN,
    SHAPE_OF_FIELDS,
    SHAPE_OF_TEAMS,
    key_of,
)
from planner.api.routes import ADMINISTERED
from planner.api.views import answers, places
from planner.database import db
from planner.models import Field, Member, Person, Plan
from planner.planfiles.items import CONVERSATIONS, ENTRIES, MEMBERS
from planner.planfiles.shapes import Shape
from planner.queries.people import saved_views
from planner.views.web import addresses, me
from planner.webhooks.queries import webhooks as queries
from planner.words import lazy as _

_SPOKEN = {
    "GET": _("Read it"),
    "POST": _("Add one"),
    "PATCH": _("Change one"),
    "DELETE": _("Delete one"),
    "PUT": _("Bring in a whole plan file"),
}
_VERBS = {
    ("POST", "claim"): _("Take an activity"),
    ("DELETE", "claim"): _("Give an activity back"),
    ("POST", "completion"): _("Say that an activity is done"),
    ("DELETE", "completion"): _("Say that an activity is not done after all"),
    ("POST", "commitment"): _("Commit to a goal"),
    ("DELETE", "commitment"): _("Withdraw from a goal"),
    ("POST", "webhook_retry"): _("Send a message once more"),
    ("POST", "webhook_rotation"): _("Rotate the secret of a webhook"),
}
_LIST = _("Read the list, a stretch at a time; with .csv behind it as a table")


@dataclass(frozen=True, slots=True)
class ShownCall:
    """`example` is a line for a shell, in which TOKEN stands for the token."""

    method: str
    path: str
    says: str
    scope: str
    example: str


def groups(calls: tuple[Call, ...]) -> dict[str, list[ShownCall]]:
    """By what they are about, in the order of the routing map; with what the reader sees of a plan
    in the place of the arguments."""
    found: dict[str, list[ShownCall]] = {}
    plan = _newest_plan()
    known, speaker = _known(plan), _speaker(plan)
    for call in calls:
        found.setdefault(call.group, []).append(_shown(call, known, speaker))
    return found


def _shown(call: Call, known: Mapping[str, str], speaker: Speaker) -> ShownCall:
    administers = call.method != "GET" and call.endpoint in ADMINISTERED
    scope = "admin" if administers else "read" if call.method == "GET" else "write"
    path = f"{answers.ROOT}{call.path}"
    return ShownCall(call.method, path, _said(call), scope, _example(call, known, speaker))


def _said(call: Call) -> str:
    if call.is_verb:
        return str(_VERBS[call.method, call.endpoint])
    if call.method == "GET" and call.is_list:
        return str(_LIST)
    return happened_words(call) or str(_SPOKEN[call.method])


def _example(call: Call, known: Mapping[str, str], speaker: Speaker) -> str:
    path = call.path
    if call.method == "DELETE" and call.shape is MEMBERS:  # whom the example before has invited
        known = {**known, f"{MEMBERS.list}.key": speaker.somebody}
    for name in call.arguments:
        value = known.get(f"{call.group}.{name}") or known.get(name)
        path = path.replace(f"{{{name}}}", value or f"{{{name}}}")
    address = addresses.public_address(answers.of_path(f"{answers.ROOT}{path}"))
    words = ["curl", "-X", call.method, address, "-H", "Authorization: Bearer TOKEN"]
    if changes_item(call):
        words += ["-H", "If-Match: *"]
    sent = body(call, speaker)
    if sent is not None:
        kind = PATCH_TYPE if call.method == "PATCH" else APPLICATION_JSON
        words += ["-H", f"Content-Type: {kind}", "-d", json.dumps(sent, ensure_ascii=False)]
    if call.method == "PUT":
        words += ["-H", f"Content-Type: {APPLICATION_JSON}", "-d", "@plan.json"]
    return shlex.join(words)


def _speaker(plan: Plan | None) -> Speaker:
    """The reader, with somebody who is not on the plan yet, and a field of the organisation."""
    there = select(Member.person_id).where(Member.plan_id == (plan.id if plan is not None else 0))
    others = select(Person.key).where(
        Person.is_active, Person.id.not_in(there), Person.id != me().id
    )
    somebody = db.session.scalars(others.order_by(Person.id).limit(1)).first()
    field = db.session.scalars(select(Field.name).order_by(Field.id).limit(1)).first()
    return Speaker(me().key, somebody or me().key, field or NOBODY.field, clock.today())


def _newest_plan() -> Plan | None:
    seen = select(Plan).join(Plan.customer).where(plans_for(Permission.SEE_PLAN, me()))
    return db.session.scalars(seen.order_by(Plan.id.desc()).limit(1)).first()


def _known(plan: Plan | None) -> dict[str, str]:
    """What stands in the arguments of addresses: of a plan, and the last item of each of its
    lists."""
    found = {"people.key": me().key, **dict(_of_plain()), **dict(_of_webhooks())}
    if views := saved_views.views_of_person(me().id):
        found["saved_views.key"] = str(views[-1].id)
    if plan is None:
        return found
    found |= {"customer": plan.customer.key, "starts_on": plan.starts_on.isoformat()}
    return found | dict(_of_items(plan)) | {f"{MEMBERS.list}.key": me().key}


def _of_plain() -> Iterator[tuple[str, str]]:
    for shape in (SHAPE_OF_TEAMS, SHAPE_OF_FIELDS):
        identity = db.session.scalar(select(shape.table.c.id).order_by(shape.table.c.id).limit(1))
        if identity is not None:
            yield f"{shape.list}.key", str(identity)


def _of_webhooks() -> Iterator[tuple[str, str]]:
    """The newest, and the last that it has sent."""
    for webhook in queries.webhooks_of(me().id)[:1]:
        yield "webhook", str(webhook.id)
        for delivery in queries.deliveries_of(webhook.id, most=1):
            yield "delivery", str(delivery.id)


def _of_items(plan: Plan) -> Iterator[tuple[str, str]]:
    contents = reading.contents_of(places.plan_place(plan))
    owners = {**dict.fromkeys(OF_CUSTOMER.values(), plan.customer_id)}
    owners |= dict.fromkeys(OF_PLAN.values(), plan.id)
    for shape, owner in owners.items():
        listed = contents.items(shape, owner)
        if not listed:
            continue
        yield f"{shape.list}.key", _key(shape, listed[-1])
        if shape is CONVERSATIONS:
            talk = next((each for each in listed if contents.items(ENTRIES, each.id)), listed[-1])
            yield "conversation", _key(shape, talk)
            for entry in contents.items(ENTRIES, talk.id)[-1:]:
                yield f"{ENTRIES.list}.key", str(entry.id)


def _key(shape: Shape, item: Any) -> str:
    name = key_of(shape)
    return str(item.id if name == "id" else item.values[name])
