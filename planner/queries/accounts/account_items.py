"""Deals, contacts and stages of many plans' customers as facts, by plan, in the order of the
plan file."""

from collections import defaultdict
from datetime import date

from sqlalchemy import Text, select, type_coerce

from planner.after_signature.facts import CustomerContactFact, DealFact, StageFact
from planner.models import Acquaintance, Contact, Contract, Deal, Field, Plan, StageMove
from planner.queries.maturity.fact_rows import ByParent, FactItems, FactReading, as_text, listed

_DEALS = FactItems(
    select(Deal.plan_id, Deal.key, as_text(Deal.status), Field.name, Contract.key, Deal.decided_on)
    .outerjoin(Field, Field.id == Deal.field_id)
    .outerjoin(Contract, Contract.id == Deal.contract_id)
    .order_by(Deal.position, Deal.id),
    Deal.plan_id,
)
_CONTACTS = FactItems(
    select(
        Plan.id,
        Contact.id,
        Contact.key,
        as_text(Contact.buying_role),
        Contact.influence,
        Contact.attitude,
        type_coerce(Contact.known_since, Text),
    )
    .join(Contact, Contact.customer_id == Plan.customer_id)
    .order_by(Contact.position, Contact.id),
    Plan.id,
)
_ACQUAINTANCES = FactItems(
    select(Acquaintance.contact_id, Acquaintance.person_id)
    .join(Contact, Contact.id == Acquaintance.contact_id)
    .join(Plan, Plan.customer_id == Contact.customer_id)
    .order_by(Acquaintance.contact_id, Acquaintance.position),
    Plan.id,
)
_STAGES = FactItems(
    select(Plan.id, as_text(StageMove.stage), StageMove.on)
    .join(StageMove, StageMove.customer_id == Plan.customer_id)
    .order_by(StageMove.position, StageMove.id),
    Plan.id,
)


def stages(reading: FactReading) -> ByParent[StageFact]:
    day = reading.day
    found: ByParent[StageFact] = defaultdict(list)
    for plan, stage, on in reading.rows(_STAGES):
        found[plan].append(StageFact(stage, day(on)))
    return found


def deal_facts(reading: FactReading) -> ByParent[DealFact]:
    day = reading.day
    found: ByParent[DealFact] = defaultdict(list)
    for plan, key, status, field, contract, decided_on in reading.rows(_DEALS):
        found[plan].append(DealFact(key, status, field, contract, day(decided_on)))
    return found


def contact_facts(reading: FactReading) -> ByParent[CustomerContactFact]:
    known = _known_by(reading)
    found: ByParent[CustomerContactFact] = defaultdict(list)
    for plan, identity, key, role, influence, attitude, since in reading.rows(_CONTACTS):
        days = {each["person"]: date.fromisoformat(each["on"]) for each in listed(since)}
        by = tuple((person, days.get(person)) for person in known.get(identity, ()))
        found[plan].append(CustomerContactFact(key, role, influence, attitude, by))
    return found


def _known_by(reading: FactReading) -> dict[int, dict[str, None]]:
    """By contact, who of us knows them, each once: two plans of a customer name the same."""
    people = reading.people
    found: dict[int, dict[str, None]] = defaultdict(dict)
    for contact, person in reading.rows(_ACQUAINTANCES):
        found[contact][people[person].key] = None
    return found
