"""The very items that the evidence of a rating names, so that a person can open them."""

import datetime
import enum
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, Select, bindparam, select

from planner.database import rows
from planner.models import (
    Activity,
    Contact,
    Contract,
    Conversation,
    Deal,
    Entry,
    Field,
    Goal,
    Member,
    Person,
    Plan,
    Potential,
    Request,
)
from planner.models.kinds import RequestStatus


class EvidenceKind(enum.StrEnum):
    """What the references of a rating, and of the rules after the signature, begin with."""

    ACTIVITY = "activity"
    CONTACT = "contact"
    CONTRACT = "contract"
    CONVERSATION = "conversation"
    DEAL = "deal"
    ENTRY = "entry"
    GOAL = "goal"
    MEMBER = "member"
    POTENTIAL = "potential"
    REQUEST = "request"


@dataclass(frozen=True, slots=True)
class EvidenceItem:
    """`within` is the conversation of an entry; `is_pending` is about requests."""

    reference: str
    kind: EvidenceKind
    id: int
    name: str
    on: datetime.date | None = None
    within: int | None = None
    is_pending: bool = False

    @property
    def key(self) -> str:
        return self.reference.partition(":")[2]


_TABLES = {
    EvidenceKind.ACTIVITY: (Activity,),
    EvidenceKind.CONTACT: (Contact,),
    EvidenceKind.CONTRACT: (Contract,),
    EvidenceKind.CONVERSATION: (Conversation,),
    EvidenceKind.DEAL: (Deal,),
    EvidenceKind.ENTRY: (Conversation, Entry),
    EvidenceKind.GOAL: (Goal,),
    EvidenceKind.MEMBER: (Member,),
    EvidenceKind.POTENTIAL: (Potential,),
    EvidenceKind.REQUEST: (Request,),
}


def tables_of_evidence(references: Iterable[str]) -> frozenset[str]:
    """The tables that hold what is found by these references."""
    kinds = {EvidenceKind(reference.partition(":")[0]) for reference in references}
    return frozenset(model.__tablename__ for kind in kinds for model in _TABLES[kind])


_Wanted = dict[int, set[str]]
"""Of one kind: for each plan the keys that are asked for."""
_Found = Iterator[tuple[int, EvidenceItem]]


def items_of_evidence(plan: Plan, references: Iterable[str]) -> dict[str, EvidenceItem]:
    """The items by their reference, in one statement for each kind that is named.

    What was deleted since the rating is not there.
    """
    return items_of_plans({plan.id: references}).get(plan.id, {})


def items_of_plans(references: Mapping[int, Iterable[str]]) -> dict[int, dict[str, EvidenceItem]]:
    """The same for many plans by their id, in as many statements as for one."""
    wanted: dict[EvidenceKind, _Wanted] = defaultdict(lambda: defaultdict(set))
    for plan_id, named in references.items():
        for reference in named:
            noun, _, key = reference.partition(":")
            wanted[EvidenceKind(noun)][plan_id].add(key)
    found: dict[int, dict[str, EvidenceItem]] = defaultdict(dict)
    for noun, of_noun in wanted.items():
        for plan_id, item in _FINDERS[noun](of_noun):
            if item.key in of_noun[plan_id]:
                found[plan_id][item.reference] = item
    return found


def _keys(wanted: _Wanted) -> set[str]:
    """All at once: plans whose items have the same keys get more than they ask for."""
    return set().union(*wanted.values())


_PLANS: BindParameter[Any] = bindparam("plans", expanding=True)
_KEYS: BindParameter[Any] = bindparam("keys", expanding=True)


def _asked(wanted: _Wanted) -> dict[str, list[Any]]:
    """What the statements are asked with, which are built once: each page of a plan asks one."""
    return {"plans": list(wanted), "keys": list(_keys(wanted))}


_ACTIVITIES = select(
    Activity.plan_id, Activity.key, Activity.id, Activity.title, Activity.done_on, Activity.due_on
).where(Activity.plan_id.in_(_PLANS), Activity.key.in_(_KEYS))


def _activities(wanted: _Wanted) -> _Found:
    for plan_id, key, identity, title, done_on, due_on in rows(_ACTIVITIES, **_asked(wanted)):
        on = done_on or due_on
        yield plan_id, EvidenceItem(f"activity:{key}", EvidenceKind.ACTIVITY, identity, title, on)


_CONVERSATIONS = select(
    Conversation.plan_id, Conversation.key, Conversation.id, Conversation.topic
).where(Conversation.plan_id.in_(_PLANS), Conversation.key.in_(_KEYS))


def _conversations(wanted: _Wanted) -> _Found:
    for plan_id, key, identity, topic in rows(_CONVERSATIONS, **_asked(wanted)):
        yield (
            plan_id,
            EvidenceItem(f"conversation:{key}", EvidenceKind.CONVERSATION, identity, topic),
        )


_DEALS = select(Deal.plan_id, Deal.key, Deal.id, Deal.title, Deal.expected_on).where(
    Deal.plan_id.in_(_PLANS), Deal.key.in_(_KEYS)
)


def _deals(wanted: _Wanted) -> _Found:
    for plan_id, key, identity, title, on in rows(_DEALS, **_asked(wanted)):
        yield plan_id, EvidenceItem(f"deal:{key}", EvidenceKind.DEAL, identity, title, on)


