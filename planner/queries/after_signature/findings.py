"""What the rules find on many plans: after signatures, about renewals, about who knows whom, and
about calls on executives."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import and_, bindparam, exists, or_, select
from sqlalchemy.orm import aliased

from planner import clock
from planner.after_signature.account import Account
from planner.after_signature.facts import CustomerContactFact, DealFact
from planner.after_signature.handover_codes import handovers_of
from planner.after_signature.relationships import relationship_codes
from planner.after_signature.renewals import renewals_of
from planner.database import rows
from planner.models import (
    Acquaintance,
    Contact,
    Conversation,
    Deal,
    Entry,
    EntryContact,
    Person,
    Plan,
)
from planner.models.kinds import DealStatus, PlanStatus
from planner.queries.after_signature import contract_rows, handover_facts, renewal_facts
from planner.queries.after_signature.contract_rows import ContractRow
from planner.queries.plan import sponsor_calls

SignatureFindings = dict[tuple[int | None, str], list[str]]
"""The evidence by contract and code."""

_earlier = aliased(Plan)
_begins_earlier = or_(
    _earlier.starts_on < Plan.starts_on,
    and_(_earlier.starts_on == Plan.starts_on, _earlier.id < Plan.id),
)
_NEXT = (
    select(Plan.id, Plan.customer_id)
    .where(
        Plan.status != PlanStatus.CLOSED,
        Plan.id > bindparam("last"),
        ~exists().where(
            _earlier.customer_id == Plan.customer_id,
            _earlier.status != PlanStatus.CLOSED,
            _begins_earlier,
        ),
    )
    .order_by(Plan.id)
    .limit(bindparam("most"))
)


def next_plans(after: int, most: int) -> dict[int, int]:
    """The plans that come after this one, by customer: of each the open one that begins first, so
    that what holds of a customer is told once, and also before its plan is agreed."""
    return {customer: plan for plan, customer in rows(_NEXT, last=after, most=most)}


def findings_of_plans(plans: Mapping[int, int]) -> dict[int, SignatureFindings]:
    """By plan, all that holds today; so many statements, however many plans."""
    contracts: dict[int, list[ContractRow]] = {customer: [] for customer in plans}
    for row in contract_rows.contracts_of_customers(list(plans)):
        contracts[row.customer_id].append(row)
    handovers = handover_facts.accounts(handover_facts.signed(contracts), plans)
    renewals = renewal_facts.accounts(contracts, plans)
    known = _with_acquaintances(handovers, plans)
    calls = _calls(list(plans.values()))
    return {
        plan: _findings(contracts[one], handovers[one], renewals[one], known[one])
        | calls.get(plan, {})
        for one, plan in plans.items()
    }


def _calls(plans: list[int]) -> Mapping[int, SignatureFindings]:
    """By plan, which calls on executives nobody answers, or lack an outcome."""
    found: dict[int, SignatureFindings] = defaultdict(lambda: defaultdict(list))
    for call in sponsor_calls.open_of_plans(plans):
        for code in call.codes:
            found[call.plan_id][None, code].append(f"sponsor_request:{call.key}")
    return found


def _findings(
    contracts: Sequence[ContractRow], handovers: Account, renewals: Account, known: Account
) -> SignatureFindings:
    ids = {row.key: row.id for row in contracts}
    found: SignatureFindings = {}
    for handover in handovers_of(handovers):
        for code in handover.codes:
            key = handover.handover.contract.key
            found[ids[key], code.code] = list(code.evidence)
    for renewal in renewals_of(renewals):
        for risk in renewal.risks:
            found[ids[renewal.contract.key], risk.code] = list(risk.evidence)
    for code in relationship_codes(known):
        found[None, code.code] = list(code.evidence)
    return found


_CONTACTS = (
    select(Contact.customer_id, Contact.id, Contact.key, Contact.buying_role, Contact.influence)
    .where(Contact.customer_id.in_(bindparam("customers", expanding=True)))
    .order_by(Contact.position, Contact.id)
)
_KNOWN_BY = (
    select(Acquaintance.contact_id, Acquaintance.person_id, Person.key, Contact.known_since)
    .join(Contact, Contact.id == Acquaintance.contact_id)
    .join(Person, Person.id == Acquaintance.person_id)
    .where(Contact.customer_id.in_(bindparam("customers", expanding=True)))
)
# In the order in which the entries of a topic are numbered.
_ENTRIES = (
    select(Conversation.plan_id, Conversation.key, Entry.id)
    .join(Entry, Entry.conversation_id == Conversation.id)
    .where(Conversation.plan_id.in_(bindparam("plans", expanding=True)))
    .order_by(Conversation.position, Conversation.id, Entry.position, Entry.id)
)
_MET = (
    select(EntryContact.entry_id, Contact.key)
    .join(Contact, Contact.id == EntryContact.contact_id)
    .join(Entry, Entry.id == EntryContact.entry_id)
    .join(Conversation, Conversation.id == Entry.conversation_id)
    .where(Conversation.plan_id.in_(bindparam("plans", expanding=True)))
)


def _with_acquaintances(
    accounts: Mapping[int, Account], plans: Mapping[int, int]
) -> dict[int, Account]:
    """The same accounts, with the customers' people and whom the talks were with."""
    contacts, met = _contacts(list(plans)), _met(list(plans.values()))
    deals = _deals(list(plans.values()))
    return {
        customer: _knowing(
            account,
            contacts.get(customer, ()),
            met.get(plans[customer], {}),
            deals.get(plans[customer], ()),
        )
        for customer, account in accounts.items()
    }


