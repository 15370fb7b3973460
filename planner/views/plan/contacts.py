"""The customer's people; they belong to the customer, whatever the plan."""

from functools import partial

from flask import Blueprint, render_template, request
from sqlalchemy import select

from planner.actions.plan import contacts
from planner.forms.plan.contacts import ContactForm
from planner.models import Contact, Customer, Person
from planner.queries.people import own_connections
from planner.queries.plan import contacts as queries, plans
from planner.views.web import Permission, addresses, choices, confirm_deletion, db, me, once, saving
from planner.views.web.finding import find, find_customer
from planner.views.web.replies import Reply, changed, invalid

bp = Blueprint("contacts", __name__)


@bp.get("/customers/<key>/contacts/new")
def new(key: str) -> str:
    customer, _plan = find_customer(key, Permission.WORK_ON_CUSTOMER)
    form = _form(customer, known=_own_connection())
    return render_template("plan/contacts/form.html", customer=customer, form=form)


@bp.post("/customers/<key>/contacts")
@once
def create(key: str) -> Reply:
    customer, _plan = find_customer(key, Permission.WORK_ON_CUSTOMER)
    form = _form(customer)
    if not saving.create(form, contacts.create, customer, arguments=_arguments):
        return invalid("plan/contacts/form.html", form=form, customer=customer)
    db.session.commit()
    return _changed(customer)


@bp.get("/contacts/<int:contact_id>/edit")
def edit(contact_id: int) -> str:
    contact = find(Contact, contact_id, Permission.WORK_ON_CUSTOMER)
    form = _form(contact.customer, contact)
    return render_template("plan/contacts/form.html", item=contact, form=form)


@bp.post("/contacts/<int:contact_id>")
def update(contact_id: int) -> Reply:
    contact = find(Contact, contact_id, Permission.WORK_ON_CUSTOMER)
    form_of = partial(_form, contact.customer)
    form = saving.save(form_of, contact, contacts.update, _arguments)
    if not form.is_saved:
        return invalid("plan/contacts/form.html", form=form, item=contact)
    db.session.commit()
    return _changed(contact.customer)


@bp.delete("/contacts/<int:contact_id>")
def destroy(contact_id: int) -> Reply:
    contact = find(Contact, contact_id, Permission.WORK_ON_CUSTOMER)
    customer = contact.customer
    if asked := confirm_deletion(contact, _address(customer)):
        return asked
    contacts.delete(contact, by=me())
    db.session.commit()
    return _changed(customer)


def _own_connection() -> dict[str, str]:
    """Somebody whom the reader knows, of whom nothing was put anywhere so far. The
    address has no name in it: addresses are written down in many places."""
    return own_connections.as_contact(request.args.get("connection", type=int), of=me())


def _form(
    customer: Customer, contact: Contact | None = None, known: dict[str, str] | None = None
) -> ContactForm:
    html_id = f"contact-form-{contact.id}" if contact else "contact-form"
    known_by = [one.person_id for one in contact.acquaintances] if contact else []
    data = {**known, "known_by": [me().id]} if known else {"known_by": known_by}
    form = ContactForm(obj=contact, data=data, html_id=html_id)
    others = [
        c for c in choices.choices_of_contacts(customer.id) if contact is None or c[0] != contact.id
    ]
    form.reports_to_id.offer(others)
    plan = plans.current(customer.id)
    ours = queries.acquaintance_choices(customer.id, plan.id if plan else None)
    form.known_by.offer(ours)
    form.known_since.offer(queries.keys_of(ours))
    return form


def _arguments(form: ContactForm) -> dict[str, object]:
    """What the form says, and the people who know the contact."""
    chosen = select(Person).where(Person.id.in_(form.known_by.data or []))
    people = db.session.scalars(chosen.order_by(Person.name_folded, Person.id)).all()
    return {"values": form.values(but=("known_by",)), "known_by": people}


def _changed(customer: Customer) -> Reply:
    """The list of contacts as it is now."""
    plan = plans.current(customer.id)
    return changed(
        _address(customer),
        "plan/contacts/_list.html",
        customer=customer,
        plan=plan,
        contacts=queries.contacts_of_customer(customer.id, plan.id if plan else None),
    )


def _address(customer: Customer) -> str:
    return addresses.address_of_customer(customer, "contacts")
