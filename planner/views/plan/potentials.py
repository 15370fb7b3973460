"""The potential of a customer by field; it belongs to the customer, whatever the plan."""

from flask import Blueprint, render_template

from planner import clock
from planner.actions.plan import potentials
from planner.forms.plan.potentials import PotentialForm
from planner.models import Customer, Potential
from planner.queries.plan import members, plans, potentials as queries
from planner.views.web import Permission, addresses, choices, confirm_deletion, db, me, once, saving
from planner.views.web.finding import find, find_customer
from planner.views.web.replies import Reply, changed, invalid

bp = Blueprint("potentials", __name__)


@bp.get("/customers/<key>/potentials/new")
def new(key: str) -> str:
    customer, _plan = find_customer(key, Permission.WORK_ON_CUSTOMER)
    return render_template("plan/potentials/form.html", customer=customer, form=_form())


@bp.post("/customers/<key>/potentials")
@once
def create(key: str) -> Reply:
    customer, _plan = find_customer(key, Permission.WORK_ON_CUSTOMER)
    form = _form()
    if not saving.create(form, potentials.create, customer):
        return invalid("plan/potentials/form.html", form=form, customer=customer)
    db.session.commit()
    return _changed(customer)


@bp.get("/potentials/<int:potential_id>/edit")
def edit(potential_id: int) -> str:
    potential = find(Potential, potential_id, Permission.WORK_ON_CUSTOMER)
    return render_template("plan/potentials/form.html", item=potential, form=_form(potential))


@bp.post("/potentials/<int:potential_id>")
def update(potential_id: int) -> Reply:
    potential = find(Potential, potential_id, Permission.WORK_ON_CUSTOMER)
    form = saving.save(_form, potential, potentials.update)
    if not form.is_saved:
        return invalid("plan/potentials/form.html", form=form, item=potential)
    db.session.commit()
    return _changed(potential.customer)


@bp.delete("/potentials/<int:potential_id>")
def destroy(potential_id: int) -> Reply:
    potential = find(Potential, potential_id, Permission.WORK_ON_CUSTOMER)
    customer = potential.customer
    if asked := confirm_deletion(potential, _address(customer)):
        return asked
    potentials.delete(potential, by=me())
    db.session.commit()
    return _changed(customer)


def _form(potential: Potential | None = None) -> PotentialForm:
    html_id = f"potential-form-{potential.id}" if potential else "potential-form"
    data = None if potential else {"screened_on": clock.today()}
    form = PotentialForm(obj=potential, data=data, html_id=html_id)
    form.field_id.offer(choices.choices_of_fields())
    return form


def _changed(customer: Customer) -> Reply:
    """The list of potentials as it is now."""
    plan = plans.current(customer.id)
    return changed(
        _address(customer),
        "plan/potentials/_list.html",
        customer=customer,
        plan=plan,
        potentials=queries.potentials_of_customer(customer.id, plan.id if plan else None),
        members=members.members_of_plan(plan.id) if plan else [],
    )


def _address(customer: Customer) -> str:
    return addresses.address_of_customer(customer, "potentials")
