"""What one cell of the coverage is made of, as a file; without names, as the coverage itself."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from flask import Blueprint, Response, abort
from flask_babel import gettext

from planner.access import Permission
from planner.database import db
from planner.exports.tables import Column, Kind, Table
from planner.models import Field
from planner.queries import cells
from planner.queries.cells import Items
from planner.translation import lazy as _
from planner.views.downloads import download
from planner.views.finding import LARGEST_ID, find_customer
from planner.words import word

bp = Blueprint("cells_tables", __name__)


@dataclass(frozen=True, slots=True)
class _Line:
    """Anything that a cell is made of; what it has none of stays empty."""

    kind: str
    what: str
    status: str | None
    day: datetime.date | None
    value: Decimal | None = None
    currency: str | None = None
    share: Decimal | None = None
    probability: Decimal | None = None


_COLUMNS: tuple[Column[_Line], ...] = (
    Column(_("Kind"), lambda line: line.kind),
    Column(_("What"), lambda line: line.what),
    Column(_("Status"), lambda line: line.status),
    Column(_("Day"), lambda line: line.day, Kind.DATE),
    Column(_("Yearly value"), lambda line: line.value, Kind.MONEY),
    Column(_("Currency"), lambda line: line.currency),
    Column(_("Our share"), lambda line: line.share, Kind.PERCENT),
    Column(_("Probability"), lambda line: line.probability, Kind.PERCENT),
)


@bp.get("/customers/<key>/fields/<int:field_id>.<any(csv, xlsx):kind>")
def show(key: str, field_id: int, kind: str) -> Response:
    customer, _plan = find_customer(key, Permission.SEE_CELL)
    field = db.session.get(Field, field_id) if field_id <= LARGEST_ID else None
    if field is None:
        abort(404)
    items = cells.items(customer.id, field.id)
    title = gettext("%(field)s at %(customer)s", field=field.name, customer=customer.name)
    lines = _lines(items, field.name, customer.currency)
    return download(Table(title, _COLUMNS, lines), kind, title)


def _lines(items: Items, field: str, currency: str) -> Iterator[_Line]:
    for one in items.potentials:
        yield _Line(
            gettext("Potential"),
            field,
            word(one.status),
            one.screened_on,
            value=one.annual_value,
            currency=currency,
            share=one.share_of_wallet,
        )
    for talk in items.talks:
        yield _Line(gettext("Talk"), talk.topic, word(talk.state), talk.on)
    for deal in items.deals:
        yield _Line(
            gettext("Planned deal"),
            deal.title,
            None,
            deal.expected_on,
            value=deal.annual_value,
            currency=currency,
            probability=deal.probability,
        )
    for activity in items.activities:
        yield _Line(gettext("Activity"), activity.title, word(activity.status), activity.due_on)
