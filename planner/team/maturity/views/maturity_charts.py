"""The maturity map as pictures; both show only ages, what is none stands in the tables."""

import datetime

from babel.dates import format_date

from planner.models import AgeNames
from planner.team.maturity.queries.ages_over_time import Course
from planner.team.maturity.queries.maturity_map import Map
from planner.team.maturity.queries.rated_plans import THERE
from planner.team.maturity.views.rated_filters import is_age, place_name
from planner.translation import language, ngettext

_AGES = tuple(place for place in THERE if is_age(place))


def bars(course: Course, names: AgeNames) -> dict[str, object]:
    """The months as bars on which the ages stand on one another."""
    series = []
    for age in _AGES:
        values = [month.plans[age] for month in course.months]
        texts = [_plans(value) for value in values]
        series.append({"name": place_name(age, names), "values": values, "texts": texts})
    return {"names": [_month(month.on) for month in course.months], "series": series}


def _month(day: datetime.date) -> str:
    return str(format_date(day, "LLL yyyy", locale=language()))


def flows(found: Map, names: AgeNames) -> dict[str, object]:
    """From which age to which one the plans went that were in one on both days."""
    sides = [(age, side) for side in ("left", "right") for age in _AGES]
    links = []
    for start, before in enumerate(_AGES):
        for end, after in enumerate(_AGES):
            number = found.moves[before, after]
            if number:
                said = f"{place_name(before, names)} → {place_name(after, names)}: {_plans(number)}"
                link = {"from": start, "to": len(_AGES) + end, "value": number, "text": said}
                links.append(link)
    nodes = [{"name": place_name(age, names), "side": side} for age, side in sides]
    return {"nodes": nodes, "links": links}


def _plans(number: int) -> str:
    return ngettext("%(num)d plan", "%(num)d plans", number)
