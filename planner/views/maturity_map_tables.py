"""The tables of the maturity map, each as a file."""

from collections.abc import Callable, Iterable
from typing import Any

from flask import Blueprint, Response, abort, request
from flask_babel import gettext

from planner.access import Permission
from planner.exports.tables import Column, Kind, Table
from planner.models.setting import AgeNames
from planner.nouns import happened
from planner.queries import ages_over_time, maturity_map, organisation, relapses
from planner.queries.rated_plans import THERE, MaturityFilter, Place
from planner.views.current import me
from planner.views.downloads import download
from planner.views.exact import exact_day
from planner.views.maturity_map import asked_for
from planner.views.rated_filters import place_name
from planner.views.rights import check_general

bp = Blueprint("maturity_map_tables", __name__)
_Rows = Iterable[tuple[Any, ...]]
_Parts = tuple[str, tuple[Column, ...], _Rows]


@bp.get("/team/maturity.<any(csv, xlsx):kind>")
def show(kind: str) -> Response:
    """The address says which one: `table` is teams, months, moves or relapses."""
    check_general(Permission.SEE_MATURITY)
    made = _TABLES.get(request.args.get("table", "teams"))
    if made is None:
        abort(404)
    _form, look = asked_for()
    title, columns, rows = made(look, organisation.sight().age_names)
    return download(Table(title, columns, rows, notes_on(look)), kind, title)


def notes_on(look: MaturityFilter) -> tuple[str, ...]:
    """Of which days it speaks, and why it may count less than members know."""
    days = {"first": exact_day(look.since), "second": exact_day(look.until)}
    return (
        gettext("From the end of %(first)s to the end of %(second)s.", **days),
        gettext("Members of a plan know some days earlier of what has become worse."),
    )


def _teams(look: MaturityFilter, names: AgeNames) -> _Parts:
    found = maturity_map.between(me(), look)
    rows = [
        (team.name or gettext("No team"), *(team.plans[place] for place in THERE))
        for team in found.teams
    ]
    title = gettext("Where the plans stand, by team")
    return title, (Column(gettext("Team")), *_counts(names)), rows


def _months(look: MaturityFilter, names: AgeNames) -> _Parts:
    course = ages_over_time.over_time(me(), look)
    rows = [(month.on, *(month.plans[place] for place in THERE)) for month in course.months]
    first = Column(gettext("At the end of"), Kind.DATE)
    return gettext("Plans in an age, by month"), (first, *_counts(names)), rows


def _counts(names: AgeNames) -> tuple[Column, ...]:
    return tuple(Column(place_name(place, names), Kind.NUMBER) for place in THERE)


def _moves(look: MaturityFilter, names: AgeNames) -> _Parts:
    moves = maturity_map.between(me(), look).moves
    ends = [(before, after) for before in Place for after in Place if moves[before, after]]
    rows = [
        (place_name(before, names), place_name(after, names), moves[before, after])
        for before, after in ends
    ]
    columns = (
        Column(gettext("From")),
        Column(gettext("To")),
        Column(gettext("Plans"), Kind.NUMBER),
    )
    return gettext("What moved where"), columns, rows


def _relapses(look: MaturityFilter, names: AgeNames) -> _Parts:
    columns = (
        Column(gettext("Customer")),
        Column(gettext("Team")),
        Column(gettext("On"), Kind.DATE),
        Column(gettext("From")),
        Column(gettext("To")),
        Column(gettext("What happened")),
    )
    rows = (
        (
            fallen.customer,
            fallen.team,
            fallen.on,
            place_name(Place(fallen.before), names),
            place_name(Place(fallen.after), names),
            happened(fallen.cause) if fallen.cause else gettext("Days passed."),
        )
        for fallen in relapses.everything(me(), look)
    )
    return gettext("Relapses between the two days"), columns, rows


_TABLES: dict[str, Callable[[MaturityFilter, AgeNames], _Parts]] = {
    "teams": _teams,
    "months": _months,
    "moves": _moves,
    "relapses": _relapses,
}
