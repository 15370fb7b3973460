"""One cell of the coverage: a field at a customer, with everything that it is made of."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from flask import Blueprint, Response, abort, render_template, request

from planner.insights.coverage import CONTACT_DAYS
from planner.models import Field
from planner.team.coverage.forms import MOST_DAYS
from planner.team.coverage.queries import cells, coverage, coverage_filter
from planner.team.coverage.views import coverage_filters, coverage_words
from planner.views.web import Column, Kind, Permission, Table, clock, db, download, gettext, periods
from planner.views.web.finding import LARGEST_ID, find_customer
from planner.words import lazy as _, word

bp = Blueprint("cells", __name__)


@bp.get("/customers/<key>/fields/<int:field_id>")
def show(key: str, field_id: int) -> str:
    customer, plan = find_customer(key, Permission.SEE_CELL)
    field = _find_field(field_id)
    wanted = coverage_filter.CoverageFilter(today=clock.today(), days=_days())
    has_plan = any(one.is_open for one in periods())
    cell = coverage.cell(customer, field.id, has_plan, wanted)
    return render_template(
        "team/cells/show.html",
        customer=customer,
        plan=plan if has_plan else None,
        field=field,
        cell=cell,
        items=cells.items_of_cell(customer.id, field.id),
        reasons=[coverage_words.reason(of, wanted.days) for of in cell.judgement.reasons],
        state=coverage_words.STATES[cell.judgement.state],
        back=coverage_filters.way_back(request.args, customer.key),
    )


def _find_field(field_id: int) -> Field:
    field = db.session.get(Field, field_id) if field_id <= LARGEST_ID else None
    return field or abort(404)


def _days() -> int:
    """As the table was asked for, so that a cell opens in the state that it had there."""
    asked = request.args.get("days", CONTACT_DAYS, type=int)
    return asked if 1 <= asked <= MOST_DAYS else CONTACT_DAYS


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
def show_table(key: str, field_id: int, kind: str) -> Response:
    """Without names, as the coverage itself."""
    customer, _plan = find_customer(key, Permission.SEE_CELL)
    field = _find_field(field_id)
    items = cells.items_of_cell(customer.id, field.id)
    title = gettext("%(field)s at %(customer)s", field=field.name, customer=customer.name)
    lines = _lines(items, field.name, customer.currency)
    return download(Table(title, _COLUMNS, lines), kind, title)


def _lines(items: cells.CellItems, field: str, currency: str) -> Iterator[_Line]:
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
