"""What the rating needs to know, read from the database: so many statements a batch of plans.

Plans come in the order of their ids, so that a batch is a range of ids and memory stays flat
however many there are. Nothing but plain columns is loaded, and of plans that are not active
nothing but the plan itself.
"""

from collections.abc import Callable, Collection, Iterator
from typing import Any

from sqlalchemy import Select, bindparam, func, select

from planner import rating
from planner.database import db, named
from planner.models import Customer, Plan
from planner.queries.maturity import fact_items, fact_talks, fact_work
from planner.queries.maturity.fact_people import FewPeople, everybody
from planner.queries.maturity.fact_rows import ByParent, FactReading, Rows, as_text, driver_rows

FACTS_BATCH = 500

_PLANS: Select[*tuple[Any, ...]] = (
    select(Plan.id, Customer.key, as_text(Plan.status), Plan.activated_on)
    .join(Customer, Customer.id == Plan.customer_id)
    .order_by(Plan.id)
)
_IN_RANGE = _PLANS.where(Plan.id.between(bindparam("first"), bindparam("last")))
_AMONG = named(_PLANS.where(Plan.id.in_(bindparam("plan_ids", expanding=True))))
_NEXT = (
    select(Plan.id).where(Plan.id > bindparam("last")).order_by(Plan.id).limit(bindparam("most"))
)

_LISTS: dict[str, Callable[[FactReading], ByParent[Any]]] = {
    "potentials": fact_items.potentials,
    "members": fact_items.member_facts,
    "requests": fact_items.requests,
    "goals": fact_work.goal_facts,
    "activities": fact_work.activity_facts,
    "conversations": fact_talks.conversations,
    "ideas": fact_items.ideas,
    "reviews": fact_items.reviews,
}


def count() -> int:
    """How many plans there are."""
    return db.session.scalar(select(func.count(Plan.id))) or 0


def facts_of_plan(plan_id: int) -> rating.Facts:
    """The facts of one plan."""
    return next(facts for _plan_id, facts in facts_of_plans([plan_id]))


def facts_of_plans(plan_ids: Collection[int]) -> Iterator[tuple[int, rating.Facts]]:
    """The id and the facts of each of these plans, in the order of their ids."""
    wanted = sorted(plan_ids)
    for start in range(0, len(wanted), FACTS_BATCH):
        some = wanted[start : start + FACTS_BATCH]
        people = FewPeople(some)
        reading = FactReading(some[0], some[-1], people, among=some)
        plans = driver_rows(_AMONG, plan_ids=some)
        lists = _lists(reading)
        known = rating.People(people.values())
        yield from zip(
            (plan[0] for plan in plans), _facts(plans, reading, lists, known), strict=True
        )


def of_all_plans() -> Iterator[rating.Facts]:
    """The facts of every plan, in the order of their ids."""
    read = ReadingRanges()
    for first, last in ranges():
        yield from read.facts(first, last)


def ranges() -> Iterator[tuple[int, int]]:
    """The first and the last id of one batch of plans after the other."""
    last = 0
    while ids := driver_rows(_NEXT, last=last, most=FACTS_BATCH):
        first, last = ids[0][0], ids[-1][0]
        yield first, last


class ReadingRanges:
    """Reads one range of plans after the other; the people are read once for all of them."""

    def __init__(self) -> None:
        self._people = everybody()
        self._named = rating.People(self._people.values())

    def facts(self, first: int, last: int) -> Iterator[rating.Facts]:
        """The facts of the plans whose ids lie in that range, in the order of their ids."""
        reading = FactReading(first, last, self._people)
        plans = driver_rows(_IN_RANGE, first=first, last=last)
        return _facts(plans, reading, _lists(reading), self._named)


_Lists = list[tuple[str, ByParent[Any]]]


def _lists(reading: FactReading) -> _Lists:
    return [(name, read(reading)) for name, read in _LISTS.items()]


def _facts(
    plans: Rows, reading: FactReading, lists: _Lists, people: rating.People
) -> Iterator[rating.Facts]:
    day = reading.day
    for identity, customer, status, activated_on in plans:
        items: dict[str, Any] = {name: tuple(by.get(identity, ())) for name, by in lists}
        yield rating.Facts(customer, status, day(activated_on), people, **items)
