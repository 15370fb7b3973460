"""Taking back what somebody did: each event of the act, the last one first.

Only what still stands as the act left it can be taken back; else nothing changes.
"""

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Protocol, TypeVar

from sqlalchemy import or_, select

from planner.actions import editing
from planner.actions.errors import Refused
from planner.actions.history import acts, undo_event
from planner.actions.history.event_names import verb_of
from planner.actions.plan import stage_moves, targets
from planner.database import db
from planner.models import Event, EventType, Member, Person, Plan, StageMove, Target
from planner.nouns import OF_TABLE

# They only tell of something beside an act: a rating that follows, a conflict that was settled.
_BESIDE = ("rating.", "conflict.")


class _Happened(Protocol):
    """An event, or a row of the history."""

    @property
    def type(self) -> str: ...
    @property
    def subject(self) -> str: ...


_Is = TypeVar("_Is", bound=_Happened)


def undo(event: Event, *, by: Person) -> None:
    """Take back the whole act that the event belongs to; that is an act of its own.

    Raise Refused when it was undone already, or when something has changed since.
    """
    act = events_of(event.act)
    if not act or not (carrier_of(act) or are_undoable(act)):
        raise Refused("This cannot be undone from the history.")
    _refuse_foreign_hand(act, by)
    plan = db.session.get(Plan, event.plan_id) if event.plan_id is not None else None
    if plan is not None:
        editing.lock_plan(plan)
    _refuse_undone(event.act)
    _refuse_gone_on_from(act)
    with acts.undoing(event.act), _whole(act):
        for each in reversed(act):
            undo_event.undo_event(each, by=by)
        for each in act:
            if each.subject == Target.__tablename__:
                targets.check_again(each.subject_id)
            elif each.subject == StageMove.__tablename__:
                stage_moves.undone(each)


def _refuse_gone_on_from(act: Sequence[Event]) -> None:
    """What the cards of the nouns in it look at, each once."""
    for check in dict.fromkeys(OF_TABLE[each.subject].check_undo for each in act):
        if check is not None:
            check(act)


def carrier_of(act: Sequence[_Is]) -> _Is | None:
    """The one thing in it that all else follows from, where there is such a thing."""
    return next((e for e in act if verb_of(e.type) in OF_TABLE[e.subject].carries), None)


def _whole(act: Sequence[Event]) -> AbstractContextManager[None]:
    return acts.as_a_whole() if carrier_of(act) else nullcontext()


def events_of(act_id: int) -> list[Event]:
    """All events of an act, in the order in which they happened."""
    statement = select(Event).where(or_(Event.id == act_id, Event.act_id == act_id))
    found = db.session.scalars(statement.order_by(Event.id)).all()
    return [event for event in found if not is_beside(event)]


def are_undoable(act: Sequence[_Happened]) -> bool:
    """Whether all of an act can be taken back at once."""
    if _leader_of(act) is None:
        return all(is_undoable(each) for each in act)
    return all(OF_TABLE[each.subject].needs is not None for each in act)


def _leader_of(act: Sequence[_Is]) -> _Is | None:
    """What can be undone with all that followed from it."""
    return next((e for e in act if verb_of(e.type) in OF_TABLE[e.subject].leads), None)


def is_undoable(event: _Happened) -> bool:
    """Whether such a thing can be taken back at all."""
    noun = OF_TABLE[event.subject]
    return noun.needs is not None and verb_of(event.type) not in noun.final


def is_beside(event: _Happened) -> bool:
    """Whether it only tells of something, so that there is nothing in it to take back."""
    return event.type.startswith(_BESIDE)


def undone_by(act_id: int) -> Event | None:
    """The undo of an act that still holds; an undo can be undone as well."""
    statement = select(Event).where(Event.undoes_id == act_id, Event.act_id.is_(None))
    undos = db.session.scalars(statement.order_by(Event.id.desc()))
    return next((undo for undo in undos if undone_by(undo.act) is None), None)


def is_by_oneself(act: Sequence[_Happened]) -> bool:
    """Whether nobody but the one who did it takes it back."""
    if any(event.type == EventType.MEMBER_AGREED for event in act):
        return True
    leader = _leader_of(act)
    of_oneself = act if leader is None else [leader]
    return all(verb_of(event.type) in OF_TABLE[event.subject].by_oneself for event in of_oneself)


def _refuse_foreign_hand(act: Sequence[Event], by: Person) -> None:
    """Nobody signs, agrees, asks or says anything in the place of somebody else, nor takes it back
    for them."""
    if carrier_of(act) is not None:
        return
    if (is_by_oneself(act) or _left_oneself(act)) and act[0].actor_id != by.id:
        name = act[0].actor.name if act[0].actor else "—"
        raise Refused("Only %(name)s can withdraw this.", name=name)


def _left_oneself(act: Sequence[Event]) -> bool:
    """Whether somebody went of their own will, whose agreement would come back with them."""
    left = [event for event in act if event.type == EventType.MEMBER_LEFT]
    members = [db.session.get(Member, event.subject_id) for event in left]
    return any(
        member is not None and member.person_id == event.actor_id
        for member, event in zip(members, left, strict=True)
    )


def _refuse_undone(act_id: int) -> None:
    undo = undone_by(act_id)
    if undo is not None:
        name = undo.actor.name if undo.actor else "—"
        raise Refused("%(name)s has undone this already.", name=name)
