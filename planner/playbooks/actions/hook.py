"""Starts the playbook for the time after a signature as soon as a customer was taken over.

It happens in the same transaction, as a part of what was done; an organisation without such a
playbook has none started.
"""

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
)
from planner.playbooks.actions import playbook_uses
from planner.playbooks.actions.playbook_uses import Chosen
from planner.playbooks.queries.playbook_proposals import proposal
from planner.queries.plan import plans


def listen() -> None:
    """Before the plans are rated and anybody is told; to be told more than once changes nothing."""
    if not event.contains(db.session, "before_commit", _start):
        event.listen(db.session, "before_commit", _start, insert=True)


def _start(session: Session) -> None:
    if session.in_nested_transaction():
        return
    for change in list(followed_changes.noted()):
        if change.event.type == EventType.HANDOVER_ACCEPTED:
            _after(change.event)


def _after(accepted: Event) -> None:
    handover = db.session.get(Handover, accepted.subject_id)
    by = db.session.get(Person, accepted.actor_id) if accepted.actor_id else None
    plan = plans.current(handover.customer_id) if handover else None
    if handover is None or by is None or plan is None or not plan.is_open:
        return
    playbook = db.session.scalar(_for(handover.contract))
    if playbook is not None:
        _use(playbook, plan, handover.contract, by=by)


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
    """What is ticked by itself: not what is over, nor what is there already."""
    day = contract.signed_on
    proposed = proposal(plan, playbook, day, contract.field, today=clock.today())
    goals = [Chosen(line, line.day) for line in proposed.goals if line.is_ticked]
    tasks = [Chosen(line, line.day) for line in proposed.activities if line.is_ticked]
    if tasks:
        playbook_uses.create(
            plan, playbook, day, proposed, chosen_goals=goals, chosen_activities=tasks, by=by
        )
