"""The stages that a customer comes to, one after the other."""

from planner import clock
from planner.actions.editing import next_position
from planner.actions.errors import Refused
from planner.actions.history import events
from planner.database import db
from planner.models import Customer, Event, Person, StageMove
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
    """A move was taken back: the customer is at the stage before it again.

    Raise Refused if it has moved on since.
    """
    before, after = event.changes["stage"]
    customer = db.session.get(Customer, event.customer_id)
    if customer is None or customer.stage.value != after:
        raise Refused("“%(what)s” has changed since; it stays as it is.", what=event.subject_name)
    customer.stage = Stage(before)
    db.session.flush()
