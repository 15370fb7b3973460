"""One cell of the coverage: a field at a customer, with everything that it is made of."""

from flask import Blueprint, abort, render_template, request

from planner import clock
from planner.access import Permission
from planner.database import db
from planner.forms.coverage import LONGEST
from planner.insights.coverage import CONTACT_DAYS
from planner.models import Field
from planner.queries import cells, coverage
from planner.queries.coverage_filter import CoverageFilter
from planner.views.coverage_filters import way_back
from planner.views.coverage_words import STATES, reason
from planner.views.current import periods
from planner.views.finding import LARGEST_ID, find_customer

bp = Blueprint("cells", __name__)


@bp.get("/customers/<key>/fields/<int:field_id>")
def show(key: str, field_id: int) -> str:
    customer, plan = find_customer(key, Permission.SEE_CELL)
    field = db.session.get(Field, field_id) if field_id <= LARGEST_ID else None
    if field is None:
        abort(404)
    wanted = CoverageFilter(today=clock.today(), days=_days())
    has_plan = any(one.is_open for one in periods())
    cell = coverage.cell(customer, field.id, has_plan, wanted)
    return render_template(
        "cells/show.html",
        customer=customer,
        plan=plan if has_plan else None,
        field=field,
        cell=cell,
        items=cells.items(customer.id, field.id),
        reasons=[reason(of, wanted.days) for of in cell.judgement.reasons],
        state=STATES[cell.judgement.state],
        back=way_back(request.args, customer.key),
    )


def _days() -> int:
    """As the table was asked for, so that a cell opens in the state that it had there."""
    asked = request.args.get("days", CONTACT_DAYS, type=int)
    return asked if 1 <= asked <= LONGEST else CONTACT_DAYS
