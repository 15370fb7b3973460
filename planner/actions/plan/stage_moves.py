"""The stages that a customer comes to, one after the other."""

from sqlalchemy import select

from planner import clock
from planner.actions.editing import next_position
from planner.actions.errors import Refused
from planner.actions.history import events
from planner.database import db
from planner.models import Customer, Event, EventType, Person, StageMove
from planner.models.kinds import Stage


def note(customer: Customer, before: Stage, reason: str | None, *, by: Person | None) -> StageMove:
    """Write down that the customer has come from one stage to the one that it has now."""
    move = StageMove(
        customer=customer,
        stage=customer.stage,
        on=clock.today(),
        by=by,
        by_id=by.id if by else None,
        reason=reason or None,
        position=next_position(StageMove.customer_id, customer.id),
    )
    db.session.add(move)
    db.session.flush()
    changes = events.all_of(move) | {"stage": [before.value, move.stage.value]}
    events.record("created", move, by=by, changes=changes)
    return move


def undone(event: Event) -> None:
    """A move was taken back, and the customer is at the stage before it again; or that was taken
    back, and it is at the stage of the move.

    Raise Refused if it has moved on since.
    """
    customer = db.session.get(Customer, event.customer_id)
    if customer is None or not _stands_there(event, customer):
        raise Refused("“%(what)s” has changed since; it stays as it is.", what=event.subject_name)
    customer.stage = Stage(event.changes["stage"][0])
    db.session.flush()


def _stands_there(event: Event, customer: Customer) -> bool:
    """Whether it has not moved on: from the stage of the move, or while that was taken back."""
    if event.type == EventType.STAGE_MOVE_CREATED:
        return bool(customer.stage.value == event.changes["stage"][1])
    newest = (StageMove.position.desc(), StageMove.id.desc())
    moves = select(StageMove.id).where(StageMove.customer_id == customer.id).order_by(*newest)
    return db.session.scalars(moves.limit(1)).first() == event.subject_id
