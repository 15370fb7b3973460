"""What is read: lists, items, and what is known of a plan beside them."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from flask import Response, abort, request
from sqlalchemy import Select, select

from planner.access import Permission, visible_customers
from planner.api import asking, event_log, reading
from planner.api.problems import Problem
from planner.api.reading import Place
from planner.api.resources import PLAIN_SHAPES, SHAPE_OF_FIELDS, SHAPE_OF_TEAMS
from planner.api.views import answers, asked, places, request_views
from planner.api.views.answers import View
from planner.models import Customer
from planner.planfiles import exporting
from planner.planfiles.items import ACTIVITIES, CUSTOMERS, PEOPLE_SHAPE, PLANS, REQUESTS
from planner.queries.maturity import maturity
from planner.views.web import check_general, finding, may, me, periods, rights
from planner.words import gettext

_Hide = Callable[[reading.Item], None]


def me_view() -> Response:
    asked.only()
    person = me()
    return answers.as_json(
        {
            "key": person.key,
            "name": person.name,
            "email": person.email,
            "role": person.role.value,
            "field": person.field.name if person.field else None,
            "team": person.team.name if person.team else None,
            "unit": person.unit,
            "is_administrator": person.is_administrator,
            "is_auditor": person.is_auditor,
        }
    )


def customers() -> Response:
    check_general(Permission.SEE_COMMON_PAGES)
    seen = CUSTOMERS.table.c.id.in_(_visible())
    return _list(Place(CUSTOMERS, "/customers", seen=seen))


def customer(customer: str) -> Response:
    place = places.customer_place(customer, Permission.SEE_PLAN)
    return _one(place, customer)


def of_customer(customer: str, resource: str) -> Response:
    return _list(places.of_customer(customer, resource, Permission.SEE_PLAN))


def one_of_customer(customer: str, resource: str, key: str) -> Response:
    return _one(places.of_customer(customer, resource, Permission.SEE_PLAN), key)


def plans(customer: str) -> Response:
    found, _plan = finding.find_customer(customer, Permission.SEE_PLAN)
    ids = [plan.id for plan in periods()]
    address = f"/customers/{found.key}/plans"
    return _list(Place(PLANS, address, found, seen=PLANS.table.c.id.in_(ids)))


def plan(customer: str, starts_on: str) -> Response:
    found = places.find_plan(customer, starts_on, Permission.SEE_PLAN)
    return _one(places.plan_place(found), found.starts_on.isoformat())


def of_plan(customer: str, starts_on: str, resource: str) -> Response:
    found = places.find_plan(customer, starts_on, Permission.SEE_PLAN)
    return _list(places.below(found, resource))


def one_of_plan(customer: str, starts_on: str, resource: str, key: str) -> Response:
    if resource == ACTIVITIES.list:
        see = Permission.SEE_ACTIVITY
        return _one(places.activity_place(customer, starts_on, key, see), key)
    if resource == REQUESTS.list:
        return request_views.show(customer, starts_on, key)
    found = places.find_plan(customer, starts_on, Permission.SEE_PLAN)
    return _one(places.below(found, resource), key)


def entries(customer: str, starts_on: str, conversation: str) -> Response:
    found = places.find_plan(customer, starts_on, Permission.SEE_PLAN)
    return _list(places.entries_of(found, conversation))


def entry(customer: str, starts_on: str, conversation: str, key: str) -> Response:
    found = places.find_plan(customer, starts_on, Permission.SEE_PLAN)
    return _one(places.entries_of(found, conversation), key)


def plan_file(customer: str, starts_on: str) -> Response:
    asked.only()
    found = places.find_plan(customer, starts_on, Permission.SEE_PLAN)
    return answers.as_json(exporting.export_document(found))


def rating(customer: str, starts_on: str) -> Response:
    """The age that is seen on the page by this person, on the day from which it is."""
    asked.only()
    found = places.find_plan(customer, starts_on, Permission.SEE_PLAN)
    rights.check_sight(Permission.SEE_RATING)
    stand = maturity.stand(found.id, at_once=may(Permission.SEE_RATING_AT_ONCE))
    if stand is None:
        abort(404)
    return answers.as_json(_said_of(stand))


def people() -> Response:
    check_general(Permission.SEE_COMMON_PAGES)
    return _list(Place(PEOPLE_SHAPE, "/people"), but=_private)


def person(key: str) -> Response:
    check_general(Permission.SEE_COMMON_PAGES)
    seen = PEOPLE_SHAPE.table.c.key == key
    return _one(Place(PEOPLE_SHAPE, "/people", seen=seen), key, but=_private)


def teams() -> Response:
    check_general(Permission.SEE_COMMON_PAGES)
    return _list(Place(SHAPE_OF_TEAMS, "/teams"))


def team(key: str) -> Response:
    check_general(Permission.SEE_COMMON_PAGES)
    return _one(places.plain_place(SHAPE_OF_TEAMS, key), key)


def fields() -> Response:
    check_general(Permission.SEE_COMMON_PAGES)
    return _list(Place(SHAPE_OF_FIELDS, "/fields"))


def field(key: str) -> Response:
    check_general(Permission.SEE_COMMON_PAGES)
    return _one(places.plain_place(SHAPE_OF_FIELDS, key), key)


def events() -> Response:
    """What happened on what one sees, in order, for catching up from where one has read to."""
    asked.only("after", "limit")
    check_general(Permission.SEE_COMMON_PAGES)
    after = request.args.get("after", "0")
    if not (after.isascii() and after.isdecimal() and len(after) < 16):  # noqa: PLR2004 - digits
        raise Problem(
            "request", gettext("after: write the number of the last event that you have.")
        )
    limit = asked.limit() or asked.MOST
    found, last = event_log.following(me(), int(after), limit)
    following = None
    if len(found) == limit:
        following = answers.of_path(f"{answers.ROOT}/events?after={last}&limit={limit}")
    return answers.as_json({"items": found, "next": following, "last": last})


def _list(place: Place, but: _Hide | None = None) -> Response:
    wanted = asked.asked_of(place.shape)
    ids, last = reading.stretch(place, wanted.conditions, wanted.order, wanted.limit, wanted.after)
    items = reading.items(place, ids)
    for item in items:
        if but is not None:
            but(item)
    return answers.many(place, items, wanted.following(last))


def _one(place: Place, key: str, but: _Hide | None = None) -> Response:
    asked.only()
    ids, _last = reading.stretch(place, (), asking.ordered(place.shape, ""), None, None)
    found = reading.items(place, ids) if _is_whole(place) else _named(place, key)
    if not found:
        abort(404)
    if but is not None:
        but(found[0])
    return answers.one(place, found[0])


def _is_whole(place: Place) -> bool:
    """Whether the place itself says which one it is."""
    return place.shape in (CUSTOMERS, PLANS, PEOPLE_SHAPE, *PLAIN_SHAPES)


def _named(place: Place, key: str) -> list[reading.Item]:
    contents, stored = places.found_in(place, key)
    return reading.told(place, [stored], contents)


def _private(item: reading.Item) -> None:
    """Addresses are for administrators, and for whose they are."""
    if not may(Permission.ADMINISTER) and item.stored.id != me().id:
        item.said.pop("email", None)


def _visible() -> Select[int]:
    return select(Customer.id).where(visible_customers(me()))


def _said_of(stand: maturity.Stand) -> dict[str, Any]:
    symptoms = [
        {"code": held.code, "age": held.age.value, "decides": held.decides}
        for held in stand.symptoms
    ]
    return {
        "age": stand.age.value if stand.age else None,
        "since": stand.on.isoformat() if stand.on else None,
        "symptoms": symptoms,
    }


READING_VIEWS: Final[Mapping[str, Mapping[str, View]]] = {
    "me": {"GET": me_view},
    "customers": {"GET": customers},
    "customer": {"GET": customer},
    "of_customer": {"GET": of_customer},
    "one_of_customer": {"GET": one_of_customer},
    "plans": {"GET": plans},
    "plan": {"GET": plan},
    "of_plan": {"GET": of_plan},
    "one_of_plan": {"GET": one_of_plan},
    "entries": {"GET": entries},
    "entry": {"GET": entry},
    "plan_file": {"GET": plan_file},
    "rating": {"GET": rating},
    "people": {"GET": people},
    "person": {"GET": person},
    "teams": {"GET": teams},
    "team": {"GET": team},
    "fields": {"GET": fields},
    "field": {"GET": field},
    "events": {"GET": events},
}
