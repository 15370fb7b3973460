"""The definitions of the plan file's schema as components, and what is sent and answered of them.

`goal` is the very definition of the file. `goal.new` is what is sent to add one, without what
follows by itself; `goal.changes` what is sent to change one; `goal.answer` what is answered.
"""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any, Final

from sqlalchemy.sql.schema import ScalarElementColumnDefault

from planner.api.resources import (
    ALL,
    PLAIN_SHAPES,
    SHAPE_OF_FIELDS,
    SHAPE_OF_TEAMS,
    hidden_in,
    key_of,
)
from planner.api.said import USUAL_STATUS
from planner.planfiles.hands.rules import card_of
from planner.planfiles.items import (
    ACTIVITIES,
    CUSTOMERS,
    ENTRIES,
    MEMBERS,
    PEOPLE_SHAPE,
    PLANS,
    REQUESTS,
)
from planner.planfiles.schema import SCHEMA
from planner.planfiles.shapes import Shape

Schema = dict[str, Any]
COMPONENTS: Final = "#/components/schemas/"
PLAN_FILE: Final = "plan_file"
_ANSWERED: Final[Schema] = {
    "version": {"type": "integer", "minimum": 0, "description": "the number of its last event"},
    "updated_at": {
        "type": ["string", "null"],
        "format": "date-time",
        "description": "when that was; null for what was never told of",
    },
    "url": {"type": "string", "description": "its address"},
}
_ID: Final[Schema] = {"type": "integer", "minimum": 1, "description": "its number"}
_LINE: Final[Schema] = {"$ref": "#/$defs/line"}
_ABOVE: Final[Schema] = {"type": "integer", "description": "the id of the one that it lies below"}
_PLAIN: Final[dict[Shape, Schema]] = {
    SHAPE_OF_TEAMS: {
        "type": "object",
        "required": ["name"],
        "additionalProperties": False,
        "properties": {"name": _LINE, "region": _LINE, "department": _ABOVE},
    },
    SHAPE_OF_FIELDS: {
        "type": "object",
        "required": ["name"],
        "additionalProperties": False,
        "properties": {"name": _LINE},
    },
}


def components() -> dict[str, Schema]:
    """All of them, by name."""
    found = {name: deepcopy(each) for name, each in SCHEMA["$defs"].items()}
    for shape in (*ALL, *PLAIN_SHAPES):
        found |= _of(shape)
    found[PLAN_FILE] = _plan_file()
    return {name: _placed(each) for name, each in found.items()}


def reference(name: str) -> Schema:
    return {"$ref": f"{COMPONENTS}{name}"}


def definition(shape: Shape) -> Schema:
    """As it stands in the plan file's schema."""
    if shape in _PLAIN:
        return _PLAIN[shape]
    part: Any = SCHEMA
    for step in _place(shape):
        part = part["properties"][step]
        part = part.get("items", part)
    found: Schema = part
    return found


def follows(shape: Shape) -> frozenset[str]:
    """What nobody has to say of a new one: it is usual, of today, or in the own name."""
    hand = card_of(shape).hand
    found = {"key", hand.of, hand.dated} & set(shape.names)
    found |= {"on"} & set(shape.names)
    if shape.list in USUAL_STATUS or shape is ACTIVITIES:
        found.add("status")
    for each in shape.attributes:
        column = shape.table.c[each.column]
        if not column.nullable and isinstance(column.default, ScalarElementColumnDefault):
            found.add(each.name)
    if shape is PLANS:
        found |= {"status", "members"}
    return frozenset(name for name in found if name)


def writable(shape: Shape) -> list[str]:
    """What can be sent of one, in the order of the schema."""
    if shape is MEMBERS:
        return list(definition(shape)["properties"])
    hidden = hidden_in(shape) | ({"stage_history"} if shape is CUSTOMERS else set())
    return [name for name in definition(shape)["properties"] if name not in hidden]


