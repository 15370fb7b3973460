"""Who is there: written for the streams of this process, read for those of all."""

import datetime
from collections import Counter
from collections.abc import Callable, Collection

from planner import clock
from planner.live import messages
from planner.live.audience import Audience
from planner.live.db_thread import Desk
from planner.queries.live import presences
from planner.queries.live.presences import Present, Window

Write = Callable[[Collection[Window], Collection[Window]], None]
EVERY = 1.0
"""Seconds from one look to the next."""

_LOOKS_FOR_ALL = 20
# Who loads the page again is back after a moment, and was never away.
_LOOKS_BEFORE_GONE = 3
_OVERLAP = datetime.timedelta(seconds=2)


class KnownWindows:
    """Everybody's windows, as this process knows them."""

    def __init__(self, audience: Audience, reading: Desk, writing: Desk, write: Write) -> None:
        self._audience = audience
        self._reading, self._writing, self._write = reading, writing, write
        self._open: Counter[Window] = Counter()
        self._new: set[Window] = set()
        self._gone: dict[Window, int] = {}
        self._told: dict[int, list[Present]] = {}
        self._looks = 0
        self._since: datetime.datetime | None = None

    def come(self, window: Window) -> None:
        self._open[window] += 1
        self._gone.pop(window, None)
        # Also who was only away for a moment: it may have been with another process, which by now
        # keeps the row and would write that it has left.
        self._new.add(window)

    def go(self, window: Window) -> None:
        self._open[window] -= 1
        if not self._open[window]:
            del self._open[window]
            self._gone[window] = self._looks

    @property
    def is_needed(self) -> bool:
        """Whether there is anybody, or somebody whose going was not written yet."""
        return bool(self._open or self._gone)

    async def look(self) -> None:
        """Write what has changed here, and tell what has changed anywhere."""
        self._looks += 1
        is_full = self._looks % _LOOKS_FOR_ALL == 0
        here = set(self._open) if is_full else self._new & set(self._open)
        gone = {
            window
            for window, look in self._gone.items()
            if self._looks - look >= _LOOKS_BEFORE_GONE
        }
        if here or gone or is_full:
            await self._writing(self._write, here, gone)
            self._new -= here
            for window in gone:
                self._gone.pop(window, None)
        await self._tell(everywhere=is_full)

    async def _tell(self, *, everywhere: bool) -> None:
        listened = self._audience.plan_ids
        now = clock.now()
        if not everywhere and self._since is not None:
            changed = await self._reading(presences.changed_since, self._since - _OVERLAP)
            listened = [plan_id for plan_id in listened if plan_id in changed]
        self._since = now
        if not listened:
            return
        for plan_id, present in (await self._reading(presences.windows_of_plans, listened)).items():
            if self._told.get(plan_id) != present:
                self._told[plan_id] = present
                for stream in self._audience.on_plan(plan_id):
                    stream.put(messages.presence(present))
