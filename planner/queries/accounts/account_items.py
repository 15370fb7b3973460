"""Potentials, deals and contacts of many plans' customers as facts, by plan, in the order of the
plan file."""

import json
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Text, select, type_coerce

from planner import rating
from planner.after_signature.facts import CustomerContactFact, DealFact, StageFact
from planner.models import Acquaintance, Contact, Contract, Deal, Field, Plan, Potential, StageMove
from planner.queries.maturity.fact_rows import ByParent, FactItems, FactReading, as_text

_POTENTIALS = FactItems(
    select(
        Plan.id,
        Field.name,
        Potential.annual_value,
        Potential.screened_on,
        as_text(Potential.status),
        Potential.share_of_wallet,
        Potential.unit,
        type_coerce(Potential.competitors, Text),
    )
    .join(Potential, Potential.customer_id == Plan.customer_id)
    .join(Field, Field.id == Potential.field_id)
    .order_by(Potential.position, Potential.id),
    Plan.id,
)
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


def potentials(reading: FactReading) -> ByParent[rating.PotentialFact]:
    day, amount = reading.day, reading.amount
    found: ByParent[rating.PotentialFact] = defaultdict(list)
    for row in reading.rows(_POTENTIALS):
        plan, field, annual_value, screened_on, status, share, unit, competitors = row
        found[plan].append(
            rating.PotentialFact(
                field=field,
                annual_value=amount(annual_value),
                screened_on=day(screened_on),
                status=status,
                share_of_wallet=amount(share),
                unit=unit,
                competitors=_competitors(competitors),
            )
        )
    return found


def _competitors(stored: Any) -> tuple[rating.CompetitorFact, ...]:
    return tuple(_competitor(each["name"], each.get("share")) for each in _listed(stored))


def _listed(stored: Any) -> Sequence[Any]:
    """SQLite hands over a text, PostgreSQL what it says."""
    return json.loads(stored) if isinstance(stored, str) else stored or ()


def _competitor(name: str, share: float | None) -> rating.CompetitorFact:
    return rating.CompetitorFact(name, None if share is None else Decimal(str(share)))


def deals(reading: FactReading) -> ByParent[DealFact]:
    day = reading.day
    found: ByParent[DealFact] = defaultdict(list)
    for plan, key, status, field, contract, decided_on in reading.rows(_DEALS):
        found[plan].append(DealFact(key, status, field, contract, day(decided_on)))
    return found


def contacts(reading: FactReading) -> ByParent[CustomerContactFact]:
    known = _known_by(reading)
    found: ByParent[CustomerContactFact] = defaultdict(list)
    for plan, identity, key, role, influence, attitude, since in reading.rows(_CONTACTS):
        days = {each["person"]: date.fromisoformat(each["on"]) for each in _listed(since)}
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
