"""What is shown of the items that were found: their texts, and the customer that they are about."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, literal, null, select

from planner.access import Permission, plans_for
from planner.database import Base, rows
from planner.models import Customer, Person, Plan
from planner.models.kinds import Role
from planner.search.queries.hits import Hit


@dataclass(frozen=True, slots=True)
class SearchedShape:
    """Where the items of a noun are stored, which texts are shown, and the column of what it is a
    part of."""

    model: type[Base]
    texts: tuple[str, ...]
    within: str | None = None


@dataclass(frozen=True, slots=True)
class FoundItem:
    """`texts` are as on the card, the title first; `plan_id` is a plan on whose page it stands, if
    the reader sees one; `within` the item of which it is a part."""

    noun: str
    id: int
    texts: list[str]
    plan_id: int | None = None
    within: int | None = None
    role: Role | None = None
    customer: str | None = None
    customer_key: str | None = None


def read(
    hits: Sequence[Hit], shapes: Mapping[str, SearchedShape], reader: Person
) -> list[FoundItem]:
    """The items in their order, in one statement for each noun and one for their customers.

    What was deleted in between is not there.
    """
    by_noun: dict[str, list[int]] = defaultdict(list)
    for hit in hits:
        by_noun[hit.noun].append(hit.item_id)
    stored = {
        (noun, row[0]): row for noun, ids in by_noun.items() for row in _stored(shapes[noun], ids)
    }
    customers = _customers(hits, reader)
    return [
        _item(hit, stored[hit.noun, hit.item_id], customers)
        for hit in hits
        if (hit.noun, hit.item_id) in stored
    ]


def _stored(shape: SearchedShape, ids: list[int]) -> Sequence[Any]:
    columns = Base.metadata.tables[shape.model.__tablename__].c
    within = columns[shape.within] if shape.within else null()
    role = columns["role"] if shape.model is Person else null()
    texts = (columns[text] for text in shape.texts)
    return rows(select(columns["id"], within, role, *texts).where(columns["id"].in_(ids)))


def _item(hit: Hit, row: Any, customers: Mapping[tuple[str, int], "_About"]) -> FoundItem:
    _id, within, role, *texts = row
    of = ("plan", hit.plan_id) if hit.plan_id else ("customer", hit.customer_id or 0)
    about = customers.get(of)
    return FoundItem(
        hit.noun,
        hit.item_id,
        [text for text in texts if text],
        hit.plan_id or (about.plan_id if about else None),
        within,
        role,
        about.name if about else None,
        about.key if about else None,
    )


def _customers(hits: Sequence[Hit], reader: Person) -> dict[tuple[str, int], "_About"]:
    """Of the customers and of the plans that were found: name, key, and a plan that is read."""
    of_plans = {hit.plan_id for hit in hits if hit.plan_id}
    of_customers = {hit.customer_id for hit in hits if hit.customer_id}
    if not (of_plans or of_customers):
        return {}
    readable = (
        select(func.max(Plan.id))
        .where(Plan.customer_id == Customer.id, plans_for(Permission.SEE_PLAN, reader))
        .correlate(Customer)
        .scalar_subquery()
    )
    of_customer = select(
        literal("customer").label("of"), Customer.id, Customer.name, Customer.key, readable
    ).where(Customer.id.in_(of_customers))
    of_plan = (
        select(literal("plan"), Plan.id, Customer.name, Customer.key, Plan.id)
        .join(Customer, Customer.id == Plan.customer_id)
        .where(Plan.id.in_(of_plans))
    )
    found = of_customer.union_all(of_plan)
    return {(row[0], row[1]): _About(*row[2:]) for row in rows(found)}


@dataclass(frozen=True, slots=True)
class _About:
    name: str
    key: str
    plan_id: int | None
