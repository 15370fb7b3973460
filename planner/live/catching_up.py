"""What somebody who begins to listen is told first, and what they have missed."""

from dataclasses import dataclass

from planner.live import messages
from planner.live.listener import Listener
from planner.live.positions import read_position
from planner.queries.history import changes
from planner.queries.history.changes import Change
from planner.queries.live import positions


@dataclass(frozen=True, slots=True)
class Missed:
    """`position` is where the browser goes on; with `reset` it fetches everything anew first."""

    position: int
    changes: tuple[Change, ...] = ()
    reset: bool = False

    @property
    def ids(self) -> frozenset[int]:
        return frozenset(change.id for change in self.changes)


def missed(listener: Listener) -> Missed:
    """What has happened since the position that the browser has told."""
    low = positions.position()
    after = low if listener.said is None else read_position(listener.said, positions.newest())
    if after is None:
        return Missed(low, reset=True)
    found = changes.changes_of_plan(
        listener.plan_id, listener.customer_id, after, for_members=listener.for_members
    )
    return Missed(low, reset=True) if found is None else Missed(low, tuple(found))


def first_messages(listener: Listener, found: Missed) -> list[bytes]:
    """A greeting, and after it everything that was missed, or that too much was.

    Each message says only a position up to which everything was told with it or before it.
    """
    if found.reset:
        return [messages.RETRY, messages.hello(found.position), messages.reset(found.position)]
    start = found.position if listener.said is None else int(listener.said)
    told = [
        messages.change_message(change, min(change.id, found.position)) for change in found.changes
    ]
    return [messages.RETRY, messages.hello(start), *told]
