"""Who listens to what, in this process."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from planner.live import messages
from planner.live.stream import Stream
from planner.queries.history.changes import Change

# After these somebody may see more or less than before: on one plan, or wherever they listen.
_MOVES_ON_PLAN = frozenset({"customer", "member", "plan"})
_MOVES_ANYWHERE = frozenset({"person", "setting", "team"})


class Audience:
    """The open streams, by plan and by customer."""

    def __init__(self) -> None:
        self._of_plan: dict[int, set[Stream]] = defaultdict(set)
        self._of_customer: dict[int, set[Stream]] = defaultdict(set)

    def __iter__(self) -> Iterator[Stream]:
        return iter([stream for streams in self._of_plan.values() for stream in streams])

    def __bool__(self) -> bool:
        return bool(self._of_plan)

    @property
    def plan_ids(self) -> list[int]:
        return list(self._of_plan)

    def add(self, stream: Stream) -> None:
        self._of_plan[stream.listener.plan_id].add(stream)
        self._of_customer[stream.listener.customer_id].add(stream)

    def remove(self, stream: Stream) -> None:
        for index, key in (
            (self._of_plan, stream.listener.plan_id),
            (self._of_customer, stream.listener.customer_id),
        ):
            index[key].discard(stream)
            if not index[key]:
                del index[key]

    def on_plan(self, plan_id: int) -> list[Stream]:
        return list(self._of_plan.get(plan_id, ()))

    def of(self, change: Change) -> list[Stream]:
        """Those on the plan, or where none is named, on any plan of the customer."""
        if change.plan_id is not None:
            return self.on_plan(change.plan_id)
        if change.customer_id is not None:
            return list(self._of_customer.get(change.customer_id, ()))
        return []

    def to_be_checked(self, changes: Iterable[Change]) -> set[Stream]:
        """Whose rights may have changed."""
        found: set[Stream] = set()
        for change in changes:
            if change.noun in _MOVES_ANYWHERE:
                return set(self)
            if change.noun in _MOVES_ON_PLAN:
                found.update(self.of(change))
        return found

    def tell(self, changes: Iterable[Change], position: int) -> None:
        """Everybody of what is for them; `position` is up to where everything was told by now."""
        for change in changes:
            self._tell(self.of(change), change, position)
            if change.is_of_periods and (others := self._on_other_plans(change)):
                self._tell(others, change.for_plan(others[0].listener.plan_id), position)

    def _tell(self, streams: Iterable[Stream], change: Change, position: int) -> None:
        if not streams:
            return
        message = messages.change_message(change, min(change.id, position))
        for stream in streams:
            if change.is_for(for_members=stream.for_members):
                stream.tell(change.id, message)

    def _on_other_plans(self, change: Change) -> list[Stream]:
        of_customer = self._of_customer.get(change.customer_id or 0, ())
        return [one for one in of_customer if one.listener.plan_id != change.plan_id]
