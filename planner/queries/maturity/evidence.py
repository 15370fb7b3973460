"""The very items that the evidence of a rating names, so that a person can open them."""

import datetime
import enum
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import select

from planner.database import db
from planner.models import (
    Activity,
    Conversation,
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
    """What the references of a rating begin with."""

    ACTIVITY = "activity"
    CONVERSATION = "conversation"
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


Wanted = dict[int, set[str]]
"""Of one kind: for each plan the keys that are asked for."""
_Found = Iterator[tuple[int, EvidenceItem]]


def items(plan: Plan, references: Iterable[str]) -> dict[str, EvidenceItem]:
    """The items by their reference, in one statement for each kind that is named.

    What was deleted since the rating is not there.
    """
    return items_of_plans({plan.id: references}).get(plan.id, {})


def items_of_plans(references: Mapping[int, Iterable[str]]) -> dict[int, dict[str, EvidenceItem]]:
    """The same for many plans by their id, in as many statements as for one."""
    wanted: dict[EvidenceKind, Wanted] = defaultdict(lambda: defaultdict(set))
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


def _keys(wanted: Wanted) -> set[str]:
    """All at once: plans whose items have the same keys get more than they ask for."""
    return set().union(*wanted.values())


def _activities(wanted: Wanted) -> _Found:
    statement = select(
        Activity.plan_id,
        Activity.key,
        Activity.id,
        Activity.title,
        Activity.done_on,
        Activity.due_on,
    )
    for plan_id, key, identity, title, done_on, due_on in db.session.execute(
        statement.where(Activity.plan_id.in_(wanted), Activity.key.in_(_keys(wanted)))
    ):
        on = done_on or due_on
        yield plan_id, EvidenceItem(f"activity:{key}", EvidenceKind.ACTIVITY, identity, title, on)


def _conversations(wanted: Wanted) -> _Found:
    statement = select(
        Conversation.plan_id, Conversation.key, Conversation.id, Conversation.topic
    ).where(Conversation.plan_id.in_(wanted), Conversation.key.in_(_keys(wanted)))
    for plan_id, key, identity, topic in db.session.execute(statement):
        yield (
            plan_id,
            EvidenceItem(f"conversation:{key}", EvidenceKind.CONVERSATION, identity, topic),
        )


def _entries(wanted: Wanted) -> _Found:
    """A key is that of the conversation and the number in the order of the plan file."""
    talks = {key.rpartition("/")[0] for key in _keys(wanted)}
    talk = (Conversation.plan_id, Conversation.id, Conversation.key, Conversation.topic)
    statement = (
        select(*talk, Entry.id, Entry.on)
        .join(Entry, Entry.conversation_id == Conversation.id)
        .where(Conversation.plan_id.in_(wanted), Conversation.key.in_(talks))
        .order_by(Entry.conversation_id, Entry.position, Entry.id)
    )
    numbers: Counter[int] = Counter()
    for plan_id, talk_id, key, topic, identity, on in db.session.execute(statement):
        reference = f"entry:{key}/{numbers[talk_id]}"
        numbers[talk_id] += 1
        yield plan_id, EvidenceItem(reference, EvidenceKind.ENTRY, identity, topic, on, talk_id)


def _goals(wanted: Wanted) -> _Found:
    statement = select(Goal.plan_id, Goal.key, Goal.id, Goal.title)
    for plan_id, key, identity, title in db.session.execute(
        statement.where(Goal.plan_id.in_(wanted), Goal.key.in_(_keys(wanted)))
    ):
        yield plan_id, EvidenceItem(f"goal:{key}", EvidenceKind.GOAL, identity, title)


def _members(wanted: Wanted) -> _Found:
    statement = select(Member.plan_id, Person.key, Member.id, Person.name).join(Person)
    for plan_id, key, identity, name in db.session.execute(
        statement.where(Member.plan_id.in_(wanted), Person.key.in_(_keys(wanted)))
    ):
        yield plan_id, EvidenceItem(f"member:{key}", EvidenceKind.MEMBER, identity, name)


def _potentials(wanted: Wanted) -> _Found:
    statement = (
        select(Plan.id, Field.name, Potential.id)
        .join(Potential, Potential.customer_id == Plan.customer_id)
        .join(Field, Field.id == Potential.field_id)
    )
    for plan_id, name, identity in db.session.execute(
        statement.where(Plan.id.in_(wanted), Field.name.in_(_keys(wanted)))
    ):
        yield plan_id, EvidenceItem(f"potential:{name}", EvidenceKind.POTENTIAL, identity, name)


def _requests(wanted: Wanted) -> _Found:
    """A reference names who asked; of several requests the latest not accepted is meant."""
    statement = (
        select(Request.plan_id, Person.key, Request.id, Person.name, Request.on, Request.status)
        .join(Person, Person.id == Request.person_id)
        .where(Request.plan_id.in_(wanted), Person.key.in_(_keys(wanted)))
        .where(Request.status != RequestStatus.ACCEPTED)
        .order_by(Request.id)
    )
    for plan_id, key, identity, name, on, status in db.session.execute(statement):
        waits = status is RequestStatus.PENDING
        reference = f"request:{key}"
        yield (
            plan_id,
            EvidenceItem(reference, EvidenceKind.REQUEST, identity, name, on, is_pending=waits),
        )


_FINDERS: dict[EvidenceKind, Callable[[Wanted], _Found]] = {
    EvidenceKind.ACTIVITY: _activities,
    EvidenceKind.CONVERSATION: _conversations,
    EvidenceKind.ENTRY: _entries,
    EvidenceKind.GOAL: _goals,
    EvidenceKind.MEMBER: _members,
    EvidenceKind.POTENTIAL: _potentials,
    EvidenceKind.REQUEST: _requests,
}
