"""How things were before some events, computed from how they are; needs no database."""

from collections.abc import Iterable, Mapping
from copy import deepcopy
from typing import Any, Protocol

Item = dict[str, Any]
"""What an item says, by the names of the history; references and people by id and name."""
Items = dict[str, dict[int, Item]]
"""Items by table and id."""

_MADE = ("created", "joined")


class Happened(Protocol):
    @property
    def type(self) -> str: ...
    @property
    def subject(self) -> str: ...
    @property
    def subject_id(self) -> int | None: ...
    @property
    def changes(self) -> Mapping[str, list[Any]]: ...
    @property
    def kept(self) -> Mapping[str, Any] | None: ...


def take_back(now: Items, events: Iterable[Happened]) -> Items:
    """How everything was before these events, which come the newest first."""
    then = deepcopy(now)
    for event in events:
        items = then.setdefault(event.subject, {})
        verb = event.type.rpartition(".")[2]
        if event.subject_id is None:
            continue
        if verb in _MADE:
            items.pop(event.subject_id, None)
        elif verb == "deleted":
            items[event.subject_id] = _as_it_was(event)
        elif event.subject_id in items:
            before = {name: pair[0] for name, pair in event.changes.items()}
            items[event.subject_id].update(before)
    return then


def _as_it_was(event: Happened) -> Item:
    """What was deleted; the event names what the item said, and the whole row where it stood."""
    row = (event.kept or {}).get("row", {})
    stood = {name.removesuffix("_id"): value for name, value in row.items() if _is_place(name)}
    return stood | {name: pair[0] for name, pair in event.changes.items()}


def _is_place(column: str) -> bool:
    return column in ("conversation_id", "position")
