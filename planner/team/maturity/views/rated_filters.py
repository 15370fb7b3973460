"""Where plans stand in the maturity map, in words, and what its pages are asked for."""

from planner import clock
from planner.models import AgeNames
from planner.rating import Age
from planner.rating.ages import ORDER
from planner.team.maturity.forms import MaturityMapForm
from planner.team.maturity.queries.rated_plans import MaturityFilter, Place
from planner.team.views.customer_filters import offer_customers
from planner.translation import lazy as _
from planner.words.rating import age_name

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


def asked_for(form: MaturityMapForm) -> MaturityFilter:
    """In place of a day that is missing or wrong there is the usual one."""
    today = clock.today()
    offer_customers(form)
    form.validate()
    form.judge_days(today)
    since, until = form.days(today)
    asked = form.asked() | {"since": since, "until": until, "today": today}
    return MaturityFilter(**asked)
