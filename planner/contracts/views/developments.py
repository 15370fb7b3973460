"""The development plan of a contract: a goal and a planned deal, in this period or the next."""

from flask import Blueprint, abort, render_template

from planner.contracts import actions as contracts
from planner.contracts.forms.developments import DevelopmentForm
from planner.contracts.queries import contract_cards
from planner.models import Contract, Plan
from planner.queries.web import choices
from planner.views.web import Permission, Reply, addresses, changed, db, invalid, may, once, saving
from planner.views.web.finding import find_plan, get

bp = Blueprint("developments", __name__)
_PAGE = "contracts/development.html"


@bp.get("/plans/<int:plan_id>/contracts/<int:contract_id>/development/new")
def new(plan_id: int, contract_id: int) -> str:
    plan, contract = _find(plan_id, contract_id)
    form = _form(_filled_in(plan, contract))
    return render_template(_PAGE, plan=plan, contract=contract, form=form)


@bp.post("/plans/<int:plan_id>/contracts/<int:contract_id>/development")
@once
def create(plan_id: int, contract_id: int) -> Reply:
    plan, contract = _find(plan_id, contract_id)
    form = _form()
    deal = saving.create(form, contracts.develop, plan, contract)
    if deal is None:
        return invalid(_PAGE, plan=plan, contract=contract, form=form)
    db.session.commit()
    return changed(addresses.address_of_plan(deal.plan, "goals"))


def _find(plan_id: int, contract_id: int) -> tuple[Plan, Contract]:
    """A plan, and a contract of its customer."""
    plan = find_plan(plan_id, Permission.WORK_ON_PLAN)
    contract = get(Contract, contract_id)
    if contract.customer_id != plan.customer_id:
        abort(404)
    return plan, contract


def _form(data: dict[str, object] | None = None) -> DevelopmentForm:
    form = DevelopmentForm(data=data, html_id="development-form")
    form.field_id.offer(choices.choices_of_fields())
    if not may(Permission.BEGIN_PLAN):
        del form.in_next_period
    return form


def _filled_in(plan: Plan, contract: Contract) -> dict[str, object]:
    """As far as the contract says it."""
    end = contract_cards.end_of(contract)
    return {
        "title": contract.title,
        "field_id": contract.field_id,
        "annual_value": contract.annual_value,
        "ends_on": end or plan.ends_on,
        "probability": contracts.USUAL_PROBABILITY,
        "in_next_period": end is not None and end > plan.ends_on,
    }
