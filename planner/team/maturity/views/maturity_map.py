"""In which ages the plans are, by team and over time, and what moved between two days."""

import datetime
from collections.abc import Callable, Iterator
from functools import partial
from itertools import product
from typing import Any

from babel.dates import format_date
from flask import Blueprint, Response, abort, render_template, request

from planner import clock, nouns
from planner.models import AgeNames
from planner.queries.maturity import organisation
from planner.rating import ORDER, Age
from planner.team.maturity.forms import MaturityMapForm
from planner.team.maturity.queries import ages_over_time, maturity_map, relapses
from planner.team.maturity.queries.rated_plans import THERE, MaturityFilter, PlanPlace
from planner.team.views.customer_filters import offer_customers
from planner.views.web import Column, Kind, Permission, Table, check_covering, download, filters, me
from planner.words import age_name, exact_day, gettext, language, lazy as _, ngettext

bp = Blueprint("maturity_map", __name__)


@bp.get("/team/maturity")
def index() -> str:
    check_covering(Permission.SEE_MATURITY)
    form, look = _asked_for()
    names = organisation.sight().age_names
    found = maturity_map.between(me(), look)
    course = ages_over_time.over_time(me(), look)
    fallen = relapses.page_of_relapses(me(), look)
    return render_template(
        "team/maturity_map/index.html",
        form=form,
        look=look,
        map=found,
        course=course,
        relapses=fallen,
        there=THERE,
        places=tuple(PlanPlace),
        ages=[place for place in THERE if is_age(place)],
        name_of=lambda place: place_name(PlanPlace(place), names),
        movement=movement_on_map,
        days={"since": look.since.isoformat(), "until": look.until.isoformat()},
        address=_address(look),
        asked=form.asked() | {"page": None},
        bars=bars(course, names),
        flows=flows(found, names),
    )


def _asked_for() -> tuple[MaturityMapForm, MaturityFilter]:
    form = MaturityMapForm(request.args)
    look = asked_for(form)
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


def _teams(look: MaturityFilter, names: AgeNames) -> Table[maturity_map.TeamAges]:
    team: Column[maturity_map.TeamAges] = Column(
        _("Team"), lambda team: team.name or gettext("No team")
    )
    rows = maturity_map.between(me(), look).teams
    title = gettext("Where the plans stand, by team")
    return Table(title, (team, *_counts(names)), rows, notes_on(look))


def _months(look: MaturityFilter, names: AgeNames) -> Table[ages_over_time.Month]:
    day: Column[ages_over_time.Month] = Column(
        _("At the end of"), lambda month: month.on, Kind.DATE
    )
    rows = ages_over_time.over_time(me(), look).months
    return Table(gettext("Plans in an age, by month"), (day, *_counts(names)), rows, notes_on(look))


def _counts(names: AgeNames) -> Iterator[Column[Any]]:
    for place in THERE:
        yield Column(place_name(place, names), partial(_plans_in, place), Kind.NUMBER)


def _plans_in(place: PlanPlace, row: maturity_map.TeamAges | ages_over_time.Month) -> int:
    return row.plans[place]


def _moves(look: MaturityFilter, names: AgeNames) -> Table[tuple[PlanPlace, PlanPlace]]:
    moves = maturity_map.between(me(), look).moves
    columns: tuple[Column[tuple[PlanPlace, PlanPlace]], ...] = (
        Column(_("From"), lambda ends: place_name(ends[0], names)),
        Column(_("To"), lambda ends: place_name(ends[1], names)),
        Column(_("Plans"), lambda ends: moves[ends], Kind.NUMBER),
    )
    rows = [ends for ends in product(PlanPlace, PlanPlace) if moves[ends]]
    return Table(gettext("What moved where"), columns, rows, notes_on(look))


def _relapses(look: MaturityFilter, names: AgeNames) -> Table[relapses.Relapse]:
    columns: tuple[Column[relapses.Relapse], ...] = (
        Column(_("Customer"), lambda fallen: fallen.customer),
        Column(_("Team"), lambda fallen: fallen.team),
        Column(_("On"), lambda fallen: fallen.on, Kind.DATE),
        Column(_("From"), lambda fallen: place_name(PlanPlace(fallen.before), names)),
        Column(_("To"), lambda fallen: place_name(PlanPlace(fallen.after), names)),
        Column(_("What happened"), _cause),
    )
    rows = relapses.all_relapses(me(), look)
    return Table(gettext("Relapses between the two days"), columns, rows, notes_on(look))


def _cause(fallen: relapses.Relapse) -> str:
    return nouns.happened(fallen.cause) if fallen.cause else gettext("Days passed.")


_TABLES: dict[str, Callable[[MaturityFilter, AgeNames], Table[Any]]] = {
    "teams": _teams,
    "months": _months,
    "moves": _moves,
    "relapses": _relapses,
}


def bars(course: ages_over_time.Course, names: AgeNames) -> dict[str, object]:
    """The months as bars on which the ages stand on one another."""
    series = []
    for number, age in _NUMBERED:
        values = [month.plans[age] for month in course.months]
        texts = [_plans(value) for value in values]
        named = {"name": place_name(age, names), "age": number}
        series.append({**named, "values": values, "texts": texts})
    return {"names": [_month(month.on) for month in course.months], "series": series}


def _month(day: datetime.date) -> str:
    return str(format_date(day, "LLL yyyy", locale=language()))


def flows(found: maturity_map.Map, names: AgeNames) -> dict[str, object]:
    """From which age to which one the plans went that were in one on both days."""
    sides = [(number, age, side) for side in ("left", "right") for number, age in _NUMBERED]
    links = []
    for start, before in enumerate(_AGES):
        for end, after in enumerate(_AGES):
            number = found.moves[before, after]
            if number:
                said = f"{place_name(before, names)} → {place_name(after, names)}: {_plans(number)}"
                link = {"from": start, "to": len(_AGES) + end, "value": number, "text": said}
                links.append(link)
    nodes = [
        {"name": place_name(age, names), "age": number, "side": side} for number, age, side in sides
    ]
    return {"nodes": nodes, "links": links}


def _plans(number: int) -> str:
    return ngettext("%(num)d plan", "%(num)d plans", number)


_ABSENT = _("No active plan")


def place_name(place: PlanPlace, names: AgeNames) -> str:
    """What an age is called here, and what is none."""
    return str(_ABSENT) if place is PlanPlace.ABSENT else age_name(place.value, names)


def is_age(place: PlanPlace) -> bool:
    return place is not PlanPlace.ABSENT and Age(place.value) in ORDER


_AGES = tuple(place for place in THERE if is_age(place))
_NUMBERED = tuple(enumerate(_AGES, 1))
"""Each age with its number, by which the pictures know its colour."""


def movement_on_map(before: PlanPlace, after: PlanPlace) -> str:
    """`progress`, `relapse`, `same`, or nothing where one of the two is no age."""
    if before is after:
        return "same"
    if not (is_age(before) and is_age(after)):
        return ""
    places = [ORDER.index(Age(place.value)) for place in (before, after)]
    return "progress" if places[0] < places[1] else "relapse"


def asked_for(form: MaturityMapForm) -> MaturityFilter:
    """In place of a day that is missing or wrong there is the usual one."""
    today = clock.today()
    offer_customers(form)
    form.validate()
    form.judge_days(today)
    since, until = form.days(today)
    asked = form.asked() | {"since": since, "until": until, "today": today}
    return MaturityFilter(**asked)
