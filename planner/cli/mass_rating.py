"""Every plan in the database rated, batch by batch, by a process for each core if there are many.

The lines come in the order of the plans' ids however many processes there are, and no more than a
few batches wait to be written at any time.
"""

import gc
import multiprocessing
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date

from planner.database import db
from planner.queries.maturity import facts
from planner.rating import Rating, Thresholds, rate

FEW_PLANS = 2000  # for these it does not pay to start processes
MOST_PROCESSES = 4


@dataclass(frozen=True, slots=True)
class RatingTask:
    """How to rate, and how to write a rating down as a line or several."""

    day: date
    thresholds: Thresholds
    written: Callable[[Rating], str]


@dataclass(frozen=True, slots=True)
class Batch:
    """The lines of so many plans."""

    plans: int
    lines: str


class Rater:
    """Rates the plans of one range of ids after the other."""

    def __init__(self, task: RatingTask) -> None:
        self._task = task
        self._reading = facts.ReadingRanges()

    def batch(self, first: int, last: int) -> Batch:
        task = self._task
        lines = [
            f"{task.written(rate(plan, task.day, task.thresholds))}\n"
            for plan in self._reading.facts(first, last)
        ]
        return Batch(len(lines), "".join(lines))


def batches(task: RatingTask, *, processes: int) -> Iterator[Batch]:
    """The ratings of all plans in the order of their ids; needs an application context."""
    if processes > 1:
        yield from _by_processes(task, processes)
    else:
        rater = Rater(task)
        for first, last in facts.ranges():
            yield rater.batch(first, last)


def processes_for(plans: int) -> int:
    """How many processes are worth their start, where the system can split one in two at all."""
    # A Mac can split a process too, but not one that has used its libraries.
    if plans < FEW_PLANS or not sys.platform.startswith("linux"):
        return 1
    return min(len(os.sched_getaffinity(0)), MOST_PROCESSES)


def _by_processes(task: RatingTask, processes: int) -> Iterator[Batch]:
    # A connection must not be in two processes: each opens its own after the split.
    db.session.remove()
    db.engine.dispose()
    pool = ProcessPoolExecutor(
        processes, multiprocessing.get_context("fork"), initializer=_start, initargs=(task,)
    )
    try:
        pool.submit(os.getpid).result()  # starts the processes before this one reads
        waiting: deque[Future[Batch]] = deque()
        for first, last in facts.ranges():
            waiting.append(pool.submit(_batch, first, last))
            if len(waiting) > 2 * processes:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)


_rater: Rater | None = None  # of a process that rates for another one


def _start(task: RatingTask) -> None:
    global _rater  # noqa: PLW0603 - the pool keeps nothing else between two batches
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process ends the others
    gc.freeze()  # what is there by now stays
    _rater = Rater(task)


def _batch(first: int, last: int) -> Batch:
    assert _rater is not None  # noqa: S101 - `_start` came before
    return _rater.batch(first, last)
