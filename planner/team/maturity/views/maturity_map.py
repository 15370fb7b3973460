"""In which ages the plans are, by team and over time, and what moved between two days."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import product
from typing import Any

from flask import Blueprint, Response, abort, render_template, request

from planner.exports.tables import Column, Kind, Table
from planner.models import AgeNames
from planner.nouns import happened
from planner.queries.maturity import organisation
from planner.team.maturity.forms import MaturityMapForm
from planner.team.maturity.queries import ages_over_time, maturity_map, relapses
from planner.team.maturity.queries.ages_over_time import Month
from planner.team.maturity.queries.maturity_map import TeamAges
from planner.team.maturity.queries.rated_plans import THERE, MaturityFilter, Place
from planner.team.maturity.queries.relapses import Relapse
from planner.team.maturity.views import maturity_charts, rated_filters
from planner.team.maturity.views.rated_filters import place_name
from planner.translation import gettext, lazy as _
from planner.views.web import Permission, check_covering, download, exact_day, filters, me

bp = Blueprint("maturity_map", __name__)


@bp.get("/team/maturity")
def index() -> str:
    check_covering(Permission.SEE_MATURITY)
    form, look = _asked_for()
    names = organisation.sight().age_names
    found = maturity_map.between(me(), look)
    course = ages_over_time.over_time(me(), look)
    fallen, has_more = relapses.page_of_relapses(me(), look)
    return render_template(
        "team/maturity_map/index.html",
        form=form,
        look=look,
        map=found,
        course=course,
        relapses=fallen,
        has_more=has_more,
        there=THERE,
        places=tuple(Place),
        ages=[place for place in THERE if rated_filters.is_age(place)],
        name_of=lambda place: place_name(Place(place), names),
        movement=rated_filters.movement,
        days={"since": look.since.isoformat(), "until": look.until.isoformat()},
        address=_address(look),
        asked=form.asked() | {"page": None},
        bars=maturity_charts.bars(course, names),
        flows=maturity_charts.flows(found, names),
    )


def _asked_for() -> tuple[MaturityMapForm, MaturityFilter]:
    form = MaturityMapForm(request.args)
    look = rated_filters.asked_for(form)
    form.show_days(look.since, look.until)
    return form, look


def _address(look: MaturityFilter) -> Any:
    """Another page with the same customers."""
    return lambda endpoint, **more: filters.address_asking(endpoint, look, **more)


@bp.get("/team/maturity.<any(csv, xlsx):kind>")
def show_table(kind: str) -> Response:
    """The address says which one: `table` is teams, months, moves or relapses."""
    check_covering(Permission.SEE_MATURITY)
    made = _TABLES.get(request.args.get("table", "teams"))
    if made is None:
        abort(404)
    _form, look = _asked_for()
    table = made(look, organisation.sight().age_names)
    return download(table, kind, table.title)


def notes_on(look: MaturityFilter) -> tuple[str, ...]:
    """Of which days it speaks, and why it may count less than members know."""
    days = {"first": exact_day(look.since), "second": exact_day(look.until)}
    return (
        gettext("From the end of %(first)s to the end of %(second)s.", **days),
        gettext("Members of a plan know some days earlier of what has become worse."),
    )


def _teams(look: MaturityFilter, names: AgeNames) -> Table[TeamAges]:
    team: Column[TeamAges] = Column(_("Team"), lambda team: team.name or gettext("No team"))
    rows = maturity_map.between(me(), look).teams
    title = gettext("Where the plans stand, by team")
    return Table(title, (team, *_counts(names)), rows, notes_on(look))


def _months(look: MaturityFilter, names: AgeNames) -> Table[Month]:
    day: Column[Month] = Column(_("At the end of"), lambda month: month.on, Kind.DATE)
    rows = ages_over_time.over_time(me(), look).months
    return Table(gettext("Plans in an age, by month"), (day, *_counts(names)), rows, notes_on(look))


def _counts(names: AgeNames) -> Iterator[Column[Any]]:
    for place in THERE:
        yield Column(place_name(place, names), partial(_plans_in, place), Kind.NUMBER)


def _plans_in(place: Place, row: TeamAges | Month) -> int:
    return row.plans[place]


def _moves(look: MaturityFilter, names: AgeNames) -> Table[tuple[Place, Place]]:
    moves = maturity_map.between(me(), look).moves
    columns: tuple[Column[tuple[Place, Place]], ...] = (
        Column(_("From"), lambda ends: place_name(ends[0], names)),
        Column(_("To"), lambda ends: place_name(ends[1], names)),
        Column(_("Plans"), lambda ends: moves[ends], Kind.NUMBER),
    )
    rows = [ends for ends in product(Place, Place) if moves[ends]]
    return Table(gettext("What moved where"), columns, rows, notes_on(look))


def _relapses(look: MaturityFilter, names: AgeNames) -> Table[Relapse]:
    columns: tuple[Column[Relapse], ...] = (
        Column(_("Customer"), lambda fallen: fallen.customer),
        Column(_("Team"), lambda fallen: fallen.team),
        Column(_("On"), lambda fallen: fallen.on, Kind.DATE),
        Column(_("From"), lambda fallen: place_name(Place(fallen.before), names)),
        Column(_("To"), lambda fallen: place_name(Place(fallen.after), names)),
        Column(_("What happened"), _cause),
    )
    rows = relapses.all_relapses(me(), look)
    return Table(gettext("Relapses between the two days"), columns, rows, notes_on(look))


def _cause(fallen: Relapse) -> str:
    return happened(fallen.cause) if fallen.cause else gettext("Days passed.")


_TABLES: dict[str, Callable[[MaturityFilter, AgeNames], Table[Any]]] = {
    "teams": _teams,
    "months": _months,
    "moves": _moves,
    "relapses": _relapses,
}
