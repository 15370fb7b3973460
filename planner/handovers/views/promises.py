"""What was promised to a customer before the signature, one by one."""

from functools import partial

from flask import Blueprint, render_template

from planner import clock
from planner.handovers import actions as handovers
from planner.handovers.forms import PromiseForm
from planner.handovers.views.handovers import place_of_handover
from planner.models import Contract, Promise
from planner.queries.plan import plans
from planner.views.web import Permission, choices, confirm_deletion, db, find, me, once, saving
from planner.views.web.replies import Reply, changed, invalid

bp = Blueprint("promises", __name__)
_PAGE = "handovers/promises/form.html"


@bp.get("/contracts/<int:contract_id>/promises/new")
def new(contract_id: int) -> str:
    contract = find(Contract, contract_id, Permission.WORK_ON_CUSTOMER)
    return render_template(_PAGE, contract=contract, form=_form(contract))


@bp.post("/contracts/<int:contract_id>/promises")
@once
def create(contract_id: int) -> Reply:
    contract = find(Contract, contract_id, Permission.WORK_ON_CUSTOMER)
    form = _form(contract)
    if not saving.create(form, handovers.add_promise, contract):
        return invalid(_PAGE, contract=contract, form=form)
    db.session.commit()
    return changed(place_of_handover(contract.id))


@bp.get("/promises/<int:promise_id>/edit")
def edit(promise_id: int) -> str:
    promise = find(Promise, promise_id, Permission.WORK_ON_CUSTOMER)
    form = _form(promise.contract, promise)
    return render_template(_PAGE, item=promise, contract=promise.contract, form=form)


@bp.post("/promises/<int:promise_id>")
def update(promise_id: int) -> Reply:
    promise = find(Promise, promise_id, Permission.WORK_ON_CUSTOMER)
    contract = promise.contract
    form = saving.save(partial(_form, contract), promise, handovers.update_promise)
    if not form.is_saved:
        return invalid(_PAGE, item=promise, contract=contract, form=form)
    db.session.commit()
    return changed(place_of_handover(contract.id))


@bp.delete("/promises/<int:promise_id>")
def destroy(promise_id: int) -> Reply:
    promise = find(Promise, promise_id, Permission.WORK_ON_CUSTOMER)
    contract_id = promise.contract_id
    if asked := confirm_deletion(promise, place_of_handover(contract_id)):
        return asked
    handovers.delete_promise(promise, by=me())
    db.session.commit()
    return changed(place_of_handover(contract_id))


@bp.post("/promises/<int:promise_id>/keeping")
def create_keeping(promise_id: int) -> Reply:
    """That it was kept today."""
    promise = find(Promise, promise_id, Permission.WORK_ON_CUSTOMER)
    handovers.update_promise(promise, {"kept_on": promise.kept_on or clock.today()}, by=me())
    db.session.commit()
    return changed(place_of_handover(promise.contract_id))


@bp.delete("/promises/<int:promise_id>/keeping")
def destroy_keeping(promise_id: int) -> Reply:
    promise = find(Promise, promise_id, Permission.WORK_ON_CUSTOMER)
    handovers.update_promise(promise, {"kept_on": None}, by=me())
    db.session.commit()
    return changed(place_of_handover(promise.contract_id))


def _form(contract: Contract, promise: Promise | None = None) -> PromiseForm:
    name = f"promise-form-{promise.id}" if promise else "promise-form"
    form = PromiseForm(obj=promise, html_id=name)
    plan = plans.current(contract.customer_id)
    there = choices.choices_of_members(plan.id) if plan else []
    owner = promise.owner if promise else None
    chosen = [(owner.id, owner.name)] if owner else []
    form.owner_id.offer(choices.with_chosen(there, chosen))
    return form
