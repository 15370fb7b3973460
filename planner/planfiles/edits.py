"""What an import makes of the items: created, updated, deleted, or left as they are."""

import enum
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from planner.planfiles.checks.problems import FilePlace
from planner.planfiles.shapes import ItemValues, Shape
from planner.planfiles.stored import Stored


class Verb(enum.StrEnum):
    CREATED = "created"
    UPDATED = "updated"
    DELETED = "deleted"


@dataclass(slots=True, eq=False)
class Edit:
    """One item: as the file has it (or as it was, when it goes), and as it is stored."""

    shape: Shape
    values: ItemValues
    place: FilePlace = ()
    owner: "Edit | None" = None
    stored: Stored | None = None
    position: int = 0
    verb: Verb | None = None
    changes: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    """Old and new, by name; of what is new or goes, only what it says."""
    id: int | None = None
    """None until it is written."""
    comments: list[dict[str, Any]] = field(default_factory=list)
    """Those that went with it, as the history keeps them."""
    kept: dict[str, Any] | None = None
    """Of what goes, the whole row as it was stored."""

    def compare(self) -> None:
        """Find out what changes."""
        if self.stored is None:
            self.verb, self.changes = Verb.CREATED, _said(self.shape, self.values)
            return
        self.id = self.stored.id
        self.changes = {
            name: (self.stored.values[name], value)
            for name, value in self.values.items()
            if self.stored.values[name] != value
        }
        self.verb = Verb.UPDATED if self.changes else None


def removal(shape: Shape, stored: Stored, owner: Edit | None) -> Edit:
    """The edit that takes away what is stored and does not stand in the file."""
    changes = {name: (old, new) for name, (new, old) in _said(shape, stored.values).items()}
    return Edit(shape, stored.values, (), owner, stored, 0, Verb.DELETED, changes, stored.id)


def _said(shape: Shape, values: ItemValues) -> dict[str, tuple[Any, Any]]:
    """A list with a table of its own was empty; a list that a column holds was not there."""
    lists = {each.name for each in shape.lists}
    return {
        name: ([] if name in lists else None, value)
        for name, value in values.items()
        if value is not None and not (name in lists and value == [])
    }


@dataclass(slots=True)
class Reference:
    """Something that can be referred to; without an id while it is not written yet."""

    id: int | None
    name: str


class Directory:
    """What can be referred to, by the name of its list and its key."""

    def __init__(self) -> None:
        self._known: dict[str, dict[str, Reference]] = defaultdict(dict)

    def note(self, target: str, key: str, name: str, item_id: int | None) -> None:
        """Add something, or give it its new name."""
        found = self._known[target].setdefault(key, Reference(item_id, name))
        found.name = name

    def settle(self, target: str, key: str, item_id: int) -> None:
        """Give something new the id under which it was written."""
        self._known[target][key].id = item_id

    def find(self, target: str, key: str) -> Reference:
        return self._known[target][key]

    def named(self, target: str, value: Any) -> Any:
        """A reference, or a list of them, as people read it: names in place of keys."""
        if value is None:
            return None
        if isinstance(value, list):
            return [self.find(target, key).name for key in value]
        return self.find(target, value).name
