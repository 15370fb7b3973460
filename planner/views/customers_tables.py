"""The list of customers as a file."""

from typing import Any

from flask import Blueprint, Response
from flask_babel import gettext

from planner.exports.tables import Column, Kind, Table
from planner.queries import customers
from planner.queries.customers import CustomerRow
from planner.views.current import me
from planner.views.customers import asked_for
from planner.views.downloads import download
from planner.words import word

bp = Blueprint("customers_tables", __name__)


@bp.get("/customers.<any(csv, xlsx):kind>")
def show(kind: str) -> Response:
    """Each finds the own customers here, as on the page, so that nobody has to be refused."""
    _form, wanted = asked_for()
    title = gettext("Customers")
    found = customers.everything(me(), wanted)
    return download(Table(title, _columns(), map(_cells, found)), kind, title)


def _columns() -> tuple[Column, ...]:
    """The owner is whom to ask about the customer; the revenue is the customer's own."""
    return (
        Column(gettext("Key")),
        Column(gettext("Customer")),
        Column(gettext("City")),
        Column(gettext("Segment")),
        Column(gettext("Stage")),
        Column(gettext("Owner")),
        Column(gettext("Team")),
        Column(gettext("Plan")),
        Column(gettext("Last talk"), Kind.DATE),
        Column(gettext("Next due"), Kind.DATE),
        Column(gettext("Yearly revenue"), Kind.MONEY),
        Column(gettext("Currency")),
    )


def _cells(row: CustomerRow) -> tuple[Any, ...]:
    return (
        row.key,
        row.name,
        row.city,
        row.segment,
        word(row.stage),
        row.owner,
        row.team,
        row.plan and word(row.plan),
        row.last_talk,
        row.next_due,
        row.annual_revenue,
        row.currency,
    )
