"""The planned deals of a plan."""

from functools import partial

from flask import Blueprint, Response, render_template, request

from planner.actions.plan import deals
from planner.exports.tables import Column, Kind, Table
from planner.forms.inputs import clean_text
from planner.forms.plan.deals import DealForm, NewDealForm
from planner.models import Deal, Plan
from planner.queries.notices import follows
from planner.queries.plan import activities, deals as queries
from planner.queries.web import choices
from planner.views.plan import threads
from planner.views.web import Permission, addresses, db, download, find, find_plan, me, once, saving
from planner.views.web.deletions import confirm_deletion
from planner.views.web.replies import Reply, changed, invalid
from planner.views.web.sheets import in_menu
from planner.words import gettext, lazy as _, word

bp = Blueprint("deals", __name__)


@bp.get("/deals/<int:deal_id>")
def show(deal_id: int) -> str:
    deal = find(Deal, deal_id, Permission.SEE_PLAN)
    card = queries.card(deal.id, activities.activities_of_plan(deal.plan_id, me()))
    if in_menu():
        page = "plan/deals/show.html"
        return render_template(
            "items/menu.html", item=deal, page=page, deal=card, comments=card.comments
        )
    return render_template(
        "plan/deals/show.html",
        deal=card,
        plan=deal.plan,
        thread=threads.beside(deal, deal.plan),
        follows=follows.is_followed(deal, deal.plan_id, me()),
    )


@bp.get("/plans/<int:plan_id>/deals/new")
def new(plan_id: int) -> str:
    plan = find_plan(plan_id, Permission.WORK_ON_PLAN)
    return render_template("plan/deals/form.html", plan=plan, form=_form(plan))


@bp.post("/plans/<int:plan_id>/deals")
@once
def create(plan_id: int) -> Reply:
    plan = find_plan(plan_id, Permission.WORK_ON_PLAN)
    form = _form(plan)
    if not saving.create(form, deals.create, plan):
        return invalid("plan/deals/form.html", plan=plan, form=form)
    db.session.commit()
    return _changed(plan)


@bp.get("/deals/<int:deal_id>/edit")
def edit(deal_id: int) -> str:
    deal = find(Deal, deal_id, Permission.WORK_ON_PLAN)
    return render_template("plan/deals/form.html", item=deal, form=_form(deal.plan, deal))


@bp.post("/deals/<int:deal_id>")
def update(deal_id: int) -> Reply:
    deal = find(Deal, deal_id, Permission.WORK_ON_PLAN)
    form = saving.save(partial(_form, deal.plan), deal, deals.update)
    if not form.is_saved:
        return invalid("plan/deals/form.html", item=deal, form=form)
    db.session.commit()
    return _changed(deal.plan)


@bp.delete("/deals/<int:deal_id>")
def destroy(deal_id: int) -> Reply:
    deal = find(Deal, deal_id, Permission.WORK_ON_PLAN)
    plan = deal.plan
    if asked := confirm_deletion(deal, addresses.address_of_plan(plan, "deals")):
        return asked
    deals.delete(deal, by=me())
    db.session.commit()
    return _changed(plan)


def _form(plan: Plan, deal: Deal | None = None) -> DealForm:
    form = (
        DealForm(obj=deal, html_id=f"deal-form-{deal.id}")
        if deal
        else NewDealForm(data=_known(), html_id="deal-form")
    )
    form.goal_id.offer(choices.choices_of_goals(plan.id, also=deal.goal_id if deal else None))
    form.field_id.offer(choices.choices_of_fields())
    form.contract_id.offer(choices.choices_of_contracts(plan.customer_id))
    return form


def _known() -> dict[str, object]:
    """What the address names of a deal that is to be planned."""
    return {
        "title": clean_text(request.args.get("title")),
        "field_id": request.args.get("field", type=int),
    }


def _changed(plan: Plan) -> Reply:
    """The deals as they are now, on their line of months."""
    found = queries.deals_of_plan(plan.id, activities.activities_of_plan(plan.id, me()))
    return changed(
        addresses.address_of_plan(plan, "deals"), "plan/deals/_list.html", plan=plan, deals=found
    )


@bp.get("/plans/<int:plan_id>/deals.<any(csv, xlsx):kind>")
def show_table(plan_id: int, kind: str) -> Response:
    plan = find_plan(plan_id, Permission.SEE_PLAN)
    found = queries.deals_of_plan(plan.id, activities.PlanActivities([], []))
    planned = [deal for month in found.months for deal in month.deals]
    title = gettext("Planned deals")
    table = Table(title, deal_columns(plan.customer.currency), (*planned, *found.decided))
    return download(table, kind, f"{plan.customer.name}, {title}")


def deal_columns(currency: str) -> tuple[Column[queries.DealCard], ...]:
    return (
        Column(_("Deal"), lambda deal: deal.title),
        Column(_("Field"), lambda deal: deal.field),
        Column(_("Goal"), lambda deal: deal.goal),
        Column(_("Contract"), lambda deal: deal.contract),
        Column(_("Expected on"), lambda deal: deal.expected_on, Kind.DATE),
        Column(_("Yearly value"), lambda deal: deal.annual_value, Kind.MONEY),
        Column(_("Probability"), lambda deal: deal.probability, Kind.PERCENT),
        Column(_("Weighted"), lambda deal: deal.weighted, Kind.MONEY),
        Column(_("Currency"), lambda _deal: currency),
        Column(_("Status"), lambda deal: word(deal.status)),
        Column(_("Decided on"), lambda deal: deal.decided_on, Kind.DATE),
        Column(_("Cause"), lambda deal: deal.cause_kind and word(deal.cause_kind)),
        Column(_("Cause in words"), lambda deal: deal.cause),
    )
