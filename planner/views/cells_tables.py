"""What one cell of the coverage is made of, as a file; without names, as the coverage itself."""

from collections.abc import Iterator
from typing import Any

from flask import Blueprint, Response, abort
from flask_babel import gettext

from planner.access import Permission
from planner.database import db
from planner.exports.tables import Column, Kind, Table
from planner.models import Field
from planner.queries import cells
from planner.queries.cells import Items
from planner.views.downloads import download
from planner.views.finding import LARGEST_ID, find_customer
from planner.words import word

bp = Blueprint("cells_tables", __name__)


@bp.get("/customers/<key>/fields/<int:field_id>.<any(csv, xlsx):kind>")
def show(key: str, field_id: int, kind: str) -> Response:
    customer, _plan = find_customer(key, Permission.SEE_CELL)
    field = db.session.get(Field, field_id) if field_id <= LARGEST_ID else None
    if field is None:
        abort(404)
    items = cells.items(customer.id, field.id)
    title = gettext("%(field)s at %(customer)s", field=field.name, customer=customer.name)
    rows = _rows(items, field.name, customer.currency)
    return download(Table(title, _columns(), rows), kind, title)


def _columns() -> tuple[Column, ...]:
    return (
        Column(gettext("Kind")),
        Column(gettext("What")),
        Column(gettext("Status")),
        Column(gettext("Day"), Kind.DATE),
        Column(gettext("Yearly value"), Kind.MONEY),
        Column(gettext("Currency")),
        Column(gettext("Our share"), Kind.PERCENT),
        Column(gettext("Probability"), Kind.PERCENT),
    )


def _rows(items: Items, field: str, currency: str) -> Iterator[tuple[Any, ...]]:
    kind, nothing = gettext("Potential"), (None, None, None, None)
    for one in items.potentials:
        share = one.share_of_wallet
        of_one = (word(one.status), one.screened_on, one.annual_value, currency, share, None)
        yield (kind, field, *of_one)
    kind = gettext("Talk")
    for talk in items.talks:
        yield (kind, talk.topic, word(talk.state), talk.on, *nothing)
    kind = gettext("Planned deal")
    for deal in items.deals:
        worth = (deal.annual_value, currency, None, deal.probability)
        yield (kind, deal.title, None, deal.expected_on, *worth)
    kind = gettext("Activity")
    for activity in items.activities:
        yield (kind, activity.title, word(activity.status), activity.due_on, *nothing)
