"""Finds the items of a resource, a stretch of a list at a time, as the plan file has them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, select

from planner.api import asking, versions
from planner.api.resources import PLAIN_SHAPES, hidden_in, key_of
from planner.api.versions import NONE, Version
from planner.database import db
from planner.models import Customer, Plan
from planner.models.kinds import ReviewStatus
from planner.planfiles import exporting, stored
from planner.planfiles.checks.parsing import Document
from planner.planfiles.items import CUSTOMERS, ENTRIES, MEMBERS, PEOPLE_SHAPE, PLANS, REVIEWS
from planner.planfiles.shapes import Shape
from planner.planfiles.stored import Contents, Stored


@dataclass(frozen=True, slots=True)
class Place:
    """Where a list lies: what it belongs to, and the address of that, below `/api/v1`."""

    shape: Shape
    address: str
    customer: Customer | None = None
    plan: Plan | None = None
    owner_id: int | None = None
    """Of entries, their conversation's; else it follows from customer and plan."""
    seen: ColumnElement[bool] | None = None
    """Which of it somebody sees, where that is not all of what the list belongs to."""
    beside_plan: bool = False
    """Whether it is looked at by somebody who sees no more of the plan."""

    @property
    def owner(self) -> int:
        if self.owner_id is not None:
            return self.owner_id
        of_plan = self.plan is not None and self.shape.owner == "plan_id"
        owner = self.plan if of_plan else self.customer
        return owner.id if owner is not None else 0

    def conditions(self) -> list[ColumnElement[bool]]:
        columns, found = self.shape.table.c, list[ColumnElement[bool]]()
        if self.shape.owner is not None:
            found.append(columns[self.shape.owner] == self.owner)
        if self.shape is REVIEWS:
            found.append(columns.status == ReviewStatus.HELD)
        return found if self.seen is None else [*found, self.seen]


@dataclass(frozen=True, slots=True)
class Item:
    """One item with its version, and what the file says of it."""

    stored: Stored
    version: Version
    said: Document


def stretch(
    place: Place,
    wanted: Iterable[ColumnElement[bool]],
    order: Sequence[asking.Order],
    limit: int | None,
    after: Sequence[Any] | None,
) -> tuple[list[int], list[Any] | None]:
    """The ids of the next items of a list; and, where more follow, what the last one says of all
    by which the list is in order."""
    table = place.shape.table
    statement = (
        select(table.c.id, *(each.by for each in order))
        .where(*place.conditions(), *wanted)
        .order_by(*asking.ordered_by(order))
    )
    if after is not None:
        statement = statement.where(asking.behind(order, after))
    if limit is not None:
        statement = statement.limit(limit + 1)
    rows = db.session.execute(statement).all()
    if limit is None or len(rows) <= limit:
        return [row[0] for row in rows], None
    return [row[0] for row in rows[:limit]], list(rows[limit - 1][1:])


def items(place: Place, ids: Sequence[int]) -> list[Item]:
    """These items, in this order; what has gone meanwhile is left out."""
    if place.shape in PLAIN_SHAPES:
        return _plain_items(place.shape, ids)
    contents = contents_of(place, ids)
    by_id = {each.id: each for each in _listed(place, contents)}
    found = [by_id[identity] for identity in ids if identity in by_id]
    return told(place, found, contents)


def _plain_items(shape: Shape, ids: Sequence[int]) -> list[Item]:
    """Of what is one row each."""
    columns = [shape.table.c[each.column] for each in shape.attributes]
    rows = db.session.execute(select(shape.table.c.id, *columns).where(shape.table.c.id.in_(ids)))
    by_id = {row[0]: dict(zip(shape.names, row[1:], strict=True)) for row in rows}
    found = [Stored(each, 0, 0, by_id[each]) for each in ids if each in by_id]
    last = versions.of_items(shape, found, Contents())
    return [Item(each, last.get(each.id, NONE), _said_of(each.values)) for each in found]


def _said_of(values: Mapping[str, Any]) -> Document:
    return {name: value for name, value in values.items() if value is not None}


def told(place: Place, found: Sequence[Stored], contents: Contents) -> list[Item]:
    """What the file says of each, with its version."""
    but = hidden_in(place.shape, beside_plan=place.beside_plan)
    last = versions.of_items(place.shape, found, contents)
    said = exporting.item_documents(contents, place.shape, found, but)
    return [
        Item(each, last.get(each.id, NONE), document)
        for each, document in zip(found, said, strict=True)
    ]


def contents_of(place: Place, ids: Sequence[int] = ()) -> Contents:
    """Everything that belongs together with the list, or of customers and people these."""
    connection = db.session.connection()
    if place.shape is PEOPLE_SHAPE:
        columns = PEOPLE_SHAPE.table.c
        rows = db.session.execute(select(columns.key).where(columns.id.in_(ids)))
        keys = [key for (key,) in rows]
        return stored.load_stored(connection, customers=(), plans=(), people=keys)
    customers = ids if place.customer is None else [place.customer.id]
    plans = [place.plan.id] if place.plan is not None else []
    if place.shape is PLANS and place.plan is None:
        plans = list(ids)
    return stored.load_stored(connection, customers=customers, plans=plans)


def named(place: Place, key: str, contents: Contents) -> Stored | None:
    """The item that an address calls so; of somebody's memberships the last one."""
    name = key_of(place.shape)
    listed = _listed(place, contents)
    if name == "id":
        return next((each for each in listed if str(each.id) == key), None)
    found = [each for each in listed if each.values[name] == key]
    if place.shape is MEMBERS:
        found.sort(key=lambda each: each.values["left_on"] or "9999", reverse=True)
    return found[0] if found else None


def _listed(place: Place, contents: Contents) -> list[Stored]:
    if place.shape is CUSTOMERS:
        return list(contents.customers.values())
    if place.shape is PLANS:
        return list(contents.plans.values())
    if place.shape is PEOPLE_SHAPE:
        return list(contents.people.values())
    return contents.items(place.shape, place.owner)


def path_of(place: Place, item: Item) -> str:
    """The address of an item, below `/api/v1`."""
    name = key_of(place.shape)
    key = item.stored.id if name == "id" else item.stored.values[name]
    return f"{place.address}/{key}"


def answered_item(place: Place, item: Item, root: str) -> Document:
    """The item in the words of the plan file, with what only answers say; `root` is the address of
    `/api/v1`."""
    at = item.version.at
    besides: Document = {
        "version": item.version.number,
        "updated_at": at.strftime("%Y-%m-%dT%H:%M:%SZ") if at else None,
    }
    if key_of(place.shape) == "id":
        besides["id"] = item.stored.id
    return {**item.said, **besides, "url": f"{root}{path_of(place, item)}"}


def is_nested(place: Place) -> bool:
    return place.shape is ENTRIES
