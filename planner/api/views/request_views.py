"""What is asked of a plan: asked, answered and withdrawn by the actions of the pages."""

from typing import Any, Final, NoReturn

from flask import Response, abort

from planner import access
from planner.access import Permission
from planner.actions import editing
from planner.actions.plan import assignments, claims, requests
from planner.api import merging, reading
from planner.api.problems import FieldError, Problem
from planner.api.reading import Place
from planner.api.said import ANSWERED, check_known
from planner.api.views import answers, asked, bodies, filling, places
from planner.api.views.repeating import committed
from planner.database import db
from planner.forms.base import Form
from planner.forms.plan.requests import AskingForm, RequestDeclineForm
from planner.models import Plan, Request, RequestKind
from planner.models.kinds import RequestStatus
from planner.planfiles.items import REQUESTS
from planner.views.web import finding, me
from planner.words import gettext

ASKED: Final = ("kind", "activity", "reason")
"""What is said of a new one."""
ANSWERING: Final = (RequestStatus.ACCEPTED.value, RequestStatus.DECLINED.value)


def show(customer: str, starts_on: str, key: str) -> Response:
    """Who has asked reads that, also from outside the plan."""
    asked.only()
    return answers.one(*_told(_found(customer, starts_on, key)))


def create(customer: str, starts_on: str) -> Response:
    asked.only()
    sent = {name: value for name, value in bodies.as_object().items() if name not in ANSWERED}
    check_known(ASKED, sent)
    request = _ask(customer, starts_on, sent)
    db.session.flush()
    return committed(answers.one(*_told(request), 201))


def update(customer: str, starts_on: str, key: str) -> Response:
    """Answer it: `status` says how, and where it is declined, `reason` why."""
    asked.only()
    request = _found(customer, starts_on, key)
    finding.find_plan(request.plan_id, Permission.STEER)
    patch = {name: value for name, value in bodies.as_patch().items() if name not in ANSWERED}
    check_known(REQUESTS.names, patch)
    editing.lock(request)
    _place, item = _told(request)
    merging.check_versions(REQUESTS, item, patch, bodies.if_match())
    changed = {name: value for name, value in patch.items() if value != item.said.get(name)}
    if changed:
        _answer(request, changed)
    db.session.commit()
    return answers.one(*_told(request))


def destroy(customer: str, starts_on: str, key: str) -> Response:
    """Take back what one has asked for oneself."""
    asked.only()
    request = _found(customer, starts_on, key)
    if request.person_id != me().id or access.only_reads(access.general_standings(me())):
        raise Problem("permission")
    editing.lock(request)
    merging.check_versions(REQUESTS, _told(request)[1], None, bodies.if_match())
    requests.withdraw(request, by=me())
    db.session.commit()
    return Response(status=204)


def _ask(customer: str, starts_on: str, sent: dict[str, Any]) -> Request:
    kind = sent.get("kind")
    if kind not in [*RequestKind]:
        _refuse("kind", gettext("Write one of these: %(names)s.", names=", ".join(RequestKind)))
    if kind == RequestKind.CLAIM:
        return _claim(customer, starts_on, sent)
    if sent.get("activity") is not None:
        _refuse("activity", gettext("Only who claims an activity says one."))
    if kind == RequestKind.JOIN:
        plan = _plan_to_join(customer, starts_on)
    else:
        plan = places.find_plan(customer, starts_on, Permission.ASK_FOR_INTRODUCTION)
    form = _form(AskingForm, sent.get("reason"))

    def ask() -> Request:
        return requests.create(plan, RequestKind(str(kind)), by=me(), reason=form["reason"].data)

    return filling.done_by_form(form, {}, ask)


def _plan_to_join(customer: str, starts_on: str) -> Plan:
    """The one that counts now, as on the page."""
    _customer, plan = finding.find_customer_to_join(customer)
    if starts_on not in (places.CURRENT, plan.starts_on.isoformat()):
        abort(404)
    return plan


def _claim(customer: str, starts_on: str, sent: dict[str, Any]) -> Request:
    """Where it is to be asked for; else it is claimed at its own address."""
    if sent.get("reason") is not None:
        _refuse("reason", gettext("Who claims an activity gives no reason."))
    if not isinstance(sent.get("activity"), str):
        _refuse("activity", gettext("Write the key of the activity."))
    activity = places.find_activity(customer, starts_on, sent["activity"], Permission.CLAIM)
    if assignments.claims_without_asking(activity.plan, me()):
        said = gettext("You need not ask for this activity: claim it at its address “claim”.")
        raise Problem("conflict", said)
    request = claims.make(activity, by=me())
    if request is None:
        raise Problem("conflict")
    return request


def _answer(request: Request, changed: dict[str, Any]) -> None:
    status, reason = changed.pop("status", None), changed.pop("reason", None)
    if changed:
        _refuse(min(changed), gettext("This is not changed here."))
    if status not in ANSWERING:
        _refuse("status", gettext("Write one of these: %(names)s.", names=", ".join(ANSWERING)))
    if status == RequestStatus.DECLINED:
        form = _form(RequestDeclineForm, reason)
        filling.done_by_form(
            form, {}, lambda: requests.decline(request, form["reason"].data or "", by=me())
        )
        return
    if reason is not None:
        _refuse("reason", gettext("Only who declines says why."))
    requests.accept(request, by=me())


def _form(kind: type[Form], reason: Any) -> Form:
    if reason is not None and not isinstance(reason, str):
        _refuse("reason", gettext("Write a text."))
    return filling.fill_form(kind, {"reason": reason or ""})


def _refuse(name: str, said: str) -> NoReturn:
    raise Problem("validation", errors=(FieldError(f"/{name}", said),))


def _found(customer: str, starts_on: str, key: str) -> Request:
    """A request of the plan, for who reads that or has asked."""
    number = int(key) if key.isascii() and key.isdecimal() and len(key) < places.DIGITS else 0
    found = db.session.get(Request, number)
    if found is None or not places.names_plan(customer, starts_on, found.plan):
        abort(404)
    if found.person_id != me().id:
        finding.find_plan(found.plan_id, Permission.SEE_PLAN)
    return found


def _told(request: Request) -> tuple[Place, reading.Item]:
    place = places.below(request.plan, REQUESTS.list)
    return place, reading.items(place, [request.id])[0]
