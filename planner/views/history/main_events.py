"""Of the events of one act, the thing itself rather than what followed from it."""

from collections.abc import Sequence
from typing import Protocol, TypeVar

from planner.actions.history.event_names import noun_of
from planner.models import EventType

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
