"""The pool: open activities across customers, and customers where nobody covers my field."""

import dataclasses
from typing import Any

from flask import Blueprint, Response, render_template, request, url_for
from flask_babel import gettext

from planner.access import Permission
from planner.exports.tables import Column, Kind, Table
from planner.forms.activities import PoolFilterForm
from planner.queries import choices, pool
from planner.queries.activities import ActivityRow
from planner.queries.pool import PoolFilter
from planner.translation import lazy as _
from planner.views.current import me
from planner.views.downloads import download
from planner.views.filter_words import in_words
from planner.views.rights import check_general
from planner.words import word

bp = Blueprint("pool", __name__)


@bp.get("/pool")
def index() -> str:
    check_general(Permission.SEE_POOL)
    form, wanted = asked_for()
    covers_field = me().is_specialist_side and me().field_id is not None
    return render_template(
        "pool/index.html",
        form=form,
        wanted=wanted,
        waiting=pool.activities(me(), wanted),
        uncovered=pool.uncovered(me(), wanted) if covers_field else None,
        address=_address,
        taken=_asked(wanted, page=None, customers_page=None),
    )


def asked_for() -> tuple[PoolFilterForm, PoolFilter]:
    """What the address asks for, for the page and for the table that is taken away."""
    form = PoolFilterForm(request.args)
    everything = ("", gettext("All"))
    form.field_id.choices = [everything, *choices.fields()]
    form.region.choices = [everything, *((region, region) for region in pool.regions())]
    form.validate()
    return form, _wanted(form)


def _wanted(form: PoolFilterForm) -> PoolFilter:
    """What the address asks for; a part that makes no sense is as if it were not there."""
    good = {field.name: field.data for field in form if not field.errors}
    return PoolFilter(
        field_id=good.get("field_id"),
        region=good.get("region") or None,
        due_until=good.get("due_until"),
        page=_page(good.get("page")),
        customers_page=_page(good.get("customers_page")),
    )


def _page(asked: int | None) -> int:
    return max(1, min(asked or 1, 1_000_000))


def _address(wanted: PoolFilter, **changed: Any) -> str:
    """The pool with the same filter but for what is changed."""
    return url_for("pool.index", **_asked(wanted, **changed))


def _asked(wanted: PoolFilter, **changed: Any) -> dict[str, Any]:
    asked = {**dataclasses.asdict(wanted), **changed}
    return {name: value for name, value in asked.items() if value}


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
    form, wanted = asked_for()
    title = gettext("Open activities")
    rows = pool.all_activities(me(), wanted)
    notes = list(in_words(form, "page", "customers_page"))
    return download(Table(title, _COLUMNS, rows, notes), kind, title)
