"""The pool: open activities across customers, and customers where nobody covers my field."""

import dataclasses
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext

from planner.access import Permission
from planner.forms.activities import PoolFilterForm
from planner.queries import choices, pool
from planner.queries.pool import PoolFilter
from planner.views.current import me
from planner.views.rights import check_general

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