def _of(shape: Shape) -> dict[str, Schema]:
    whole, name = definition(shape), shape.noun
    return {
        name: deepcopy(whole),
        f"{name}.new": _new(shape),
        f"{name}.changes": _changes(shape),
        f"{name}.answer": _answer(shape),
        f"{name}.list": list_of(f"{name}.answer"),
    }


def list_of(name: str) -> Schema:
    """A stretch of a list."""
    return {
        "type": "object",
        "required": ["items", "next"],
        "additionalProperties": False,
        "properties": {
            "items": {"type": "array", "items": reference(name)},
            "next": {
                "type": ["string", "null"],
                "description": "the address of the next stretch, or null at the end",
            },
        },
    }


def _new(shape: Shape) -> Schema:
    whole = definition(shape)
    if shape is MEMBERS:
        return _object({"person": whole["properties"]["person"]}, ["person"])
    known = {name: whole["properties"][name] for name in writable(shape)}
    if shape is REQUESTS:
        asked = ("kind", "activity", "reason")
        return _object({name: known[name] for name in asked}, ["kind"])
    if shape is PLANS:
        known = {name: known[name] for name in ("starts_on", "ends_on", "mode", "strategy")}
    needed = [name for name in whole["required"] if name not in follows(shape) and name in known]
    return _object(deepcopy(known), needed)


def _changes(shape: Shape) -> Schema:
    """RFC 7396: null takes a value away."""
    known = definition(shape)["properties"]
    if shape is REQUESTS:
        return _object({"status": known["status"], "reason": _or_null(known["reason"])}, [])
    return _object({name: _or_null(known[name]) for name in writable(shape)}, [])


def _answer(shape: Shape) -> Schema:
    whole = definition(shape)
    hidden = hidden_in(shape)
    known = {name: each for name, each in whole["properties"].items() if name not in hidden}
    if key_of(shape) == "id":
        known["id"] = _ID
    needed = [name for name in whole["required"] if name not in hidden]
    if "id" in known:
        needed.append("id")
    return as_answered(_object(deepcopy(known), needed))


def as_answered(said: Schema) -> Schema:
    """An item as it is answered: with its version, the time of that, and its address."""
    needed = [*said.get("required", []), *_ANSWERED]
    return {**said, "properties": {**said["properties"], **_ANSWERED}, "required": needed}


def _object(properties: Mapping[str, Any], needed: list[str]) -> Schema:
    found: Schema = {"type": "object", "additionalProperties": False, "properties": {**properties}}
    return {**found, "required": needed} if needed else found


def _or_null(each: Schema) -> Schema:
    said = {name: value for name, value in each.items() if name != "description"}
    described = {"description": each["description"]} if "description" in each else {}
    return {**described, "anyOf": [deepcopy(said), {"type": "null"}]}


def _plan_file() -> Schema:
    """The whole schema, in which each kind of item is told of by its component."""
    whole = {
        name: each for name, each in deepcopy(SCHEMA).items() if name not in ("$defs", "$schema")
    }
    for shape in ALL:
        if shape is PLANS or shape is ENTRIES:
            continue
        part: Any = whole
        *steps, last = _place(shape)
        for step in steps:
            part = part["properties"][step]
        place = part["properties"]
        if shape is CUSTOMERS:
            place[last] = reference(shape.noun)
        else:
            place[last] = {**place[last], "items": reference(shape.noun)}
    return whole


def _place(shape: Shape) -> tuple[str, ...]:
    if shape is CUSTOMERS:
        return ("customer",)
    if shape is PLANS:
        return ("plan",)
    if shape is ENTRIES:
        return ("plan", "conversations", "entries")
    in_plan = shape is not PEOPLE_SHAPE and shape.list in SCHEMA["properties"]["plan"]["properties"]
    return ("plan", shape.list) if in_plan else (shape.list,)


def _placed(part: Any) -> Any:
    """With references to where the definitions stand here."""
    if isinstance(part, dict):
        return {
            name: _there(each) if name == "$ref" else _placed(each) for name, each in part.items()
        }
    return [_placed(each) for each in part] if isinstance(part, list) else part


def _there(said: str) -> str:
    return said.replace("#/$defs/", COMPONENTS)
