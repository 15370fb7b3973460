"""The history of a plan, or of one item in it."""

import datetime

from flask import Blueprint, render_template, request

from planner import clock
from planner.access import Permission, sees_rating_at_once
from planner.database import Base
from planner.nouns import NOUNS
from planner.queries.events import HistoryFilter, of_plan
from planner.views.current import stood
from planner.views.finding import LARGEST_ID, find_plan
from planner.views.history_lines import lines

bp = Blueprint("events", __name__)
EARLIEST = datetime.date(1970, 1, 1)
_KINDS = dict(sorted((noun.table, noun.many) for noun in NOUNS if noun.many))
"""What a history can be narrowed down to, by table."""


@bp.get("/plans/<int:plan_id>/history")
def index(plan_id: int) -> str:
    plan = find_plan(plan_id, Permission.SEE_PLAN)
    wanted = _wanted()
    history = of_plan(plan, wanted, for_members=sees_rating_at_once(stood()))
    return render_template(
        "events/index.html",
        plan=plan,
        wanted=wanted,
        kinds=_KINDS,
        lines=lines(history.rows, plan.customer_id),
        has_more=history.has_more,
    )


def _wanted() -> HistoryFilter:
    """What the address asks for; a part that makes no sense is as if it were not there."""
    subject = request.args.get("subject")
    known = subject in Base.metadata.tables
    return HistoryFilter(
        subject=subject if known else None,
        subject_id=_number("id") if known else None,
        before=_number("before"),
        day=_day(),
        after=_number("after"),
    )


def _day() -> datetime.date | None:
    try:
        day = datetime.date.fromisoformat(request.args.get("day", ""))
    except ValueError:
        return None
    return day if EARLIEST <= day <= clock.today() else None


def _number(name: str) -> int | None:
    value = request.args.get(name, type=int)
    return value if value is not None and 0 < value <= LARGEST_ID else None
