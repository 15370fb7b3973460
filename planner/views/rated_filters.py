"""The filter of pages about rated plans: what it offers, and what an address asks of it."""

from collections.abc import Sequence
from typing import Any

from flask import url_for

from planner import clock
from planner.forms.rated_plans import MaturityMapForm, RatedPlansForm
from planner.models.setting import AgeNames
from planner.queries import coverage_choices
from planner.queries.coverage_filter import NOTHING, CoverageFilter, CoverageGroup
from planner.queries.rated_plans import MaturityFilter, Place
from planner.rating import Age
from planner.rating.ages import ORDER
from planner.rating_words import age_name
from planner.translation import lazy as _
from planner.views.coverage_words import GROUPS
from planner.views.current import me

_LAST_PAGE = 1_000_000
_ABSENT = _("No running plan")


def place_name(place: Place, names: AgeNames) -> str:
    """What an age is called here, and what is none."""
    return str(_ABSENT) if place is Place.ABSENT else age_name(place.value, names)


def is_age(place: Place) -> bool:
    return place is not Place.ABSENT and Age(place.value) in ORDER


def movement(before: Place, after: Place) -> str:
    """`progress`, `relapse`, `same`, or nothing where one of the two is no age."""
    if before is after:
        return "same"
    if not (is_age(before) and is_age(after)):
        return ""
    places = [ORDER.index(Age(place.value)) for place in (before, after)]
    return "progress" if places[0] < places[1] else "relapse"


def offer(form: RatedPlansForm) -> None:
    """Offer the teams, regions and segments of the reader, and look what was chosen."""
    found = coverage_choices.offered(me())
    form.team.offer([(str(one), name) for one, name in found.teams] + _none(CoverageGroup.TEAM))
    form.region.offer([(name, name) for name in found.regions] + _none(CoverageGroup.REGION))
    form.segment.offer([(name, name) for name in found.segments] + _none(CoverageGroup.SEGMENT))
    form.validate()


def _none(group: CoverageGroup) -> list[tuple[str, str]]:
    return [(NOTHING, str(GROUPS[group][1]))]


def customers(form: RatedPlansForm) -> CoverageFilter:
    """Which customers are asked for; what makes no sense is left out."""
    parts = (form.team, form.region, form.segment, form.stage)
    good = {part.name: part.data for part in parts if not part.errors and part.data}
    number = 1 if form.page.errors else form.page.data or 1
    return CoverageFilter(**good, page=max(1, min(number, _LAST_PAGE)))


def look(form: MaturityMapForm) -> MaturityFilter:
    today = clock.today()
    form.judge_days(today)
    since, until = form.days(today)
    return MaturityFilter(since, until, customers(form), today)


def address(endpoint: str, wanted: CoverageFilter, **more: Any) -> str:
    """A page with the same filter, from its first page on unless another one is named."""
    asked = {name: getattr(wanted, name) for name in ("team", "region", "segment", "stage")}
    return url_for(endpoint, **{name: value for name, value in {**asked, **more}.items() if value})


def chosen(form: RatedPlansForm, names: Sequence[str]) -> dict[str, Any]:
    """Those of the fields that make sense, as an address says them."""
    good = (form[name] for name in names if not form[name].errors and form[name].data)
    return {field.name: field.data for field in good}
