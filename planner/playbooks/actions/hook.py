"""Starts the playbook for the time after a signature with the signature itself.

It happens in the same transaction, as a part of what was done; an organisation without such a
playbook has none started. What could not start then, since the customer had no plan, starts when
the customer is taken over.
"""

from typing import Any

from sqlalchemy import Select, event, or_, select
from sqlalchemy.orm import Session

from planner import clock
from planner.actions.notices import followed_changes
from planner.database import db
from planner.models import (
    Contract,
    Event,
    EventType,
    Handover,
    Occasion,
    Person,
    Plan,
    Playbook,
    PlaybookStatus,
    PlaybookUse,
)
from planner.playbooks.actions import playbook_uses
from planner.playbooks.actions.playbook_uses import Chosen
from planner.playbooks.queries.playbook_proposals import ProposedLine, proposal
from planner.queries.plan import plans

_SIGNED = "contract.created"


def listen() -> None:
    """Before the plans are rated and anybody is told; to be told more than once changes nothing."""
    if not event.contains(db.session, "before_commit", _start):
        event.listen(db.session, "before_commit", _start, insert=True)


def _start(session: Session) -> None:
    if session.in_nested_transaction():
        return
    for change in list(followed_changes.noted()):
        contract, actor_id = _signed_by(change.event), change.event.actor_id
        by = db.session.get(Person, actor_id) if actor_id else None
        if contract is not None and by is not None:
            start(contract, by=by)


def _signed_by(happened: Event) -> Contract | None:
    """The contract of new business that was signed, or with which its customer was taken over."""
    if happened.type == _SIGNED:
        contract = db.session.get(Contract, happened.subject_id)
        return contract if contract is not None and contract.renews_id is None else None
    if happened.type == EventType.HANDOVER_ACCEPTED:
        handover = db.session.get(Handover, happened.subject_id)
        return handover.contract if handover is not None else None
    return None


def start(contract: Contract, *, by: Person) -> None:
    """Start what the organisation has for the time after this signature, where it has a plan."""
    plan = plans.current(contract.customer_id)
    if plan is None or not plan.is_open:
        return
    playbook = db.session.scalar(_for(contract))
    if playbook is not None and not _is_used(playbook, plan, contract):
        _use(playbook, plan, contract, by=by)


def _is_used(playbook: Playbook, plan: Plan, contract: Contract) -> bool:
    """Whether it started from this day already: what was done early does not come back."""
    used = select(PlaybookUse.id).where(
        PlaybookUse.plan_id == plan.id,
        PlaybookUse.of_id == playbook.id,
        PlaybookUse.starts_on == contract.signed_on,
    )
    return db.session.scalar(used.limit(1)) is not None


def _for(contract: Contract) -> Select[Playbook]:
    """Of several the first that is for its field, or for any."""
    return (
        select(Playbook)
        .where(
            Playbook.occasion == Occasion.AFTER_SIGNATURE,
            Playbook.status == PlaybookStatus.ACTIVE,
            or_(Playbook.field_id.is_(None), Playbook.field_id == contract.field_id),
            or_(Playbook.segment.is_(None), Playbook.segment == contract.customer.segment),
        )
        .order_by(Playbook.field_id.is_(None), Playbook.id)
        .limit(1)
    )


def _use(playbook: Playbook, plan: Plan, contract: Contract, *, by: Person) -> None:
    """What is not over, nor there already; what is due after the period goes on in the next."""
    day = contract.signed_on
    proposed = proposal(plan, playbook, day, contract.field, today=clock.today())
    goals = [Chosen(line, line.day) for line in proposed.goals if _begins(line)]
    tasks = [Chosen(line, line.day) for line in proposed.activities if _begins(line)]
    if tasks:
        playbook_uses.create(
            plan, playbook, day, proposed, chosen_goals=goals, chosen_activities=tasks, by=by
        )


def _begins(line: ProposedLine[Any]) -> bool:
    return line.there is None and not line.is_over
