"""What becomes of a lead: a new customer, a planned deal, or something to do on a plan."""

import datetime
from typing import Any

from flask import Blueprint, flash, render_template, url_for

from planner.access import Permission, allows, standings
from planner.leads.actions import outcomes
from planner.leads.forms.leads import LeadActivityForm, LeadCustomerForm, LeadDealForm
from planner.models import Lead, Plan
from planner.views.web import Refused, choices, clock, db, find, gettext, me, once, saving
from planner.views.web.replies import Reply, changed, invalid

bp = Blueprint("lead_outcomes", __name__)
_CUSTOMER, _DEAL = "leads/outcomes/customer.html", "leads/outcomes/deal.html"
_ACTIVITY = "leads/outcomes/activity.html"
_USUALLY = datetime.timedelta(days=7)


@bp.get("/leads/<int:lead_id>/customer/new")
def new_customer(lead_id: int) -> str:
    lead = find(Lead, lead_id, Permission.WORK_ON_LEAD)
    return render_template(_CUSTOMER, lead=lead, form=_customer_form(lead))


@bp.post("/leads/<int:lead_id>/customers")
@once
def create_customer(lead_id: int) -> Reply:
    lead = find(Lead, lead_id, Permission.WORK_ON_LEAD)
    form = LeadCustomerForm()
    customer = saving.create(form, outcomes.become_suspect, lead)
    if customer is None:
        return invalid(_CUSTOMER, lead=lead, form=form)
    db.session.commit()
    flash(gettext("%(name)s is a customer to be won now, and yours.", name=customer.name))
    return changed(url_for("customers.show", key=customer.key))


@bp.get("/leads/<int:lead_id>/deals/new")
def new_deal(lead_id: int) -> str:
    lead = find(Lead, lead_id, Permission.WORK_ON_LEAD)
    return render_template(_DEAL, lead=lead, form=_deal_form(lead))


@bp.post("/leads/<int:lead_id>/deals")
@once
def create_deal(lead_id: int) -> Reply:
    lead = find(Lead, lead_id, Permission.WORK_ON_LEAD)
    form = _deal_form(lead)
    if not form.validate():
        return invalid(_DEAL, lead=lead, form=form)
    plan = _own_plan(lead)
    outcomes.become_deal(lead, form.values(), by=me())
    return _on_plan(plan)


@bp.get("/leads/<int:lead_id>/activities/new")
def new_activity(lead_id: int) -> str:
    lead = find(Lead, lead_id, Permission.WORK_ON_LEAD)
    return render_template(_ACTIVITY, lead=lead, form=_activity_form(lead))


@bp.post("/leads/<int:lead_id>/activities")
@once
def create_activity(lead_id: int) -> Reply:
    lead = find(Lead, lead_id, Permission.WORK_ON_LEAD)
    form = _activity_form(lead)
    if not form.validate():
        return invalid(_ACTIVITY, lead=lead, form=form)
    plan = _own_plan(lead)
    outcomes.become_activity(lead, form.values(), by=me())
    return _on_plan(plan)


def _own_plan(lead: Lead) -> Plan:
    """Whoever has a lead is not yet on the plan of its customer."""
    plan = outcomes.plan_of(lead)
    if plan is None:
        raise Refused("There is no open plan of its customer. Begin one first.")
    if not allows(Permission.WORK_ON_PLAN, standings(me(), plan.customer, plan)):
        raise Refused("You are not on the plan of its customer. Hand the lead on to its owner.")
    return plan


def _on_plan(plan: Plan) -> Reply:
    db.session.commit()
    flash(gettext("It stands on the plan now."))
    return changed(url_for("plans.show", plan_id=plan.id))


def _customer_form(lead: Lead) -> LeadCustomerForm:
    said = {"name": lead.company, "city": lead.city, "website": lead.website}
    return LeadCustomerForm(data={**said, "contact_name": lead.contact_name})


def _deal_form(lead: Lead) -> LeadDealForm:
    form = LeadDealForm(data={"title": _title(lead), "field_id": lead.field_id})
    form.field_id.offer(choices.choices_of_fields())
    return form


def _activity_form(lead: Lead) -> LeadActivityForm:
    usual = {"title": _title(lead), "field_id": lead.field_id, "due_on": clock.today() + _USUALLY}
    form = LeadActivityForm(data=usual)
    form.field_id.offer(choices.choices_of_fields())
    plan = outcomes.plan_of(lead)
    form.assignee_id.offer(choices.choices_of_members(plan.id) if plan else [])
    return form


def _title(lead: Lead) -> str:
    about: Any = lead.field.name if lead.field else gettext("their inquiry")
    return gettext("Inquiry: %(about)s", about=about)
