"""What is found about the stage of one customer, for the head of its plan: two statements.

All that belongs to a customer takes twenty. Read is just as much as decides which codes of
`stages.stage_of` hold, which the pure rules still say; what they rest on is on a page of its own.
"""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import BindParameter, bindparam, func, or_, select, tuple_
from sqlalchemy.orm import aliased

from planner import clock
from planner.after_signature.account import account_on
from planner.after_signature.facts import (
    AccountFacts,
    ContractFact,
    CustomerFact,
    DealFact,
    ProposalFact,
    StageFact,
)
from planner.after_signature.stages import ACTIVE_STATES, StageFound, stage_of
from planner.database import is_among, rows
from planner.models import (
    Contract,
    Conversation,
    Customer,
    Deal,
    Entry,
    Handover,
    Member,
    Person,
    Plan,
    StageMove,
)
from planner.models.kinds import DealStatus, Stage
from planner.queries.after_signature.handover_facts import key_of, proposal_facts
from planner.queries.maturity import organisation
from planner.queries.plan.contract_terms import TERMS, fact_of
from planner.rating import ConversationFact, EntryFact, Facts, MemberFact, PersonFact

_PLAN_ID: BindParameter[int] = bindparam("plan_id")
_TODAY: BindParameter[datetime.date] = bindparam("today")
_moved = (
    select(StageMove.stage)
    .where(StageMove.customer_id == Plan.customer_id, StageMove.on <= _TODAY)
    .order_by(StageMove.position.desc(), StageMove.id.desc())
    .limit(1)
    .scalar_subquery()
)
# A deal that is decided on a later day is still planned.
_planned_deal = (
    select(func.count())
    .where(
        Deal.plan_id == _PLAN_ID,
        or_(Deal.status == DealStatus.PLANNED, Deal.decided_on > _TODAY),
    )
    .scalar_subquery()
)
_later = aliased(Entry)
_is_last = ~(
    select(_later.id)
    .where(
        _later.conversation_id == Entry.conversation_id,
        _later.on <= _TODAY,
        tuple_(_later.on, _later.position, _later.id) > tuple_(Entry.on, Entry.position, Entry.id),
    )
    .exists()
)
_led_somewhere_on = (
    select(func.max(Entry.on))
    .join(Conversation, Conversation.id == Entry.conversation_id)
    .where(
        Conversation.plan_id == _PLAN_ID,
        Entry.on <= _TODAY,
        is_among(Entry.state, ACTIVE_STATES),
        _is_last,
    )
    .scalar_subquery()
)
_owner = aliased(Person)
# One row for each membership, and one where there is none.
_SIGNS = (
    select(
        Customer.stage,
        _moved.label("moved"),
        Customer.owner_id,
        _owner.role.label("owner_role"),
        _planned_deal.label("planned_deals"),
        _led_somewhere_on.label("led_somewhere_on"),
        organisation.STORED_THRESHOLDS.label("thresholds"),
        Member.person_id,
        Person.role,
        Member.joined_on,
        Member.left_on,
        Member.via,
    )
    .select_from(Plan)
    .join(Customer, Customer.id == Plan.customer_id)
    .outerjoin(_owner, _owner.id == Customer.owner_id)
    .outerjoin(Member, Member.plan_id == Plan.id)
    .outerjoin(Person, Person.id == Member.person_id)
    .where(Plan.id == _PLAN_ID)
    .order_by(Member.position, Member.id)
)
_winner = aliased(Person)
# One row for each proposal, and one for each contract without any.
_CONTRACTS = (
    select(
        Contract.id,
        *TERMS,
        Contract.renews_id,
        Contract.terminated_on,
        Contract.terminated_to,
        Contract.won_by_id,
        _winner.role.label("winner_role"),
        Contract.handed_to_id,
        Contract.handed_on,
        Contract.accepted_on,
        Handover.to_id,
        Handover.proposed_on,
        Handover.answered_on,
        Handover.answer,
    )
    .outerjoin(_winner, _winner.id == Contract.won_by_id)
    .outerjoin(Handover, Handover.contract_id == Contract.id)
    .where(Contract.customer_id == bindparam("customer_id"))
    .order_by(Contract.position, Contract.id, Handover.position, Handover.id)
)


@dataclass(frozen=True, slots=True)
class StageMark:
    """`codes` are those that hold today."""

    evident: Stage
    codes: tuple[str, ...]

    @property
    def is_behind(self) -> bool:
        return "stage_behind" in self.codes


def mark_of(plan: Plan) -> StageMark | None:
    """None where nothing is to be said about the stage."""
    found = stage_found(plan)
    codes = tuple(each.code for each in found.codes)
    return StageMark(Stage(found.evident), codes) if codes else None


def stage_found(plan: Plan) -> StageFound:
    """What the rules find, but for the evidence and the days, which are not whole."""
    signs = rows(_SIGNS, plan_id=plan.id, today=clock.today())
    contracts = rows(_CONTRACTS, customer_id=plan.customer_id)
    sign = signs[0]
    facts = AccountFacts(
        plan=Facts(
            "",
            "active",
            None,
            people=tuple(_people(signs, contracts)),
            members=tuple(_members(signs)),
            conversations=tuple(_conversations(sign.led_somewhere_on)),
        ),
        customer=CustomerFact(
            "",
            sign.stage.value,
            key_of(sign.owner_id),
            (StageFact(sign.moved.value, clock.today()),) if sign.moved else (),
        ),
        contracts=tuple(_contract_facts(contracts)),
        deals=(DealFact("", "planned"),) if sign.planned_deals else (),
    )
    numbers = organisation.signature_thresholds_in(sign.thresholds)
    return stage_of(account_on(facts, clock.today(), numbers))


def _people(signs: Sequence[Any], contracts: Sequence[Any]) -> Iterator[PersonFact]:
    """Those of whom it matters what they are."""
    named = [(row.person_id, row.role) for row in signs]
    named += [(row.won_by_id, row.winner_role) for row in contracts]
    named.append((signs[0].owner_id, signs[0].owner_role))
    for identity, role in dict(named).items():
        if identity is not None:
            yield PersonFact(str(identity), role.value)


def _members(signs: Sequence[Any]) -> Iterator[MemberFact]:
    for row in signs:
        if row.person_id is not None:
            yield MemberFact(str(row.person_id), row.joined_on, row.left_on, row.via.value)


def _conversations(led_somewhere_on: datetime.date | None) -> Iterator[ConversationFact]:
    """The one that leads somewhere and was gone on with last, if there is one."""
    if led_somewhere_on is not None:
        entry = EntryFact("", 0, led_somewhere_on, author="", state=ACTIVE_STATES[0])
        yield ConversationFact("", (entry,))


def _contract_facts(found: Sequence[Any]) -> Iterator[ContractFact]:
    for identity, group in groupby(found, attrgetter("id")):
        of_contract = list(group)
        row, listed = of_contract[0], (each for each in of_contract if each.to_id is not None)
        yield _contract(row, tuple(proposal_facts(str(identity), row, listed)))


def _contract(row: Any, proposals: tuple[ProposalFact, ...]) -> ContractFact:
    return replace(
        fact_of(row, str(row.id)),
        renews=key_of(row.renews_id),
        terminated_on=row.terminated_on,
        terminated_to=row.terminated_to,
        won_by=key_of(row.won_by_id),
        proposals=proposals,
    )
