"""Customers and their plans, added and changed as on their pages."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final

from flask import Response, request
from sqlalchemy import select

from planner.access import Permission
from planner.actions.plan import customers, plans
from planner.api.problems import FieldError, Problem
from planner.api.reading import Place
from planner.api.views import asked, by_form, places
from planner.api.views.answers import View
from planner.database import db
from planner.forms.base import Form
from planner.forms.plan.plans import PlanForm
from planner.models import Customer, Plan
from planner.models.kinds import Mode, PlanStatus
from planner.planfiles.items import CUSTOMERS, PLANS
from planner.views.plan import alike, customers as pages
from planner.views.web import check_general, finding, me
from planner.words import gettext

_DONE_HERE: Final = ("activated_on",)
_USUAL: Final = {"mode": Mode.SPECIALIST}


def create_customer() -> Response:
    """`?despite=true` says that it is another one than those that are called alike."""
    asked.only("despite")
    despite = request.args.get("despite", "false")
    if despite not in ("true", "false"):
        raise Problem("request", gettext("%(name)s: write true or false.", name="despite"))
    check_general(Permission.CREATE_CUSTOMER)
    place = Place(CUSTOMERS, "/customers")
    sent = by_form.sent_to_add(place)
    key = _free_key(sent.wanted.get("key"))

    def add(form: Form) -> Customer:
        values = form.values(but=("passes_on",))
        if despite == "false":
            alike.refuse_alike(values)
        return customers.create(values, by=me(), key=key)

    own = {} if "owner" in sent.names or not me().is_generalist_side else {"owner_id": me().id}
    identity = by_form.write_by_form(sent, pages.form_of, add, own)
    return by_form.answer_with(place, identity, 201)


def update_customer(customer: str) -> Response:
    asked.only()
    found, _plan = finding.find_customer(customer, Permission.WORK_ON_CUSTOMER)
    place = places.customer_place(customer, Permission.WORK_ON_CUSTOMER)
    sent = by_form.sent_to_change(place, by_form.held_item(found, place), ("key", "stage_history"))

    def change(form: Form) -> Customer:
        pages.change(found, form.values(but=("passes_on",)), passes_on=True, by=me())
        return found

    passes_on = {"passes_on": True}
    identity = by_form.write_by_form(sent, partial(pages.form_of, found), change, passes_on)
    return by_form.answer_with(place, identity)


def create_plan(customer: str) -> Response:
    asked.only()
    found, _plan = finding.find_customer(customer, Permission.BEGIN_PLAN)
    place = Place(PLANS, f"/customers/{found.key}/plans", found)
    sent = by_form.sent_to_add(place, ("status", "activated_on"))
    identity = by_form.write_by_form(
        sent, PlanForm, lambda form: plans.create(found, form.values(), by=me()), _USUAL
    )
    return by_form.answer_with(place, identity, 201)


def update_plan(customer: str, starts_on: str) -> Response:
    """Its `status` is changed to begin it, once it is agreed, and to close it."""
    asked.only()
    plan = places.find_plan(customer, starts_on, Permission.WORK_ON_PLAN)
    place = places.plan_place(plan)
    sent = by_form.sent_to_change(place, by_form.held_item(plan, place), _DONE_HERE, ("status",))
    steps = sent.names & {"status"}
    step = _step(sent.wanted.get("status")) if steps else None
    if rest := sent.names - steps:
        by_form.write_by_form(
            by_form.SentItem(place, sent.wanted, rest),
            partial(PlanForm, obj=plan),
            lambda form: _changed(plan, form),
        )
    if step is not None:
        finding.find_plan(plan.id, Permission.STEER)
        step(plan, by=me())
    db.session.flush()
    return by_form.answer_with(places.plan_place(plan), plan.id)


def _changed(plan: Plan, form: Form) -> Plan:
    plans.update(plan, form.values(), by=me())
    return plan


def _step(status: Any) -> Callable[..., None]:
    known: Mapping[str, Callable[..., None]] = {
        PlanStatus.ACTIVE.value: plans.activate,
        PlanStatus.CLOSED.value: plans.close,
    }
    if status not in known:
        said = gettext("Here a plan is only begun (active) or closed (closed).")
        raise Problem("validation", errors=(FieldError("/status", said),))
    return known[status]


def _free_key(key: Any) -> str | None:
    """Raise Problem where a customer has this key already."""
    if key is not None and db.session.scalar(select(Customer.id).where(Customer.key == key)):
        raise Problem("conflict", gettext("There is something of this key already."))
    return key if isinstance(key, str) else None


CUSTOMER_VIEWS: Final[Mapping[str, Mapping[str, View]]] = {
    "customers": {"POST": create_customer},
    "customer": {"PATCH": update_customer},
    "plans": {"POST": create_plan},
    "plan": {"PATCH": update_plan},
}
