"""A customer's plan: its page, its period, and its course from draft to the next one."""

import datetime

from flask import Blueprint, render_template, request, url_for

from planner import clock
from planner.actions.plan import members, plans
from planner.forms.base import Form
from planner.forms.plan.plans import PeriodForm, PlanForm
from planner.models import Customer, Plan
from planner.queries.notices import follows
from planner.queries.plan import contacts, potentials
from planner.views.plan import plan_pages, plan_sections
from planner.views.web import Permission, addresses, db, find_customer, find_plan, me, once, saving
from planner.views.web.replies import Reply, changed, invalid, reloaded

bp = Blueprint("plans", __name__)


@bp.get("/plans/<int:plan_id>")
def show(plan_id: int) -> str:
    plan = find_plan(plan_id, Permission.SEE_PLAN)
    return page_of(plan.customer, plan)


@bp.get("/plans/<int:plan_id>/whole")
def show_whole(plan_id: int) -> str:
    """All that the tabs hold, on one long page."""
    plan = find_plan(plan_id, Permission.SEE_PLAN)
    return plan_pages.show(plan, "plan/plans/whole.html", plan_sections.WHOLE_PLAN)


@bp.get("/customers/<key>/plans/new")
def new(key: str) -> str:
    customer, _plan = find_customer(key, Permission.BEGIN_PLAN)
    today = clock.today()
    period = {"starts_on": today, "ends_on": plans.year_from(today)}
    form = PlanForm(data=period, html_id="plan-form")
    return render_template("plan/plans/form.html", customer=customer, form=form)


@bp.post("/customers/<key>/plans")
@once
def create(key: str) -> Reply:
    customer, _plan = find_customer(key, Permission.BEGIN_PLAN)
    form = PlanForm(html_id="plan-form")
    plan = saving.create(form, plans.create, customer)
    if plan is None:
        return invalid("plan/plans/form.html", form=form, customer=customer)
    db.session.commit()
    return changed(_begun(plan))


@bp.get("/plans/<int:plan_id>/edit")
def edit(plan_id: int) -> str:
    plan = find_plan(plan_id, Permission.WORK_ON_PLAN)
    return render_template("plan/plans/form.html", item=plan, form=_form(plan))


@bp.post("/plans/<int:plan_id>")
def update(plan_id: int) -> Reply:
    plan = find_plan(plan_id, Permission.WORK_ON_PLAN)
    form = saving.save(_form, plan, plans.update)
    if not form.is_saved:
        return invalid("plan/plans/form.html", form=form, item=plan)
    db.session.commit()
    return reloaded(addresses.address_of_plan(plan))


@bp.post("/plans/<int:plan_id>/agreement")
def create_agreement(plan_id: int) -> Reply:
    plan = find_plan(plan_id, Permission.WORK_ON_PLAN)
    members.agree(plan, by=me())
    db.session.commit()
    return reloaded(addresses.address_of_plan(plan))


@bp.post("/plans/<int:plan_id>/activation")
def create_activation(plan_id: int) -> Reply:
    plan = find_plan(plan_id, Permission.STEER)
    plans.activate(plan, by=me())
    db.session.commit()
    return reloaded(addresses.address_of_plan(plan))


@bp.get("/plans/<int:plan_id>/closure/new")
def new_closure(plan_id: int) -> str:
    plan = find_plan(plan_id, Permission.STEER)
    return render_template("plan/plans/close.html", plan=plan, form=Form(html_id="closure-form"))


@bp.post("/plans/<int:plan_id>/closure")
def create_closure(plan_id: int) -> Reply:
    plan = find_plan(plan_id, Permission.STEER)
    plans.close(plan, by=me())
    db.session.commit()
    return reloaded(addresses.address_of_plan(plan))


@bp.get("/plans/<int:plan_id>/successor/new")
def new_successor(plan_id: int) -> str:
    plan = find_plan(plan_id, Permission.BEGIN_PLAN)
    start = plan.ends_on + datetime.timedelta(days=1)
    period = {"starts_on": start, "ends_on": plans.year_from(start)}
    form = PeriodForm(data=period, html_id="successor-form")
    return render_template("plan/plans/next.html", plan=plan, form=form)


@bp.post("/plans/<int:plan_id>/successor")
@once
def create_successor(plan_id: int) -> Reply:
    plan = find_plan(plan_id, Permission.BEGIN_PLAN)
    form = PeriodForm(html_id="successor-form")
    successor = saving.create(form, plans.begin_next, plan)
    if successor is None:
        return invalid("plan/plans/next.html", form=form, plan=plan)
    db.session.commit()
    return changed(_begun(successor))


def _begun(plan: Plan) -> str:
    """Where a new plan leads: to its page, or on to making it together."""
    if "onward" in request.form:
        return url_for("planning.index", plan_id=plan.id)
    return addresses.address_of_plan(plan)


def _form(plan: Plan) -> PlanForm:
    return PlanForm(obj=plan, html_id=f"plan-form-{plan.id}")


def page_of(customer: Customer, plan: Plan | None) -> str:
    """The customer's page with the overview of one of its plans, or with the offer to begin one."""
    if plan is None:
        return render_template(
            "plan/customers/without_plan.html",
            customer=customer,
            potentials=potentials.potentials_of_customer(customer.id, None),
            contacts=contacts.contacts_of_customer(customer.id, None),
            members=[],
            follows=follows.is_followed(customer, None, me()),
        )
    return plan_pages.show(plan, "plan/plans/show.html", plan_sections.OVERVIEW)
