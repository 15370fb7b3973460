"""The inbox of leads, and one of them with all that can be done about it."""

from collections.abc import Callable
from functools import partial
from typing import Any

from flask import Blueprint, flash, render_template, request, url_for
from sqlalchemy import and_, select

from planner.access import Permission, visible_leads
from planner.forms.base import Form
from planner.leads.actions import leads
from planner.leads.actions.outcomes import plan_of
from planner.leads.forms.leads import InboxForm, LeadAnswerForm, LeadReceiverForm, LeadRejectionForm
from planner.leads.queries import evidence, inbox
from planner.leads.queries.inbox import InboxFilter
from planner.models import Customer, Lead, Person
from planner.views.web import Refused, choices, db, filters, find, gettext, me, once, saving
from planner.views.web.replies import Reply, changed, invalid
from planner.views.web.rights import is_seen

bp = Blueprint("leads", __name__)
_SHOW = "leads/show.html"


@bp.get("/leads")
def index() -> str:
    """Each finds what may be seen here, so nobody has to be refused."""
    form = InboxForm(request.args)
    form.box.offer([(each, each) for each in (inbox.MINE, inbox.TEAM, inbox.SUSPECTED)])
    asked = form.asked()
    wanted = InboxFilter(**{**asked, "box": asked.get("box") or inbox.MINE})
    return render_template(
        "leads/index.html",
        found=inbox.inbox(me(), wanted),
        numbers=inbox.numbers_of_boxes(me()),
        wanted=wanted,
        form=form,
        address=partial(filters.address_asking, "leads.index", wanted),
    )


@bp.get("/leads/<int:lead_id>")
def show(lead_id: int) -> str:
    lead = find(Lead, lead_id, Permission.SEE_LEAD)
    return _page(lead)


@bp.post("/leads/<int:lead_id>/answer")
@once
def create_answer(lead_id: int) -> Reply:
    lead = find(Lead, lead_id, Permission.WORK_ON_LEAD)
    return _done(lead, LeadAnswerForm(), leads.answer, "answer_form")


@bp.post("/leads/<int:lead_id>/assignment")
def create_assignment(lead_id: int) -> Reply:
    lead = find(Lead, lead_id, Permission.WORK_ON_LEAD)
    return _done(lead, _receiver_form(lead), leads.hand_on, "receiver_form")


@bp.post("/leads/<int:lead_id>/rejection")
def create_rejection(lead_id: int) -> Reply:
    lead = find(Lead, lead_id, Permission.WORK_ON_LEAD)
    return _done(lead, LeadRejectionForm(), leads.reject, "rejection_form")


@bp.post("/leads/<int:lead_id>/release")
def create_release(lead_id: int) -> Reply:
    """That a suspected one is a lead like others."""
    lead = find(Lead, lead_id, Permission.WORK_ON_LEAD)
    leads.free(lead, by=me())
    return _saved(lead)


@bp.post("/leads/<int:lead_id>/customer")
def create_customer(lead_id: int) -> Reply:
    """Whose it is."""
    lead = find(Lead, lead_id, Permission.WORK_ON_LEAD)
    leads.confirm(lead, _candidate(lead), by=me())
    return _saved(lead)


@bp.delete("/leads/<int:lead_id>/customer")
def destroy_customer(lead_id: int) -> Reply:
    """Whose it never is."""
    lead = find(Lead, lead_id, Permission.WORK_ON_LEAD)
    leads.never_match(lead, _candidate(lead), by=me())
    return _saved(lead)


@bp.delete("/leads/<int:lead_id>/consent")
def destroy_consent(lead_id: int) -> Reply:
    """What they have said of themselves goes with it; asked first where there is no script."""
    lead = find(Lead, lead_id, Permission.WORK_ON_LEAD)
    if not request.form.get("confirmed"):
        return render_template("leads/withdrawal.html", lead=lead)
    leads.withdraw(lead, by=me())
    return _saved(lead)


def _candidate(lead: Lead) -> Customer:
    """One that the matching has found: nobody is led to others by this."""
    asked = request.form.get("customer_id", type=int) or 0
    known = asked in {each["customer"] for each in lead.candidates or ()}
    customer = db.session.get(Customer, asked) if known else None
    if customer is None:
        raise Refused("This customer is not among those that it may be any more.")
    return customer


def _done(lead: Lead, form: Form, action: Callable[..., object], name: str) -> Reply:
    """The page again where something is wrong, with the form of this name as it was typed."""
    saving.create(form, action, lead)
    if form.errors:
        return invalid(_SHOW, form=form, **{**_shown(lead), name: form})
    return _saved(lead)


def _saved(lead: Lead) -> Reply:
    """Who has handed it on may not see it any more."""
    db.session.commit()
    flash(gettext("Saved."))
    return changed(place_of(lead) if _is_still_seen(lead) else url_for("leads.index"))


def place_of(lead: Lead) -> str:
    return url_for("leads.show", lead_id=lead.id)


def _is_still_seen(lead: Lead) -> bool:
    db.session.refresh(lead)
    mine = select(Lead.id).where(Lead.id == lead.id, visible_leads(me()))
    return db.session.scalar(mine) is not None


def _receiver_form(lead: Lead) -> LeadReceiverForm:
    form = LeadReceiverForm()
    others = and_(Person.is_active, Person.id != (lead.receiver_id or 0))
    form.receiver_id.offer(choices.choices_of_people(others))
    return form


def _page(lead: Lead) -> str:
    return render_template(_SHOW, **_shown(lead))


def _shown(lead: Lead) -> dict[str, Any]:
    plan = plan_of(lead)
    return {
        "lead": lead,
        "plan": plan,
        "sees_customer": lead.customer is not None and is_seen(lead.customer, plan),
        "candidates": evidence.candidates_of(lead, me()),
        "answer_form": LeadAnswerForm(),
        "receiver_form": _receiver_form(lead),
        "rejection_form": LeadRejectionForm(),
    }
