"""What the rules need to know about the renewals of many customers: a statement for each kind."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import bindparam, or_, select

from planner import clock
from planner.after_signature.account import Account, account_on
from planner.after_signature.facts import AccountFacts, CustomerContactFact, CustomerFact, DealFact
from planner.after_signature.thresholds import SignatureThresholds
from planner.database import rows
from planner.models import Activity, Contact, Contract, Conversation, Deal, Entry, Field
from planner.models.kinds import ActivityStatus, BuyingRole
from planner.queries.after_signature.contract_rows import ContractRow
from planner.queries.maturity import organisation
from planner.rating import ActivityFact, ConversationFact, EntryFact, Facts

_ByPlan = Mapping[int, list[Any]]


def accounts(
    contracts: Mapping[int, Iterable[ContractRow]], plans: Mapping[int, int]
) -> dict[int, Account]:
    """By customer, how it stands today as far as renewals go.

    `plans` has the plan that counts at each customer with one. Only what names a contract or has a
    field is read, since nothing else belongs to one.
    """
    wanted = list(plans.values())
    numbers = organisation.signature_thresholds()
    activities, talks = _activities(wanted), _conversations(wanted)
    deals, contacts = _deals(wanted), _deciders(contracts.keys())
    return {
        customer: _account(
            customer,
            of_customer,
            numbers,
            activities=tuple(activities.get(plans.get(customer, 0), ())),
            conversations=tuple(talks.get(plans.get(customer, 0), ())),
            deals=tuple(deals.get(plans.get(customer, 0), ())),
            contacts=tuple(contacts.get(customer, ())),
        )
        for customer, of_customer in contracts.items()
    }


def by_terms_alone(contracts: Mapping[int, Iterable[ContractRow]]) -> dict[int, Account]:
    """The same as if nothing had been done; one statement."""
    numbers = organisation.signature_thresholds()
    return {one: _account(one, of_customer, numbers) for one, of_customer in contracts.items()}


def _account(
    customer: int,
    contracts: Iterable[ContractRow],
    numbers: SignatureThresholds,
    *,
    activities: tuple[ActivityFact, ...] = (),
    conversations: tuple[ConversationFact, ...] = (),
    deals: tuple[DealFact, ...] = (),
    contacts: tuple[CustomerContactFact, ...] = (),
) -> Account:
    plan = Facts(str(customer), "active", None, activities=activities, conversations=conversations)
    facts = AccountFacts(
        plan=plan,
        customer=CustomerFact(str(customer)),
        contacts=contacts,
        contracts=tuple(row.fact for row in contracts),
        deals=deals,
    )
    return account_on(facts, clock.today(), numbers)


_ACTIVITIES = (
    select(
        Activity.plan_id,
        Activity.key,
        Activity.kind,
        Activity.created_on,
        Activity.status,
        Activity.claimed_on,
        Activity.done_on,
        Field.name.label("field"),
        Contract.key.label("contract"),
    )
    .outerjoin(Field, Field.id == Activity.field_id)
    .outerjoin(Contract, Contract.id == Activity.contract_id)
    .where(
        or_(Activity.field_id.is_not(None), Activity.contract_id.is_not(None)),
        Activity.plan_id.in_(bindparam("plans", expanding=True)),
        Activity.status != ActivityStatus.CANCELLED,
    )
)


def _activities(plans: list[int]) -> _ByPlan:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows(_ACTIVITIES, plans=plans) if plans else ():
        fact = ActivityFact(
            key=row.key,
            kind=row.kind.value,
            created_by="",
            created_on=row.created_on,
            status=row.status.value,
            claimed_on=row.claimed_on,
            done_on=row.done_on,
            field=row.field,
            contract=row.contract,
        )
        found[row.plan_id].append(fact)
    return found


_ENTRIES = (
    select(
        Conversation.plan_id,
        Conversation.key,
        Field.name.label("field"),
        Contract.key.label("contract"),
        Entry.on,
        Entry.state,
    )
    .select_from(Conversation)
    .outerjoin(Field, Field.id == Conversation.field_id)
    .outerjoin(Contract, Contract.id == Conversation.contract_id)
    .join(Entry, Entry.conversation_id == Conversation.id)
    .where(
        Conversation.plan_id.in_(bindparam("plans", expanding=True)),
        or_(Conversation.field_id.is_not(None), Conversation.contract_id.is_not(None)),
    )
    .order_by(Conversation.position, Conversation.id, Entry.position, Entry.id)
)
_Topic = tuple[int, str, str | None, str | None]


def _conversations(plans: list[int]) -> _ByPlan:
    entries: dict[_Topic, list[EntryFact]] = defaultdict(list)
    for *topic, on, state in rows(_ENTRIES, plans=plans) if plans else ():
        plan, key, field, contract = topic
        of_talk = entries[plan, key, field, contract]
        of_talk.append(EntryFact(key, len(of_talk), on, author="", state=state.value))
    found: dict[int, list[Any]] = defaultdict(list)
    for (plan, key, field, contract), said in entries.items():
        found[plan].append(ConversationFact(key, tuple(said), field=field, contract=contract))
    return found


_DEALS = (
    select(Deal.plan_id, Deal.key, Deal.status, Contract.key.label("contract"), Deal.decided_on)
    .join(Contract, Contract.id == Deal.contract_id)
    .where(Deal.plan_id.in_(bindparam("plans", expanding=True)))
    .order_by(Deal.position, Deal.id)
)


def _deals(plans: list[int]) -> _ByPlan:
    """Those that name a contract."""
    found: dict[int, list[Any]] = defaultdict(list)
    for plan, key, status, contract, decided_on in rows(_DEALS, plans=plans) if plans else ():
        found[plan].append(DealFact(key, status.value, contract=contract, decided_on=decided_on))
    return found


_DECIDERS = (
    select(Contact.customer_id, Contact.key, Contact.attitude)
    .where(
        Contact.customer_id.in_(bindparam("customers", expanding=True)),
        Contact.buying_role == BuyingRole.DECIDER,
        Contact.attitude < 0,
    )
    .order_by(Contact.position, Contact.id)
)


def _deciders(customers: Collection[int]) -> _ByPlan:
    """Those who decide and are against us."""
    found: dict[int, list[Any]] = defaultdict(list)
    for customer, key, attitude in rows(_DECIDERS, customers=list(customers)):
        decider = BuyingRole.DECIDER.value
        found[customer].append(CustomerContactFact(key, buying_role=decider, attitude=attitude))
    return found
