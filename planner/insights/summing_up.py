"""What a run of changes comes to, item by item: what was taken back in between is left out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

_MADE, _GONE, _CHANGED = (".created", ".joined"), ".deleted", ".updated"


class SummedEvent(Protocol):
    """An event; `changes` are `{field: [old, new]}`."""

    @property
    def id(self) -> int: ...
    @property
    def type(self) -> str: ...
    @property
    def subject(self) -> str: ...
    @property
    def subject_id(self) -> int | None: ...
    @property
    def subject_name(self) -> str: ...
    @property
    def changes(self) -> Mapping[str, list[Any]]: ...


@dataclass(slots=True)
class ItemSum:
    """What became of one item: the kinds of what happened to it, in their order and once each,
    and of each field that is another one now what it was and what it is."""

    subject: str
    subject_id: int | None
    name: str
    last: int
    types: list[str] = field(default_factory=list)
    changes: dict[str, list[Any]] = field(default_factory=dict)
    says_enough: bool = False
    """Whether something happened that says all by itself, and changed no field."""
    was_there: bool = True
    is_there: bool = True

    @property
    def is_new(self) -> bool:
        return self.is_there and not self.was_there

    @property
    def is_gone(self) -> bool:
        return self.was_there and not self.is_there


def by_item(happened: Iterable[SummedEvent]) -> list[ItemSum]:
    """The changes by item, the one that changed last first; they come in the order of happening.

    Of what is new only that is said, of what is gone only that; what came and went is left out.
    """
    sums: dict[tuple[str, int | None], ItemSum] = {}
    for event in happened:
        key = event.subject, event.subject_id
        one = sums.setdefault(key, ItemSum(event.subject, event.subject_id, "", event.id))
        _add(one, event)
    told = [_net(one) for one in sums.values() if one.was_there or one.is_there]
    return sorted(
        (one for one in told if one.types or one.changes), key=lambda one: one.last, reverse=True
    )


def _add(one: ItemSum, event: SummedEvent) -> None:
    is_made, is_gone = event.type.endswith(_MADE), event.type.endswith(_GONE)
    if is_made and not one.types:
        one.was_there = False
    one.is_there = (one.is_there or is_made) and not is_gone
    one.name, one.last = event.subject_name, event.id
    if event.type in one.types:
        one.types.remove(event.type)
    one.types.append(event.type)
    one.says_enough |= not event.changes
    for name, (old, new) in event.changes.items():
        first = one.changes[name][0] if name in one.changes else old
        one.changes[name] = [first, new]


def _net(one: ItemSum) -> ItemSum:
    """Without what is as it was; an item that only went there and back says nothing."""
    if one.is_gone:
        one.types, one.changes = one.types[-1:], {}
    elif one.is_new:
        one.types = [kind for kind in one.types if not kind.endswith(_CHANGED)]
        one.changes = {}
    else:
        one.types = [kind for kind in one.types if not kind.endswith((*_MADE, _GONE))]
        one.changes = {name: pair for name, pair in one.changes.items() if pair[0] != pair[1]}
        one.types = one.types if one.changes or one.says_enough else []
    return one
