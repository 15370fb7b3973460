"""Which events belong together: what somebody does in one transaction is one act."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Protocol, TypeVar, cast

from planner.actions.history.event_names import noun_of
from planner.database import db
from planner.models import Event, EventType

_KEPT_AS = "act"
_UNDOING = "undoing"
_TYPED_INTO = "typed into"
_AS_A_WHOLE = "as a whole"


@dataclass(slots=True)
class Act:
    """What `actor_id` did in `transaction`, in the order in which it happened."""

    transaction: object
    actor_id: int | None
    events: list[Event] = field(default_factory=list)

    @property
    def id(self) -> int:
        return self.events[0].act


def running(actor_id: int | None) -> int | None:
    """The act that the next event of this person belongs to; None when it begins one."""
    act = last()
    goes_on = (
        act is not None
        and act.transaction is db.session().get_transaction()
        and act.actor_id == actor_id
    )
    return act.id if act is not None and goes_on else None


def note(event: Event) -> None:
    """Add an event that was just written to its act."""
    act = last()
    if act is None or event.act_id is None:
        act = Act(db.session().get_transaction(), event.actor_id)
        db.session().info[_KEPT_AS] = act
    act.events.append(event)


def last() -> Act | None:
    """The newest act of this session, whether it was committed or still goes on."""
    return cast(Act | None, db.session().info.get(_KEPT_AS))


def end() -> None:
    """What comes next in the same transaction is another act."""
    db.session().info.pop(_KEPT_AS, None)


@contextmanager
def apart() -> Iterator[None]:
    """What happens inside follows by itself, as acts of its own; what somebody has done before is
    the last act again afterwards, which they can take back."""
    before = last()
    end()
    try:
        yield
    finally:
        end()
        if before is not None:
            db.session().info[_KEPT_AS] = before


@contextmanager
def undoing(act_id: int) -> Iterator[None]:
    """What happens inside is one act, which takes back that one."""
    end()
    db.session().info[_UNDOING] = act_id
    try:
        yield
    finally:
        db.session().info.pop(_UNDOING, None)


def undone() -> int | None:
    """The act that is being taken back."""
    return cast(int | None, db.session().info.get(_UNDOING))


CONSEQUENCES = frozenset({"commitment", "request"})
# Of an act that ends with one of these, the rest only led there.
_ENDS = (".deleted", EventType.ACTIVITY_FINISHED.value)


class _Happened(Protocol):
    @property
    def type(self) -> str: ...
    @property
    def subject(self) -> str: ...


_Any = TypeVar("_Any", bound=_Happened)


def main_of(events: Sequence[_Any]) -> _Any | None:
    """The event that the act is named after; the events come in the order of happening."""
    themselves = [event for event in events if noun_of(event.subject) not in CONSEQUENCES] or events
    ends = [event for event in themselves if event.type.endswith(_ENDS)]
    return ends[-1] if ends else next(iter(themselves), None)


@contextmanager
def typed_into(submission: str | None) -> Iterator[None]:
    """What happens inside was typed into the form of that token."""
    db.session().info[_TYPED_INTO] = submission
    try:
        yield
    finally:
        db.session().info.pop(_TYPED_INTO, None)


def submission() -> str | None:
    """The form that what happens now was typed into."""
    return cast(str | None, db.session().info.get(_TYPED_INTO))


@contextmanager
def as_a_whole() -> Iterator[None]:
    """What happens inside is one thing to people: nobody is told of each part of it."""
    db.session().info[_AS_A_WHOLE] = True
    try:
        yield
    finally:
        db.session().info.pop(_AS_A_WHOLE, None)


def is_a_whole() -> bool:
    """Whether what happens now is a part of something larger."""
    return _AS_A_WHOLE in db.session().info
