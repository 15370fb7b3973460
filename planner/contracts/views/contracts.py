"""The contracts of a customer; they outlast its plans."""

import datetime

from flask import Blueprint, abort, redirect, render_template, request
from sqlalchemy import and_

from planner import clock
from planner.contracts import actions as contracts
from planner.contracts.forms.contracts import ContractForm
from planner.contracts.queries import contract_cards
from planner.contracts.queries.entered_terms import EnteredTerms
from planner.models import Contract, Customer, Deal, Person, Role, Side
from planner.queries.plan import comments, plans
from planner.views.plan import threads
from planner.views.web import Permission, addresses, choices, confirm_deletion, db, me, once, saving
from planner.views.web.finding import find, find_customer
from planner.views.web.replies import Reply, changed, invalid
from planner.views.web.sheets import in_menu

bp = Blueprint("contracts", __name__)
SELLERS = [role for role in Role if role.side is Side.GENERALIST]
_CARRIED_ON = (
    *("title", "field_id", "annual_value", "renewal", "renewal_months"),
    *("notice_count", "notice_unit", "notice_to"),
)


@bp.get("/contracts/<int:contract_id>")
def show(contract_id: int) -> Reply:
    """One that is signed on a later day has nothing yet that a page could say of it."""
    contract = find(Contract, contract_id, Permission.SEE_PLAN)
    plan = plans.current(contract.customer_id) or abort(404)
    card = contract_cards.contract_card_of(plan, contract.id, me())
    if card is None:
        return redirect(place_of_contract(contract.customer))
    shown = {"contract": card, "plan": plan, "customer": contract.customer}
    if in_menu():
        table = Contract.__tablename__
        said = comments.numbers_in_plan(plan.id, [table]).get((table, contract.id), 0)
        return render_template("contracts/menu.html", comments=said, **shown)
    thread = threads.beside(contract, plan)
    return render_template("contracts/show.html", thread=thread, **shown)


@bp.get("/customers/<key>/contracts/new")
def new(key: str) -> str:
    """Empty, or filled in with what it renews, or with the deal that was won."""
    customer, _plan = find_customer(key, Permission.WORK_ON_CUSTOMER)
    form = _form(customer, data=_filled_in(customer))
    return render_template("contracts/form.html", customer=customer, form=form)


@bp.post("/customers/<key>/contracts")
@once
def create(key: str) -> Reply:
    customer, _plan = find_customer(key, Permission.WORK_ON_CUSTOMER)
    form = _form(customer)
    if not saving.create(form, contracts.create, customer):
        return invalid("contracts/form.html", form=form, customer=customer)
    db.session.commit()
    return contracts_changed(customer)


@bp.get("/contracts/<int:contract_id>/edit")
def edit(contract_id: int) -> str:
    contract = find(Contract, contract_id, Permission.WORK_ON_CUSTOMER)
    return render_template("contracts/form.html", item=contract, form=_form_of(contract))


@bp.post("/contracts/<int:contract_id>")
def update(contract_id: int) -> Reply:
    contract = find(Contract, contract_id, Permission.WORK_ON_CUSTOMER)
    form = saving.save(_form_of, contract, contracts.update)
    if not form.is_saved:
        return invalid("contracts/form.html", form=form, item=contract)
    db.session.commit()
    return contracts_changed(contract.customer)


@bp.delete("/contracts/<int:contract_id>")
def destroy(contract_id: int) -> Reply:
    contract = find(Contract, contract_id, Permission.WORK_ON_CUSTOMER)
    customer = contract.customer
    if asked := confirm_deletion(contract, place_of_contract(customer)):
        return asked
    contracts.delete(contract, by=me())
    db.session.commit()
    return contracts_changed(customer)


def contracts_changed(customer: Customer) -> Reply:
    """The contracts as they are now."""
    plan = plans.current(customer.id)
    if plan is None:
        return changed(place_of_contract(customer))
    return changed(
        place_of_contract(customer),
        "contracts/_list.html",
        customer=customer,
        plan=plan,
        contracts=contract_cards.cards_of_plan(plan, me()),
    )


def place_of_contract(customer: Customer) -> str:
    return addresses.address_of_customer(customer, "contracts")


def _form_of(contract: Contract) -> ContractForm:
    form = ContractForm(obj=EnteredTerms(contract), html_id=f"contract-form-{contract.id}")
    return _offering(form, contract.customer, but=contract)


def _form(customer: Customer, data: dict[str, object] | None = None) -> ContractForm:
    return _offering(ContractForm(data=data, html_id="contract-form"), customer)


def _offering(form: ContractForm, customer: Customer, but: Contract | None = None) -> ContractForm:
    form.field_id.offer(choices.choices_of_fields())
    others = [(one.id, one.title) for one in customer.contracts if one is not but]
    form.renews_id.offer(others)
    winner = but.won_by if but else None
    known = [(winner.id, winner.name)] if winner else []
    form.won_by_id.offer(choices.with_chosen(_could_win(customer), known))
    return form


def _could_win(customer: Customer) -> choices.Choices:
    """The generalist side of the plan."""
    plan = plans.current(customer.id)
    there = dict(choices.choices_of_members(plan.id)) if plan else {}
    sellers = choices.choices_of_people(and_(Person.id.in_(there), Person.role.in_(SELLERS)))
    mine = [(me().id, me().name)] if me().is_generalist_side else []
    return choices.with_chosen(sellers, mine)


def _filled_in(customer: Customer) -> dict[str, object]:
    if "renews" in request.args:
        return _renewing(_asked_for(customer.contracts, "renews"))
    if "deal" in request.args:
        deal = find(Deal, request.args.get("deal", 0, int), Permission.SEE_PLAN)
        return {
            "title": deal.title,
            "field_id": deal.field_id,
            "annual_value": deal.annual_value,
            "signed_on": deal.decided_on or clock.today(),
            **_won_by_me(),
        }
    return {"signed_on": clock.today(), **_won_by_me()}


def _won_by_me() -> dict[str, int]:
    return {"won_by_id": me().id} if me().is_generalist_side else {}


def _asked_for(among: list[Contract], name: str) -> Contract:
    wanted = request.args.get(name, 0, int)
    return next((one for one in among if one.id == wanted), None) or abort(404)


def _renewing(contract: Contract) -> dict[str, object]:
    """The next term of a contract, as long as the one before it."""
    entered = EnteredTerms(contract)
    begun, ended = contract.starts_on or contract.signed_on, contract.ends_on
    starts_on = ended + datetime.timedelta(days=1) if ended else None
    return {
        **{name: getattr(entered, name) for name in _CARRIED_ON},
        "signed_on": clock.today(),
        "starts_on": starts_on,
        "ends_on": starts_on + (ended - begun) if starts_on and ended else None,
        "renews_id": contract.id,
    }
