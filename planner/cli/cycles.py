"""Python's search for cycles of objects, which is a burden where many objects stay."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_SELDOM = 1_000_000


@contextmanager
def seldom_looking_for_cycles() -> Iterator[None]:
    """Inside, Python looks for cycles only after a million new objects, and not in older ones.

    Imports make many objects that stay and a rating makes no cycles: all the looking, a sixth of
    the time, would find nothing.
    """
    usual = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(_SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*usual)
        gc.unfreeze()
