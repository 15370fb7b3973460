"""The list of customers as a file."""

from flask import Blueprint, Response
from flask_babel import gettext

from planner.exports.tables import Column, Kind, Table
from planner.queries import customers
from planner.queries.customers import CustomerRow
from planner.translation import lazy as _
from planner.views.current import me
from planner.views.customers import asked_for
from planner.views.downloads import download
from planner.words import word

bp = Blueprint("customers_tables", __name__)
# The owner is whom to ask about the customer; the revenue is the customer's own.
_COLUMNS: tuple[Column[CustomerRow], ...] = (
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
def show(kind: str) -> Response:
    """Each finds the own customers here, as on the page, so that nobody has to be refused."""
    _form, wanted = asked_for()
    title = gettext("Customers")
    found = customers.everything(me(), wanted)
    return download(Table(title, _COLUMNS, found), kind, title)
