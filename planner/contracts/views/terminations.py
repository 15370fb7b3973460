"""That a contract is terminated: by whom, when, and until when it still runs."""

from flask import Blueprint, render_template

from planner.contracts import actions as contracts
from planner.contracts.forms.contracts import TerminationForm
from planner.contracts.views.contracts import contracts_changed
from planner.models import Contract
from planner.views.web import Permission, Reply, clock, db, find, invalid, saving

bp = Blueprint("terminations", __name__)


@bp.get("/contracts/<int:contract_id>/termination/edit")
def edit(contract_id: int) -> str:
    contract = find(Contract, contract_id, Permission.WORK_ON_CUSTOMER)
    form = _form(contract)
    if form.terminated_on.data is None:
        form.terminated_on.data = clock.today()
    return render_template("contracts/termination.html", item=contract, form=form)


@bp.post("/contracts/<int:contract_id>/termination")
def update(contract_id: int) -> Reply:
    contract = find(Contract, contract_id, Permission.WORK_ON_CUSTOMER)
    form = saving.save(_form, contract, contracts.update)
    if not form.is_saved:
        return invalid("contracts/termination.html", form=form, item=contract)
    db.session.commit()
    return contracts_changed(contract.customer)


def _form(contract: Contract) -> TerminationForm:
    return TerminationForm(obj=contract, html_id=f"termination-form-{contract.id}")
