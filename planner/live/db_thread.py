"""A thread for the database, so that no stream needs one of its own."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from functools import partial
from typing import TypeVar

_Found = TypeVar("_Found")


class Desk:
    """Does one piece of work after the other, each inside `context()`."""

    def __init__(self, name: str, context: Callable[[], AbstractContextManager[object]]) -> None:
        self._context = context
        self._thread = ThreadPoolExecutor(1, thread_name_prefix=name)

    async def __call__(self, work: Callable[..., _Found], *arguments: object) -> _Found:
        """What the work returns; it is done whether or not somebody still waits for it."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, partial(self._do, work, *arguments))

    def _do(self, work: Callable[..., _Found], *arguments: object) -> _Found:
        with self._context():
            return work(*arguments)
