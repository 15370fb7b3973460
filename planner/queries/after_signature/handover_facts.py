"""What the rules need to know about handovers of many customers: a statement for each kind.

People go by their ids, since all that is asked of them is who they are and what they are.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import BindParameter, Select, bindparam, select

from planner import clock
from planner.after_signature.account import Account, account_on
from planner.after_signature.facts import (
    AccountFacts,
    ContractFact,
    CustomerFact,
    PromiseFact,
    ProposalFact,
)
from planner.database import rows
from planner.models import (
    Activity,
    Conversation,
    Entry,
    EntryParticipation,
    Member,
    Participation,
    Person,
)
from planner.models.kinds import ActivityStatus
from planner.queries.after_signature import handover_rows
from planner.queries.after_signature.contract_rows import ContractRow
from planner.queries.after_signature.handover_rows import PromiseRow, ProposalRow
from planner.queries.maturity import organisation
from planner.rating import ActivityFact, ConversationFact, EntryFact, Facts, MemberFact, PersonFact

_ByPlan = Mapping[int, list[Any]]
_PLANS: BindParameter[Any] = bindparam("plans", expanding=True)


@dataclass(frozen=True, slots=True)
class SignedContracts:
    """Contracts by customer, with what was promised and proposed by contract."""

    contracts: Mapping[int, list[ContractRow]]
    promises: Mapping[int, list[PromiseRow]]
    proposals: Mapping[int, list[ProposalRow]]


def signed(contracts: Mapping[int, list[ContractRow]]) -> SignedContracts:
    """The same contracts with all that belongs to them; two statements."""
    ids = [row.id for of_customer in contracts.values() for row in of_customer]
    promises: dict[int, list[PromiseRow]] = defaultdict(list)
    for promise in handover_rows.promises_of(ids):
        promises[promise.contract_id].append(promise)
    proposals: dict[int, list[ProposalRow]] = defaultdict(list)
    for proposal in handover_rows.proposals_of(ids):
        proposals[proposal.contract_id].append(proposal)
    return SignedContracts(contracts, promises, proposals)


def accounts(found: SignedContracts, plans: Mapping[int, int]) -> dict[int, Account]:
    """By customer, how it stands today as far as handovers go.

    `plans` has the plan that counts at each customer with one.
    """
    wanted = list(plans.values())
    members, activities = _members(wanted), _activities(wanted)
    talks, people = _conversations(wanted), _people(found)
    numbers = organisation.signature_thresholds()
    return {
        customer: account_on(
            AccountFacts(
                plan=Facts(
                    str(customer),
                    "active",
                    None,
                    people=people,
                    members=tuple(members.get(plans.get(customer, 0), ())),
                    activities=tuple(activities.get(plans.get(customer, 0), ())),
                    conversations=tuple(talks.get(plans.get(customer, 0), ())),
                ),
                customer=CustomerFact(str(customer)),
                contracts=tuple(_contract(row, found) for row in of_customer),
            ),
            clock.today(),
            numbers,
        )
        for customer, of_customer in found.contracts.items()
    }


def _contract(row: ContractRow, found: SignedContracts) -> ContractFact:
    return replace(
        row.fact,
        won_by=key_of(row.won_by_id),
        promised=row.promised,
        described_on=row.described_on,
        promises=tuple(
            PromiseFact(row.key, each.key, each.due_on, key_of(each.owner_id), each.kept_on)
            for each in found.promises.get(row.id, ())
        ),
        proposals=tuple(proposal_facts(row.key, row, found.proposals.get(row.id, ()))),
    )


def proposal_facts(
    key: str, row: ContractRow, listed: Iterable[ProposalRow]
) -> Iterator[ProposalFact]:
    """Of the contract with this key; whom it was handed to, before there was a list, is read as a
    list of one."""
    if row.handed_to_id is not None:
        yield ProposalFact(
            key,
            0,
            str(row.handed_to_id),
            row.handed_on or row.signed_on,
            row.accepted_on,
            "accepted" if row.accepted_on else None,
        )
    for index, each in enumerate(listed):
        yield ProposalFact(
            key,
            index,
            str(each.to_id),
            each.proposed_on,
            each.answered_on,
            each.answer.value if each.answer else None,
        )


def key_of(identity: int | None) -> str | None:
    return None if identity is None else str(identity)


_PEOPLE = select(Person.id, Person.role).where(Person.id.in_(bindparam("people", expanding=True)))


def _people(found: SignedContracts) -> tuple[PersonFact, ...]:
    """Those who have won something: only of them it matters what they are."""
    winners = {row.won_by_id for of in found.contracts.values() for row in of} - {None}
    if not winners:
        return ()
    return tuple(
        PersonFact(str(identity), role.value)
        for identity, role in rows(_PEOPLE, people=list(winners))
    )


_MEMBERS = (
    select(Member.plan_id, Member.person_id, Member.joined_on, Member.left_on, Member.via)
    .where(Member.plan_id.in_(_PLANS))
    .order_by(Member.position, Member.id)
)


def _members(plans: Collection[int]) -> _ByPlan:
    found: dict[int, list[Any]] = defaultdict(list)
    for plan, person, joined_on, left_on, via in _rows(_MEMBERS, plans):
        found[plan].append(MemberFact(str(person), joined_on, left_on, via.value))
    return found


_MET = (
    Activity.plan_id.in_(_PLANS),
    Activity.status == ActivityStatus.DONE,
    Activity.customer_facing,
)
_ACTIVITIES = select(
    Activity.plan_id,
    Activity.id,
    Activity.key,
    Activity.kind,
    Activity.created_on,
    Activity.assignee_id,
    Activity.done_on,
).where(*_MET)
_PARTICIPANTS = (
    select(Participation.activity_id, Participation.person_id)
    .join(Activity, Activity.id == Participation.activity_id)
    .where(*_MET)
)


def _activities(plans: Collection[int]) -> _ByPlan:
    """Those that were done with the customer."""
    there = _there(_PARTICIPANTS, plans)
    found: dict[int, list[Any]] = defaultdict(list)
    for row in _rows(_ACTIVITIES, plans):
        found[row.plan_id].append(
            ActivityFact(
                key=row.key,
                kind=row.kind.value,
                created_by="",
                created_on=row.created_on,
                status="done",
                customer_facing=True,
                assignee=key_of(row.assignee_id),
                participants=tuple(there[row.id]),
                done_on=row.done_on,
            )
        )
    return found


_ENTRIES = (
    select(
        Conversation.plan_id,
        Conversation.key,
        Entry.id,
        Entry.on,
        Entry.author_id,
        Entry.channel,
        Entry.state,
        Activity.key.label("activity"),
    )
    .select_from(Conversation)
    .join(Entry, Entry.conversation_id == Conversation.id)
    .outerjoin(Activity, Activity.id == Entry.activity_id)
    .where(Conversation.plan_id.in_(_PLANS))
    .order_by(Conversation.position, Conversation.id, Entry.position, Entry.id)
)
_WERE_THERE = (
    select(EntryParticipation.entry_id, EntryParticipation.person_id)
    .join(Entry, Entry.id == EntryParticipation.entry_id)
    .join(Conversation, Conversation.id == Entry.conversation_id)
    .where(Conversation.plan_id.in_(_PLANS))
)


def _conversations(plans: Collection[int]) -> _ByPlan:
    there = _there(_WERE_THERE, plans)
    entries: dict[tuple[int, str], list[EntryFact]] = defaultdict(list)
    for row in _rows(_ENTRIES, plans):
        said = entries[row.plan_id, row.key]
        said.append(
            EntryFact(
                row.key,
                len(said),
                row.on,
                author=str(row.author_id),
                state=row.state.value,
                participants=tuple(there[row.id]),
                activity=row.activity,
                channel=row.channel.value,
            )
        )
    found: dict[int, list[Any]] = defaultdict(list)
    for (plan, key), of_topic in entries.items():
        found[plan].append(ConversationFact(key, tuple(of_topic)))
    return found


def _there(statement: Select[*tuple[Any, ...]], plans: Collection[int]) -> Mapping[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for item, person in _rows(statement, plans):
        found[item].append(str(person))
    return found


def _rows(statement: Select[*tuple[Any, ...]], plans: Collection[int]) -> Any:
    return rows(statement, plans=list(plans)) if plans else ()
