"""What the items of a plan file say, with everything that follows from it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from planner.models.kinds import Role, Side, Via
from planner.planfiles.checks.parsing import Document
from planner.planfiles.edits import Edit
from planner.planfiles.items import FIELDS_SHAPE
from planner.planfiles.shapes import ItemValues, PlainList, Shape
from planner.planfiles.stored import Stored


def values_of(shape: Shape, item: Document, base: ItemValues | None = None) -> ItemValues:
    """The values of an item; what it leaves out is as in `base`, else as the schema's default."""
    values: ItemValues = {}
    for attribute in shape.attributes:
        name, (*objects, said) = attribute.name, attribute.path
        part = item.get(objects[0], {}) if objects else item
        if said in part:
            values[name] = attribute.kind.read(part[said])
        else:
            values[name] = base[name] if base else attribute.default
    for each in shape.lists:
        values[each.name] = _held(each, item.get(each.name, ()))
    return values


def _held(of: PlainList, held: Iterable[Any]) -> list[Any]:
    if of.single:
        return list(held)
    return [{each.name: item[each.name] for each in of.attributes} for item in held]


def owner_of(members: Iterable[Document], people: Mapping[str, ItemValues]) -> str | None:
    """The first member on the generalist side who is there as owner and has not left."""
    for member in members:
        owns = member.get("via", Via.OWNER) == Via.OWNER and "left_on" not in member
        if owns and Role(people[member["person"]]["role"]).side is Side.GENERALIST:
            return str(member["person"])
    return None


def fields_named(document: Document) -> set[str]:
    """The names of all fields in a document."""
    lists = [*document.values(), *document["plan"].values()]
    items = [item for each in lists if isinstance(each, list) for item in each]
    return {item["field"] for item in items if "field" in item}


def fields_of(edits: Iterable[Edit]) -> Iterator[str]:
    """The fields that the items speak of, each once, in order."""
    names: dict[str, None] = {}
    for edit in edits:
        for attribute in edit.shape.attributes:
            if attribute.target == FIELDS_SHAPE.list and (name := edit.values[attribute.name]):
                names[name] = None
    return iter(names)


def with_bosses(contacts: Iterable[Stored], kept: Iterable[int]) -> set[int]:
    """The ids of those kept, and of everybody of `contacts` to whom they report."""
    by_key = {each.values["key"]: each for each in contacts}
    found: set[int] = set()
    for each in [contact for contact in by_key.values() if contact.id in set(kept)]:
        upwards: Stored | None = each
        while upwards and upwards.id not in found:
            found.add(upwards.id)
            upwards = by_key.get(upwards.values["reports_to"])
    return found
