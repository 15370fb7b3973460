"""A plan of another day in words, section by section as on its page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from planner.database import db
from planner.models import Field, Person
from planner.nouns import OF_TABLE
from planner.queries.taking_back import Item, Items
from planner.views.telling import Told, told_values

ORDER = (
    "plans",
    "goals",
    "deals",
    "activities",
    "conversations",
    "ideas",
    "questions",
    "potentials",
    "contacts",
    "members",
)
# What stands in the heading, or only orders items.
_UNSAID = frozenset({"key", "position", "conversation", "evidence"})
_HEADINGS = ("title", "name", "topic", "text")
_CHILDREN = {"goals": ("commitments", "goal"), "conversations": ("entries", "conversation")}
_TABLE_OF = {
    "goal": "goals",
    "deal": "deals",
    "activity": "activities",
    "reports_to": "contacts",
    "contacts": "contacts",
    "field": "fields",
}


@dataclass(frozen=True, slots=True)
class PastItem:
    table: str
    id: int
    heading: str
    facts: list[Told]
    children: list["PastItem"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Section:
    table: str
    name: str
    items: list[PastItem]


class _Sections:
    def __init__(self, items: Items) -> None:
        self.items = items
        self.names = {"people": _names(Person), "fields": _names(Field)}

    def of(self, table: str) -> Section:
        return Section(
            table, str(OF_TABLE[table].many), self._all(table, self.items.get(table, {}))
        )

    def _all(self, table: str, found: Mapping[int, Item]) -> list[PastItem]:
        in_order = sorted(found.items(), key=lambda each: (each[1].get("position", 0), each[0]))
        return [self._item(table, identity, item) for identity, item in in_order]

    def _item(self, table: str, identity: int, item: Item) -> PastItem:
        said = {name: self._named(name, value) for name, value in item.items()}
        heading = next(
            (name for name in (*_HEADINGS, "person", "author", "field") if name in said), ""
        )
        value = said.get(heading, "")
        facts = told_values(
            table,
            {n: v for n, v in said.items() if n not in _UNSAID and n != heading},
        )
        shown = str(value.get("name", "") if isinstance(value, dict) else value)
        return PastItem(table, identity, shown, facts, self._children(table, identity))

    def _children(self, table: str, identity: int) -> list[PastItem]:
        if table not in _CHILDREN:
            return []
        child, parent = _CHILDREN[table]
        of_this = {
            i: {name: value for name, value in item.items() if name != parent}
            for i, item in self.items.get(child, {}).items()
            if _id_of(item.get(parent)) == identity
        }
        return self._all(child, of_this)

    def _named(self, name: str, value: Any) -> Any:
        """With the names that people and things had then."""
        if isinstance(value, list):
            return [self._named(name, each) for each in value]
        if not isinstance(value, dict) or "id" not in value:
            return value
        table = _TABLE_OF.get(name, "people")
        known = self.names.get(table, {}).get(value["id"]) or _heading(
            self.items.get(table, {}).get(value["id"], {})
        )
        return {"id": value["id"], "name": known or value.get("name", "")}


def sections(items: Items) -> list[Section]:
    """Everything that there was, in the order of the plan's page."""
    telling = _Sections(items)
    return [section for section in map(telling.of, ORDER) if section.items]


def _names(model: type[Person] | type[Field]) -> dict[int, str]:
    found = db.session.execute(select(model.id, model.name))
    return {row.id: row.name for row in found}


def _heading(item: Item) -> str:
    return next((str(item[name]) for name in _HEADINGS if item.get(name)), "")


def _id_of(value: Any) -> Any:
    return value.get("id") if isinstance(value, dict) else value
