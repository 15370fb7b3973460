"""Evidence: the very items that made a symptom true."""

from collections.abc import Iterable
from typing import Protocol, TypeAlias

# The references of the items, sorted and without repeats; empty for a symptom that consists in an
# absence or in a proportion of everything; None if the symptom does not hold.
Evidence: TypeAlias = tuple[str, ...] | None


class Referable(Protocol):
    @property
    def reference(self) -> str: ...


def listing(items: Iterable[Referable]) -> tuple[str, ...]:
    """The references of these items, sorted and without repeats."""
    return tuple(sorted({item.reference for item in items}))


def items_found(items: Iterable[Referable]) -> Evidence:
    """For a symptom that holds if there is at least one such item."""
    return listing(items) or None


def holding(holds: bool) -> Evidence:
    """For a symptom without items."""
    return () if holds else None
