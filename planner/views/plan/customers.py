"""Customers: the list, the page of one with its plan, and what is known about it."""

from flask import Blueprint, Response, render_template, request, url_for

from planner.access import Permission
from planner.actions.editing import Values
from planner.actions.plan import customers as actions
from planner.exports.tables import Column, Kind, Table
from planner.forms.plan.customers import CustomerForm, CustomerListForm
from planner.models import Customer, Person
from planner.queries.plan import customers, plans
from planner.queries.web import choices
from planner.views.plan import alike
from planner.views.plan.customer_deletions import may_read_deleted
from planner.views.plan.plans import page_of
from planner.views.web import db, download, find_customer, may, me, navigation, once, saving
from planner.views.web.replies import Reply, changed, invalid
from planner.views.web.rights import check_general, is_seen
from planner.words import gettext, lazy as _, word

bp = Blueprint("customers", __name__)


@bp.get("/customers")
def index() -> str:
    form, wanted = _asked_for()
    found = customers.search(me(), wanted)
    taken = navigation.customers_asked(wanted, page=None)
    return render_template(
        "plan/customers/index.html",
        form=form,
        wanted=wanted,
        found=found,
        taken=taken,
        sees_deleted=may_read_deleted(),
    )


@bp.get("/customers/<key>")
def show(key: str) -> str:
    customer, plan = find_customer(key, Permission.SEE_PLAN)
    return page_of(customer, plan)


@bp.get("/new-customer")
def new() -> str:
    check_general(Permission.CREATE_CUSTOMER)
    form = _form()
    if form.owner_id.data is None and me().is_generalist_side:
        form.owner_id.data = me().id
    return render_template("plan/customers/form.html", form=form)


@bp.post("/customers")
@once
def create() -> Reply:
    check_general(Permission.CREATE_CUSTOMER)
    form = _form()
    customer = saving.create(form, _create)
    if customer is None:
        return _invalid(form)
    db.session.commit()
    return changed(_address(customer))


@bp.get("/customers/<key>/edit")
def edit(key: str) -> str:
    customer, _plan = find_customer(key, Permission.WORK_ON_CUSTOMER)
    return render_template("plan/customers/form.html", item=customer, form=_form(customer))


@bp.post("/customers/<key>")
def update(key: str) -> Reply:
    customer, _plan = find_customer(key, Permission.WORK_ON_CUSTOMER)
    form = saving.save(_form, customer, _update)
    if not form.is_saved:
        return _invalid(form, customer)
    db.session.commit()
    return changed(_address(customer))


def _create(values: Values, *, by: Person) -> Customer:
    alike.refuse_alike(values)
    return actions.create(values, by=by)


def _update(customer: Customer, values: Values, *, by: Person) -> None:
    alike.refuse_alike(values, customer)
    actions.update(customer, values, by=by)


def _invalid(form: CustomerForm, customer: Customer | None = None) -> Reply:
    shown = alike.beside(form, customer)
    return invalid("plan/customers/form.html", form=form, item=customer, **shown)


def _form(customer: Customer | None = None) -> CustomerForm:
    """Only who steers hands a customer to another owner; only administrators leave it to nobody."""
    html_id = "customer-form"
    administers = may(Permission.ADMINISTER)
    form = CustomerForm(obj=customer, html_id=html_id, needs_owner=not administers)
    if customer is not None and not (administers or may(Permission.BEGIN_PLAN)):
        del form.owner_id
    else:
        form.owner_id.offer(choices.owners(customer.owner_id if customer else me().id))
    return form


def _address(customer: Customer) -> str:
    """Where the person sees the customer, or what else there is when that is no longer so."""
    if is_seen(customer, plans.current(customer.id)):
        return url_for("customers.show", key=customer.key)
    return url_for("customers.index")


def _asked_for() -> tuple[CustomerListForm, customers.CustomerListFilter]:
    """What the address asks for, for the page and for the table that is taken away."""
    form = CustomerListForm(request.args)
    form.team_id.offer(choices.teams())
    form.field_id.offer(choices.fields())
    form.validate()
    asked = form.asked()
    team = asked.pop("team_id", None)
    return form, customers.CustomerListFilter(team="" if team is None else str(team), **asked)


# The owner is whom to ask about the customer; the revenue is the customer's own.
CUSTOMER_COLUMNS: tuple[Column[customers.CustomerRow], ...] = (
    Column(_("Key"), lambda row: row.key),
    Column(_("Customer"), lambda row: row.name),
    Column(_("City"), lambda row: row.city),
    Column(_("Segment"), lambda row: row.segment),
    Column(_("Stage"), lambda row: word(row.stage)),
    Column(_("Owner"), lambda row: row.owner),
    Column(_("Team"), lambda row: row.team),
    Column(_("Plan"), lambda row: row.plan and word(row.plan)),
    Column(_("Last talk"), lambda row: row.last_talk, Kind.DATE),
    Column(_("Next due"), lambda row: row.next_due, Kind.DATE),
    Column(_("Yearly revenue"), lambda row: row.annual_revenue, Kind.MONEY),
    Column(_("Currency"), lambda row: row.currency),
)


@bp.get("/customers.<any(csv, xlsx):kind>")
def show_table(kind: str) -> Response:
    """Each finds the own customers here, as on the page, so that nobody has to be refused."""
    _form, wanted = _asked_for()
    title = gettext("Customers")
    found = customers.all_customers(me(), wanted)
    return download(Table(title, CUSTOMER_COLUMNS, found), kind, title)
