"""Calls on executives, as those on the plan make and read them."""

from flask import Blueprint, flash, render_template, request

from planner.models import Plan, SponsorRequest
from planner.queries.plan import sponsor_calls
from planner.queries.web import choices
from planner.sponsor_requests import actions as sponsor_requests
from planner.sponsor_requests.forms import NewSponsorRequestForm, SponsorRequestForm
from planner.sponsor_requests.queries import executives, planned_talks
from planner.sponsor_requests.views.briefings import blocks_of, draft_of
from planner.views.plan import threads
from planner.views.web import Permission, addresses, db, find, find_plan, gettext, me, once, saving
from planner.views.web.deletions import confirm_deletion
from planner.views.web.replies import Reply, changed, invalid

bp = Blueprint("sponsor_requests", __name__)
_FORM = "sponsor_requests/form.html"


@bp.get("/plans/<int:plan_id>/sponsor-requests/new")
def new(plan_id: int) -> str:
    plan = find_plan(plan_id, Permission.WORK_ON_PLAN)
    return render_template(_FORM, plan=plan, form=_new_form(plan))


@bp.post("/plans/<int:plan_id>/sponsor-requests")
@once
def create(plan_id: int) -> Reply:
    plan = find_plan(plan_id, Permission.WORK_ON_PLAN)
    form = _new_form(plan)
    made = saving.create(form, sponsor_requests.create, plan)
    if not made:
        return invalid(_FORM, plan=plan, form=form)
    db.session.commit()
    _say_who_is_asked(made, form.sponsor_id.data)
    return changed(_place(made))


@bp.get("/sponsor-requests/<int:sponsor_request_id>")
def show(sponsor_request_id: int) -> str:
    item = find(SponsorRequest, sponsor_request_id, Permission.SEE_PLAN)
    return render_template(
        "sponsor_requests/show.html",
        item=item,
        call=sponsor_calls.one_seen_by(item, me()),
        plan=item.plan,
        blocks=blocks_of(item.briefing),
        thread=threads.beside(item, item.plan),
    )


@bp.get("/sponsor-requests/<int:sponsor_request_id>/edit")
def edit(sponsor_request_id: int) -> str:
    item = find(SponsorRequest, sponsor_request_id, Permission.WORK_ON_PLAN)
    return render_template(_FORM, item=item, plan=item.plan, form=_form(item))


@bp.post("/sponsor-requests/<int:sponsor_request_id>")
def update(sponsor_request_id: int) -> Reply:
    item = find(SponsorRequest, sponsor_request_id, Permission.WORK_ON_PLAN)
    form = saving.save(_form, item, sponsor_requests.update)
    if not form.is_saved:
        return invalid(_FORM, item=item, plan=item.plan, form=form)
    db.session.commit()
    return changed(_place(item))


@bp.delete("/sponsor-requests/<int:sponsor_request_id>")
def destroy(sponsor_request_id: int) -> Reply:
    item = find(SponsorRequest, sponsor_request_id, Permission.WORK_ON_PLAN)
    plan = item.plan
    if asked := confirm_deletion(item, _place(item)):
        return asked
    sponsor_requests.delete(item, by=me())
    db.session.commit()
    return changed(addresses.address_of_plan(plan, "sponsor_requests"))


@bp.post("/sponsor-requests/<int:sponsor_request_id>/succession")
def create_succession(sponsor_request_id: int) -> Reply:
    """Whoever does not answer is not waited for."""
    item = find(SponsorRequest, sponsor_request_id, Permission.WORK_ON_PLAN)
    sponsor_requests.pass_on(item, by=me())
    db.session.commit()
    _say_who_is_asked(item, None)
    return changed(_place(item))


def _place(item: SponsorRequest) -> str:
    return addresses.address_of_item(SponsorRequest.__tablename__, item.id) or ""


def _say_who_is_asked(item: SponsorRequest, wanted: int | None) -> None:
    if item.sponsor is not None and item.sponsor_id != wanted:
        flash(gettext("%(name)s is asked.", name=item.sponsor.name))


def _new_form(plan: Plan) -> NewSponsorRequestForm:
    """Begins with what the plan says, for the asker to finish."""
    draft = {} if request.method == "POST" else {"briefing": draft_of(plan)}
    form = NewSponsorRequestForm(data=draft, html_id="sponsor-request-form")
    form.sponsor_id.offer(choices.choices_of_people(executives.CAN_BE_ASKED))
    form.activity_id.offer(planned_talks.planned_talks_of_plan(plan.id))
    return form


def _form(item: SponsorRequest) -> SponsorRequestForm:
    form = SponsorRequestForm(obj=item, html_id=f"sponsor-request-form-{item.id}")
    form.activity_id.offer(planned_talks.planned_talks_of_plan(item.plan_id, also=item.activity_id))
    return form
