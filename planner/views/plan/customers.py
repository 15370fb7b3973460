"""Customers: the list, the page of one with its plan, and what is known about it."""

from typing import Any

from flask import Blueprint, Response, render_template, request, url_for

from planner.actions.editing import Values
from planner.actions.people import successions
from planner.actions.plan import customers as actions
from planner.forms.plan.customers import CustomerForm, OwnedCustomerForm
from planner.models import Customer, Person
from planner.queries.live import freshness
from planner.queries.people import holdings, saved_views
from planner.queries.plan import plans
from planner.views.plan import alike, customer_deletions, customer_lists
from planner.views.plan.plans import page_of
from planner.views.web import Permission, choices, db, download, gettext, may, me, once, saving
from planner.views.web.finding import find_customer
from planner.views.web.layout import Stands, kept_page
from planner.views.web.replies import Reply, changed, invalid
from planner.views.web.rights import check_general, is_seen

bp = Blueprint("customers", __name__)
_Asked = tuple[tuple[tuple[str, str], ...], tuple[saved_views.SavedViewRow, ...]]
"""What the address asks for, and the views that its reader has saved."""


@bp.get("/customers")
def index() -> str:
    reader_id, asked = me().id, tuple(request.args.items(multi=True))

    def stands() -> Stands[_Asked]:
        views = tuple(saved_views.views_of_person(reader_id))
        return Stands(freshness.of_everything(), (asked, views))

    def make(now: Stands[_Asked]) -> str:
        sees_deleted = customer_deletions.may_read_deleted()
        page = customer_lists.page(now.state, now.shown[1])
        return render_template("plan/customers/index.html", sees_deleted=sees_deleted, **page)

    return kept_page(stands(), stands, make)


@bp.get("/customers/<key>")
def show(key: str) -> str:
    customer, plan = find_customer(key, Permission.SEE_PLAN)
    return page_of(customer, plan)


@bp.get("/new-customer")
def new() -> str:
    check_general(Permission.CREATE_CUSTOMER)
    form = form_of()
    if form.owner_id.data is None and me().is_generalist_side:
        form.owner_id.data = me().id
    return render_template("plan/customers/form.html", form=form)


@bp.post("/customers")
@once
def create() -> Reply:
    check_general(Permission.CREATE_CUSTOMER)
    form = form_of()
    customer = saving.create(form, _create)
    if customer is None:
        return _invalid(form)
    db.session.commit()
    return changed(_address(customer))


@bp.get("/customers/<key>/edit")
def edit(key: str) -> str:
    customer, _plan = find_customer(key, Permission.WORK_ON_CUSTOMER)
    return render_template("plan/customers/form.html", item=customer, form=form_of(customer))


@bp.post("/customers/<key>")
def update(key: str) -> Reply:
    customer, _plan = find_customer(key, Permission.WORK_ON_CUSTOMER)
    form = saving.save(form_of, customer, _update, arguments_of)
    if not form.is_saved:
        return _invalid(form, customer)
    db.session.commit()
    return changed(_address(customer))


def _create(values: Values, *, by: Person) -> Customer:
    alike.refuse_alike(values)
    return actions.create(values, by=by)


def _update(customer: Customer, values: Values, passes_on: bool, *, by: Person) -> None:
    alike.refuse_alike(values, customer)
    change(customer, values, passes_on, by=by)


def change(customer: Customer, values: Values, passes_on: bool, *, by: Person) -> None:
    """Change a customer; with another owner, what the one before holds may pass on as well."""
    held = holdings.of_owner(customer) if passes_on else []
    successions.change_customer(customer, values, {each.kind: each.ids for each in held}, by=by)


def arguments_of(form: CustomerForm) -> dict[str, object]:
    passes_on = isinstance(form, OwnedCustomerForm) and form.passes_on.data
    return {"values": form.values(but=("passes_on",)), "passes_on": passes_on}


def _invalid(form: CustomerForm, customer: Customer | None = None) -> Reply:
    shown = alike.beside_form(form, customer)
    return invalid("plan/customers/form.html", form=form, item=customer, **shown)


def form_of(customer: Customer | None = None, **sent: Any) -> CustomerForm:
    """Only who steers hands a customer to another owner; only administrators leave it to nobody."""
    html_id = "customer-form"
    administers = may(Permission.ADMINISTER)
    gives_away = customer is None or administers or may(Permission.BEGIN_PLAN)
    held = holdings.of_owner(customer) if customer is not None and gives_away else []
    kind = OwnedCustomerForm if held else CustomerForm
    form = kind(obj=customer, html_id=html_id, needs_owner=not administers, **sent)
    if gives_away:
        form.owner_id.offer(choices.owners(customer.owner_id if customer else me().id))
    else:
        del form.owner_id
    if isinstance(form, OwnedCustomerForm):
        form.held = held
    return form


def _address(customer: Customer) -> str:
    """Where the person sees the customer, or what else there is when that is no longer so."""
    if is_seen(customer, plans.current(customer.id)):
        return url_for("customers.show", key=customer.key)
    return url_for("customers.index")


@bp.get("/customers.<any(csv, xlsx):kind>")
def show_table(kind: str) -> Response:
    """Each finds the own customers here, as on the page, so that nobody has to be refused."""
    return download(customer_lists.table(), kind, gettext("Customers"))
