"""Which windows a process writes down as open, and when."""

from collections.abc import Callable, Collection
from typing import Any, cast

from planner.live.audience import Audience
from planner.live.db_thread import Desk
from planner.live.presence import KnownWindows
from planner.queries.live.presences import Window
from tests.support.browsers import loops

HERE = Window(1, 1, "here")


async def now(work: Callable[..., Any], *arguments: object) -> Any:
    return work(*arguments)


def test_window_that_comes_back_at_once_is_written_again() -> None:
    written: list[set[Window]] = []

    def write(here: Collection[Window], gone: Collection[Window]) -> None:
        assert not gone
        written.append(set(here))

    async def story() -> None:
        desk = cast("Desk", now)
        known = KnownWindows(Audience(), desk, desk, write)
        known._tell = lambda **_: now(set)  # type: ignore[method-assign]  # noqa: SLF001 - nobody listens
        known.come(HERE)
        await known.look()
        known.go(HERE)
        known.come(HERE)
        await known.look()

    loops.run(story())
    assert written == [{HERE}, {HERE}]
