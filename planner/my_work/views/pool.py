"""The pool: open activities across customers, and customers where nobody covers my field."""

from flask import Blueprint, Response, render_template, request

from planner.access import Permission, allows, field_standings
from planner.forms.plan.activities import PoolFilterForm
from planner.my_work.queries import pool
from planner.queries.plan.activities import ActivityRow
from planner.queries.web import choices, segments
from planner.views.web import Column, Kind, Table, check_general, download, filters, me
from planner.words import gettext, lazy as _, word

bp = Blueprint("pool", __name__)


@bp.get("/pool")
def index() -> str:
    check_general(Permission.SEE_POOL)
    form, wanted = _asked_for()
    may_ask = allows(Permission.ASK_TO_JOIN, field_standings(me()))
    covers_field = may_ask and me().is_specialist_side and me().field_id is not None
    return render_template(
        "my_work/pool/index.html",
        form=form,
        wanted=wanted,
        waiting=pool.pool_activities(me(), wanted),
        uncovered=pool.uncovered(me(), wanted) if covers_field else None,
        address=filters.addresses_of("pool.index"),
        taken=filters.said(wanted, page=None, customers_page=None),
    )


def _asked_for() -> tuple[PoolFilterForm, pool.PoolFilter]:
    """What the address asks for, for the page and for the table that is taken away."""
    form = PoolFilterForm(request.args)
    form.field_id.offer(choices.choices_of_fields())
    form.region.offer([(region, region) for region in segments.all_regions()])
    form.validate()
    return form, pool.PoolFilter(**form.asked())


_COLUMNS: tuple[Column[ActivityRow], ...] = (
    Column(_("Activity"), lambda row: row.title),
    Column(_("Kind"), lambda row: word(row.kind)),
    Column(_("Customer"), lambda row: row.customer),
    Column(_("Region"), lambda row: row.region),
    Column(_("Field"), lambda row: row.field),
    Column(_("Due on"), lambda row: row.due_on, Kind.DATE),
    Column(_("Hours"), lambda row: row.effort_hours, Kind.NUMBER),
    Column(_("Goal"), lambda row: row.goal),
    Column(_("Deal"), lambda row: row.deal),
)


@bp.get("/pool.<any(csv, xlsx):kind>")
def show_table(kind: str) -> Response:
    check_general(Permission.SEE_POOL)
    form, wanted = _asked_for()
    title = gettext("Open activities")
    rows = pool.all_activities(me(), wanted)
    return download(Table(title, _COLUMNS, rows, filters.filter_in_words(form)), kind, title)
