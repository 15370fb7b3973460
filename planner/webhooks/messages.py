"""What is sent of an event: what it was about, as its reader sees it now."""

import datetime
import json
from collections.abc import Collection, Iterable, Iterator
from typing import Any, Final

from sqlalchemy import select

from planner.access import Permission, allows, general_standings
from planner.api import reading
from planner.api.event_log import TYPES, seen_by
from planner.api.reading import Place
from planner.api.resources import OF_CUSTOMER, OF_PLAN
from planner.application import PROGRAMS
from planner.database import db
from planner.models import Customer, Event, Person, Plan
from planner.planfiles.checks.parsing import Document
from planner.planfiles.items import CONVERSATIONS, CUSTOMERS, ENTRIES, PLANS
from planner.planfiles.stored import Contents, Stored

_Key = tuple[str, int | None]
_MICROSECONDS: Final = 1_000_000


def message_id(webhook_id: int, event_id: int, at: datetime.datetime) -> str:
    """The same at each attempt, and another one where an older state of the database goes on."""
    return f"msg_{webhook_id}_{event_id}_{int(at.timestamp() * _MICROSECONDS):x}"


def seen_among(person: Person, ids: Collection[int]) -> set[int]:
    """Those of these events that somebody may read of at this moment."""
    if not person.is_active:
        return set()
    if not allows(Permission.SEE_COMMON_PAGES, general_standings(person)):
        return set()
    seen = select(Event.id).where(Event.id.in_(ids), Event.type.in_(TYPES), seen_by(person))
    return set(db.session.scalars(seen))


class Messages:
    """Makes the messages of a round: what several receivers are told of is looked up once."""

    def __init__(self, base_url: str) -> None:
        self._root = f"{base_url}{PROGRAMS}"
        self._bodies: dict[int, bytes] = {}

    def bodies(self, ids: Collection[int]) -> dict[int, bytes]:
        """By the numbers of the events; of what is gone nothing but that."""
        missing = [number for number in ids if number not in self._bodies]
        events = select(Event, Customer, Plan)
        events = events.outerjoin(Customer, Customer.id == Event.customer_id)
        events = events.outerjoin(Plan, Plan.id == Event.plan_id).where(Event.id.in_(missing))
        by_place: dict[tuple[int | None, int | None], list[Any]] = {}
        for row in db.session.execute(events):
            by_place.setdefault((row[0].customer_id, row[0].plan_id), []).append(row)
        for rows in by_place.values():
            _event, customer, plan = rows[0]
            about = {(event.subject, event.subject_id) for event, _customer, _plan in rows}
            items = dict(self._items(customer, plan, about)) if customer is not None else {}
            for event, _customer, _plan in rows:
                item = items.get((event.subject, event.subject_id))
                self._bodies[event.id] = _body(event, customer, plan, item)
        return {number: self._bodies[number] for number in ids if number in self._bodies}

    def _items(
        self, customer: Customer, plan: Plan | None, about: Collection[_Key]
    ) -> Iterator[tuple[_Key, Document]]:
        """What has an address of its own, by table and id."""
        tables = {table for table, _id in about}
        places = [each for each in _places(customer, plan) if each.shape.list in tables]
        if not places and ENTRIES.list not in tables:
            return
        contents = reading.contents_of(_place_of_all(customer, plan))
        entries = _entries(customer, plan, contents) if ENTRIES.list in tables else []
        for place in (*places, *entries):
            wanted = [
                each for each in _listed(place, contents) if (place.shape.list, each.id) in about
            ]
            for item in reading.told(place, wanted, contents):
                said = reading.answered_item(place, item, self._root)
                yield (place.shape.list, item.stored.id), said


def _body(
    event: Event, customer: Customer | None, plan: Plan | None, item: Document | None
) -> bytes:
    said = {
        "type": event.type,
        "timestamp": event.at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "data": {
            "event": event.id,
            "customer": customer.key if customer is not None else None,
            "plan": plan.starts_on.isoformat() if plan is not None else None,
            "item": item,
        },
    }
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()


def _place_of_all(customer: Customer, plan: Plan | None) -> Place:
    return Place(PLANS, f"/customers/{customer.key}/plans", customer, plan)


def _places(customer: Customer, plan: Plan | None) -> Iterator[Place]:
    yield Place(CUSTOMERS, "/customers", customer)
    for name, shape in OF_CUSTOMER.items():
        yield Place(shape, f"/customers/{customer.key}/{name}", customer)
    if plan is not None:
        plans = _place_of_all(customer, plan)
        yield plans
        below = f"{plans.address}/{plan.starts_on.isoformat()}"
        for name, shape in OF_PLAN.items():
            yield Place(shape, f"{below}/{name}", customer, plan)


def _entries(customer: Customer, plan: Plan | None, contents: Contents) -> Iterator[Place]:
    if plan is None:
        return
    below = f"/customers/{customer.key}/plans/{plan.starts_on.isoformat()}/{CONVERSATIONS.list}"
    for talk in contents.items(CONVERSATIONS, plan.id):
        address = f"{below}/{talk.values['key']}/{ENTRIES.list}"
        yield Place(ENTRIES, address, customer, plan, owner_id=talk.id)


def _listed(place: Place, contents: Contents) -> Iterable[Stored]:
    if place.shape is CUSTOMERS:
        return contents.customers.values()
    if place.shape is PLANS:
        return contents.plans.values()
    return contents.items(place.shape, place.owner)