def _knowing(
    account: Account,
    contacts: Sequence[CustomerContactFact],
    met: Mapping[str, list[list[str]]],
    deals: Sequence[DealFact],
) -> Account:
    plan = account.facts.plan
    talks = tuple(
        replace(
            talk,
            entries=tuple(
                replace(entry, contacts=tuple(met[talk.key][entry.index])) for entry in talk.entries
            ),
        )
        for talk in plan.conversations
    )
    facts = replace(
        account.facts,
        plan=replace(plan, conversations=talks),
        contacts=tuple(contacts),
        deals=tuple(deals),
    )
    return Account(facts, account.day, account.thresholds)


_DEALS = select(Deal.plan_id, Deal.key).where(
    Deal.plan_id.in_(bindparam("plans", expanding=True)), Deal.status == DealStatus.PLANNED
)


def _deals(plans: list[int]) -> Mapping[int, list[DealFact]]:
    """Those that are planned."""
    found: dict[int, list[DealFact]] = defaultdict(list)
    for plan, key in rows(_DEALS, plans=plans):
        found[plan].append(DealFact(key, DealStatus.PLANNED.value))
    return found


def _contacts(customers: list[int]) -> Mapping[int, list[CustomerContactFact]]:
    known: dict[int, list[Any]] = defaultdict(list)
    today = clock.today().isoformat()
    for contact, person, key, days in rows(_KNOWN_BY, customers=customers):
        since = next((each["on"] for each in days or () if each["person"] == key), today)
        if since <= today:
            known[contact].append((str(person), None))
    found: dict[int, list[CustomerContactFact]] = defaultdict(list)
    for customer, identity, key, role, influence in rows(_CONTACTS, customers=customers):
        said = role.value if role else None
        fact = CustomerContactFact(
            key, buying_role=said, influence=influence, known_by=tuple(known[identity])
        )
        found[customer].append(fact)
    return found


def _met(plans: list[int]) -> Mapping[int, Mapping[str, list[list[str]]]]:
    """By plan and topic, whom each entry was with."""
    there: dict[int, list[str]] = defaultdict(list)
    for entry, contact in rows(_MET, plans=plans):
        there[entry].append(contact)
    found: dict[int, dict[str, list[list[str]]]] = defaultdict(lambda: defaultdict(list))
    for plan, topic, entry in rows(_ENTRIES, plans=plans):
        found[plan][topic].append(there[entry])
    return found
