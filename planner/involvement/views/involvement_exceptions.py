"""Where no rule of involvement holds, as the leads of the customer's team say it."""

from flask import Blueprint, render_template

from planner.involvement.actions import exceptions
from planner.involvement.forms.exceptions import InvolvementExceptionForm
from planner.models import Customer, InvolvementException
from planner.views.web import Permission, addresses, choices, confirm_deletion, db, me, once, saving
from planner.views.web.finding import find, find_customer
from planner.views.web.replies import Reply, changed, invalid

bp = Blueprint("involvement_exceptions", __name__)
_FORM = "involvement/exceptions/form.html"


@bp.get("/customers/<key>/involvement-exceptions/new")
def new(key: str) -> str:
    customer, _plan = find_customer(key, Permission.EXCEPT_FROM_POLICY)
    return render_template(_FORM, customer=customer, form=_form())


@bp.post("/customers/<key>/involvement-exceptions")
@once
def create(key: str) -> Reply:
    customer, _plan = find_customer(key, Permission.EXCEPT_FROM_POLICY)
    form = _form()
    if not saving.create(form, exceptions.create, customer):
        return invalid(_FORM, form=form, customer=customer)
    db.session.commit()
    return changed(_address(customer))


@bp.delete("/involvement-exceptions/<int:involvement_exception_id>")
def destroy(involvement_exception_id: int) -> Reply:
    exception = find(InvolvementException, involvement_exception_id, Permission.EXCEPT_FROM_POLICY)
    customer = exception.customer
    if asked := confirm_deletion(exception, _address(customer)):
        return asked
    exceptions.delete(exception, by=me())
    db.session.commit()
    return changed(_address(customer))


def _form() -> InvolvementExceptionForm:
    form = InvolvementExceptionForm()
    form.field_id.offer(choices.choices_of_fields())
    return form


def _address(customer: Customer) -> str:
    return addresses.address_of_customer(customer, InvolvementException.__tablename__)