_ENTRIES = (
    select(
        Conversation.plan_id,
        Conversation.id,
        Conversation.key,
        Conversation.topic,
        Entry.id,
        Entry.on,
    )
    .join(Entry, Entry.conversation_id == Conversation.id)
    .where(Conversation.plan_id.in_(_PLANS), Conversation.key.in_(_KEYS))
    .order_by(Entry.conversation_id, Entry.position, Entry.id)
)


def _entries(wanted: _Wanted) -> _Found:
    """A key is that of the conversation and the number in the order of the plan file."""
    keys = _keys(wanted)
    asked = _asked(wanted) | {"keys": list({key.rpartition("/")[0] for key in keys})}
    numbers: Counter[int] = Counter()
    for plan_id, talk_id, talk, topic, identity, on in rows(_ENTRIES, **asked):
        key = f"{talk}/{numbers[talk_id]}"
        numbers[talk_id] += 1
        if key in keys:
            reference = f"entry:{key}"
            yield (
                plan_id,
                EvidenceItem(reference, EvidenceKind.ENTRY, identity, topic, on, talk_id),
            )


_GOALS = select(Goal.plan_id, Goal.key, Goal.id, Goal.title).where(
    Goal.plan_id.in_(_PLANS), Goal.key.in_(_KEYS)
)


def _goals(wanted: _Wanted) -> _Found:
    for plan_id, key, identity, title in rows(_GOALS, **_asked(wanted)):
        yield plan_id, EvidenceItem(f"goal:{key}", EvidenceKind.GOAL, identity, title)


def _of_customer(model: type[Contact | Contract], name: Any) -> Select[Any]:
    return (
        select(Plan.id.label("plan_id"), model.key, model.id, name)
        .join(model, model.customer_id == Plan.customer_id)
        .where(Plan.id.in_(_PLANS), model.key.in_(_KEYS))
    )


_CONTACTS = _of_customer(Contact, Contact.name)
_CONTRACTS = _of_customer(Contract, Contract.title)


def _contacts(wanted: _Wanted) -> _Found:
    for plan_id, key, identity, name in rows(_CONTACTS, **_asked(wanted)):
        yield plan_id, EvidenceItem(f"contact:{key}", EvidenceKind.CONTACT, identity, name)


def _contracts(wanted: _Wanted) -> _Found:
    for plan_id, key, identity, title in rows(_CONTRACTS, **_asked(wanted)):
        yield plan_id, EvidenceItem(f"contract:{key}", EvidenceKind.CONTRACT, identity, title)


_MEMBERS = (
    select(Member.plan_id, Person.key, Member.id, Person.name)
    .join(Person)
    .where(Member.plan_id.in_(_PLANS), Person.key.in_(_KEYS))
)


def _members(wanted: _Wanted) -> _Found:
    for plan_id, key, identity, name in rows(_MEMBERS, **_asked(wanted)):
        yield plan_id, EvidenceItem(f"member:{key}", EvidenceKind.MEMBER, identity, name)


_POTENTIALS = (
    select(Plan.id.label("plan_id"), Field.name, Potential.unit, Potential.id)
    .join(Potential, Potential.customer_id == Plan.customer_id)
    .join(Field, Field.id == Potential.field_id)
    .where(Plan.id.in_(_PLANS))
)


def _potentials(wanted: _Wanted) -> _Found:
    """A key is the name of the field, for the rules after the signature with the unit."""
    keys = _keys(wanted)
    for plan_id, field, unit, identity in rows(_POTENTIALS, plans=list(wanted)):
        names = {field} if unit is None else {field, f"{field}/{unit}"}
        for name in names & keys:
            reference = f"potential:{name}"
            yield plan_id, EvidenceItem(reference, EvidenceKind.POTENTIAL, identity, name)


_REQUESTS = (
    select(Request.plan_id, Person.key, Request.id, Person.name, Request.on, Request.status)
    .join(Person, Person.id == Request.person_id)
    .where(Request.plan_id.in_(_PLANS), Person.key.in_(_KEYS))
    .where(Request.status != RequestStatus.ACCEPTED)
    .order_by(Request.id)
)


def _requests(wanted: _Wanted) -> _Found:
    """A reference names who asked; of several requests the latest not accepted is meant."""
    for plan_id, key, identity, name, on, status in rows(_REQUESTS, **_asked(wanted)):
        waits = status is RequestStatus.PENDING
        reference = f"request:{key}"
        yield (
            plan_id,
            EvidenceItem(reference, EvidenceKind.REQUEST, identity, name, on, is_pending=waits),
        )


_FINDERS: dict[EvidenceKind, Callable[[_Wanted], _Found]] = {
    EvidenceKind.ACTIVITY: _activities,
    EvidenceKind.CONTACT: _contacts,
    EvidenceKind.CONTRACT: _contracts,
    EvidenceKind.CONVERSATION: _conversations,
    EvidenceKind.DEAL: _deals,
    EvidenceKind.ENTRY: _entries,
    EvidenceKind.GOAL: _goals,
    EvidenceKind.MEMBER: _members,
    EvidenceKind.POTENTIAL: _potentials,
    EvidenceKind.REQUEST: _requests,
}
