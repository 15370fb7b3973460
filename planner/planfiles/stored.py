"""What the database has of plans, in the words of the plan file."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, zip_longest
from typing import Any, Final, TypeVar

from sqlalchemy import Connection, Select

from planner.planfiles import statements
from planner.planfiles.items import (
    CUSTOMERS,
    FIELDS_SHAPE,
    LISTED_SHAPES,
    PEOPLE_SHAPE,
    PLANS,
    is_of_customer,
)
from planner.planfiles.shapes import ItemValues, PlainList, Shape

T = TypeVar("T")

MOST_PARAMETERS: Final = 10_000
"""Of one statement; the databases take about three times as many."""

_Rows = Sequence[Sequence[Any]]
Held = dict[int, list[Any]]


@dataclass(slots=True, eq=False)
class Stored:
    """An item as the database has it; `owner_id` is that of its customer, plan, goal or talk."""

    id: int
    owner_id: int
    position: int
    values: ItemValues


@dataclass(slots=True)
class Contents:
    """Customers and plans with all that is in them, each list in its order."""

    customers: dict[int, Stored] = field(default_factory=dict)
    plans: dict[int, Stored] = field(default_factory=dict)
    lists: dict[str, dict[int, list[Stored]]] = field(default_factory=dict)
    """By the list's name and what it belongs to."""
    people: dict[str, Stored] = field(default_factory=dict)
    fields: dict[str, int] = field(default_factory=dict)
    people_order: dict[int, list[str]] = field(default_factory=dict)
    """By plan, the people that its file spoke of."""
    unnamed_owners: set[int] = field(default_factory=set)
    """The customers whose file left open who their owner is."""

    def items(self, shape: Shape, owner_id: int) -> list[Stored]:
        return self.lists.get(shape.list, {}).get(owner_id, [])


def load_stored(
    connection: Connection,
    *,
    customers: Collection[int],
    plans: Collection[int],
    people: Collection[str] = (),
    fields: Collection[str] = (),
) -> Contents:
    """These customers and plans, the people and fields they speak of, and those named besides.

    What refers is read before what it refers to: what somebody else adds in between is missed as
    a whole, and never half.
    """
    reading = _Reading(connection, list(customers), list(plans))
    return reading.contents(people, fields)


class _Reading:
    def __init__(self, connection: Connection, customers: list[int], plans: list[int]) -> None:
        self.connection = connection
        self.customers = customers
        self.plans = plans
        self.held: dict[PlainList, _Rows] = {}
        self.rows: dict[Shape, _Rows] = {}
        self.keys: dict[str, dict[int, str]] = {}

    def contents(self, people: Collection[str], fields: Collection[str]) -> Contents:
        orders = self._wanted(statements.ORDERS, self.plans)
        for shape in (*reversed(LISTED_SHAPES), PLANS, CUSTOMERS):
            wanted = self.customers if is_of_customer(shape) else self.plans
            for each in shape.lists:
                self.held[each] = self._wanted(statements.held(each, shape), wanted)
            self.rows[shape] = self._wanted(statements.select_items(shape), wanted)
            self._note_keys(shape)
        found = Contents()
        self._read_people(found, people, {row[1] for row in orders}, fields)
        for shape, rows in self.rows.items():
            lists = {each.name: self._held(each) for each in shape.lists}
            found.lists[shape.list] = by_owner(self._stored(shape, rows, lists))
        found.customers = _by_id(found.lists.pop(CUSTOMERS.list))
        found.plans = _by_id(found.lists.pop(PLANS.list))
        unnamed = self._wanted(statements.UNNAMED_OWNERS, self.customers)
        found.unnamed_owners = {customer_id for (customer_id,) in unnamed}
        for plan_id, person_id in orders:
            key = self.keys[PEOPLE_SHAPE.list][person_id]
            found.people_order.setdefault(plan_id, []).append(key)
        return found

    def _wanted(self, statement: Select[Any], wanted: list[int]) -> _Rows:
        if not wanted:
            return []
        return self.connection.execute(statement, {statements.WANTED: wanted}).all()

    def _note_keys(self, shape: Shape) -> None:
        at = next((n for n, each in enumerate(shape.attributes, 3) if each.name == "key"), None)
        if at is not None:
            self.keys[shape.list] = {row[0]: row[at] for row in self.rows[shape]}

    def _read_people(
        self, found: Contents, named: Collection[str], ids: set[int], fields: Collection[str]
    ) -> None:
        ids |= self._referred(PEOPLE_SHAPE.list)
        rows = self._either(statements.PEOPLE_WANTED, ids, named)
        self.rows[PEOPLE_SHAPE] = [(row[0], row[0], row[0], *row[1:]) for row in rows]
        self._note_keys(PEOPLE_SHAPE)
        wanted = self._referred(FIELDS_SHAPE.list)
        names = self._either(statements.FIELDS_WANTED, wanted, fields)
        self.keys[FIELDS_SHAPE.list] = {row[0]: row[1] for row in names}
        found.fields = {row[1]: row[0] for row in names}
        people = self._stored(PEOPLE_SHAPE, self.rows.pop(PEOPLE_SHAPE), {})
        found.people = {person.values["key"]: person for person in people}

    def _either(self, statement: Select[Any], ids: Iterable[int], names: Iterable[str]) -> _Rows:
        rows: list[Sequence[Any]] = []
        for some, named in zip_longest(chunks(ids), chunks(names), fillvalue=()):
            values = {statements.WANTED: some, statements.NAMED: named}
            rows += self.connection.execute(statement, values).all()
        return rows

    def _referred(self, target: str) -> set[int]:
        """The ids of everything in `target` that the rows refer to."""
        found: set[int] = set()
        for shape, rows in self.rows.items():
            for at, attribute in enumerate(shape.attributes, 3):
                if attribute.target == target:
                    found.update(row[at] for row in rows)
        for of, rows in self.held.items():
            if of.single and of.single.target == target:
                found.update(row[1] for row in rows)
        return found - {None}

    def _held(self, of: PlainList) -> Held:
        found: Held = defaultdict(list)
        single = of.single
        for owner, *values in self.held[of]:
            if single is None:
                names = (attribute.name for attribute in of.attributes)
                found[owner].append(dict(zip(names, values, strict=True)))
            elif single.target is None:
                found[owner].append(values[0])
            elif (key := self.keys[single.target].get(values[0])) is not None:
                found[owner].append(key)
        return found

    def _stored(self, shape: Shape, rows: _Rows, lists: dict[str, Held]) -> Iterator[Stored]:
        attributes = [
            (each.name, self.keys[each.target].get if each.target else each.kind.show)
            for each in shape.attributes
        ]
        for item_id, owner_id, position, *columns in rows:
            values: ItemValues = {
                name: None if value is None else shown(value)
                for (name, shown), value in zip(attributes, columns, strict=True)
            }
            for name, held in lists.items():
                values[name] = held.get(item_id, [])
            yield Stored(item_id, owner_id, position, values)


def by_owner(stored: Iterable[Stored]) -> dict[int, list[Stored]]:
    """What is stored by the id of what it belongs to, in its order."""
    found: dict[int, list[Stored]] = defaultdict(list)
    for each in stored:
        found[each.owner_id].append(each)
    return found


def _by_id(lists: dict[int, list[Stored]]) -> dict[int, Stored]:
    return {each.id: each for stored in lists.values() for each in stored}


def chunks(values: Iterable[T], size: int = MOST_PARAMETERS) -> Iterator[list[T]]:
    """The values in pieces, without more said such as one statement can take."""
    rest = iter(values)
    while some := list(islice(rest, size)):
        yield some
