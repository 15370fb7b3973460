"""Many customers at once for the rules before and after the signature: so many statements a batch,
however many customers there are. What the rules find here they find in a plan file as well.

Calls on executives are not read, since only the plan file's command is asked about them.
"""

from collections.abc import Callable, Collection, Iterator
from typing import Any

from sqlalchemy import Select, bindparam, select

from planner import clock, rating
from planner.after_signature.account import Account, account_on
from planner.after_signature.facts import AccountFacts, CustomerFact
from planner.models import Customer, Person, Plan
from planner.queries.accounts import account_contracts, account_items
from planner.queries.maturity import fact_items, fact_people, fact_talks, fact_work, organisation
from planner.queries.maturity.fact_rows import ByParent, FactReading, as_text, driver_rows
from planner.queries.maturity.facts import FACTS_BATCH

_PLANS: Select[*tuple[Any, ...]] = (
    select(
        Plan.id,
        Customer.key,
        as_text(Plan.status),
        as_text(Customer.stage),
        Person.key,
    )
    .join(Customer, Customer.id == Plan.customer_id)
    .outerjoin(Person, Person.id == Customer.owner_id)
    .where(Plan.id.in_(bindparam("plan_ids", expanding=True)))
    .order_by(Plan.id)
)

_Read = Callable[[FactReading], ByParent[Any]]
_OF_PLAN: dict[str, _Read] = {
    "potentials": fact_items.potentials,
    "members": fact_items.member_facts,
    "activities": fact_work.activity_facts,
    "conversations": fact_talks.conversations,
}
_OF_CUSTOMER: dict[str, _Read] = {
    "contacts": account_items.contact_facts,
    "contracts": account_contracts.contract_facts,
    "deals": account_items.deal_facts,
}


def account_of_plan(plan_id: int) -> Account:
    """The customer of one plan, as it stands today."""
    return next(account for _plan_id, account in accounts_of_plans([plan_id]))


def accounts_of_plans(
    plan_ids: Collection[int], only: Collection[str] = (*_OF_PLAN, *_OF_CUSTOMER)
) -> Iterator[tuple[int, Account]]:
    """The id of each of these plans with its customer, as that stands today.

    `only` are the lists that the rules to be asked look at; the others stay empty.
    """
    wanted = sorted(plan_ids)
    for start in range(0, len(wanted), FACTS_BATCH):
        yield from _batch(wanted[start : start + FACTS_BATCH], only)


def _batch(plan_ids: list[int], only: Collection[str]) -> Iterator[tuple[int, Account]]:
    people = fact_people.people_named_on(plan_ids)
    reading = FactReading(plan_ids[0], plan_ids[-1], people, among=plan_ids, whole=True)
    lists = {name: read(reading) for name, read in _OF_PLAN.items() if name in only}
    stages = account_items.stages(reading)
    items = {name: read(reading) for name, read in _OF_CUSTOMER.items() if name in only}
    named = rating.People(people.values())
    numbers = organisation.signature_thresholds()
    for identity, key, status, stage, owner in driver_rows(_PLANS, plan_ids=plan_ids):
        plan = rating.Facts(key, status, None, named, **_of(lists, identity))
        facts = AccountFacts(
            plan,
            CustomerFact(key, stage, owner, tuple(stages.get(identity, ()))),
            **_of(items, identity),
        )
        yield identity, account_on(facts, clock.today(), numbers)


def _of(lists: dict[str, ByParent[Any]], plan_id: int) -> dict[str, Any]:
    return {name: tuple(by.get(plan_id, ())) for name, by in lists.items()}
