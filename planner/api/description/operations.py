"""One call as OpenAPI describes it: what it takes, and every answer that there can be."""

from collections.abc import Iterator
from typing import Any, Final

from planner.api import asking
from planner.api.description import examples
from planner.api.description.beside import PARAMETERS
from planner.api.description.calls import Call
from planner.api.description.components import Schema, definition, reference
from planner.api.description.responses import APPLICATION_JSON, body_of, changes_item, responses
from planner.api.resources import key_of
from planner.api.routes import ADMINISTERED
from planner.nouns import OF_TABLE
from planner.planfiles.shapes import Shape

PATCH_TYPE: Final = "application/merge-patch+json"


def operation(call: Call) -> dict[str, Any]:
    """`x-example` says how it is called, with what stands in for what is only known there."""
    found: dict[str, Any] = {
        "operationId": call.name,
        "tags": [call.group],
        "summary": summary_of(call),
        "parameters": list(_parameters(call)),
        "responses": responses(call),
    }
    if body := _body(call):
        found["requestBody"] = body
    return found


def summary_of(call: Call) -> str:
    """In English, as all of the description."""
    return _SUMMARIES[_kind(call)].format(
        what=call.group.replace("_", " "), verb=call.endpoint.removeprefix("webhook_")
    )


_SUMMARIES: Final = {
    "list": "A stretch of the list of {what}",
    "item": "One of {what}",
    "read": "Read {what}",
    "POST": "Add one to {what}",
    "PATCH": "Change one of {what}",
    "DELETE": "Delete one of {what}",
    "PUT": "Bring in a whole {what}",
    "verb POST": "Do it: {verb}",
    "verb DELETE": "Take it back: {verb}",
}


def _kind(call: Call) -> str:
    if call.is_verb:
        return f"verb {call.method}"
    if call.method != "GET":
        return call.method
    if call.is_list:
        return "list"
    return "item" if call.is_item else "read"


def _parameters(call: Call) -> Iterator[dict[str, Any]]:
    for name in call.arguments:
        yield {"name": name, "in": "path", "required": True, "schema": _argument(call, name)}
    if call.method == "GET" and call.is_list and call.shape is not None:
        yield from _of_list(call.shape)
    if call.method == "GET":
        for name, schema in PARAMETERS.get(call.endpoint, {}).items():
            several = _several(name, {}) if schema.get("type") == "array" else {}
            yield {**several, **_query(name, schema)}
    if call.method == "POST":
        yield from _of_new(call)
    if changes_item(call):
        said = "The ETag of the item as it was read, or *"
        yield _header("If-Match", said, {"type": "string", "minLength": 1}, required=True)


def _of_new(call: Call) -> Iterator[dict[str, Any]]:
    said = "The same again within 24 hours gives the first answer again"
    yield _header("Idempotency-Key", said, {"type": "string", "minLength": 1, "maxLength": 255})
    if call.endpoint == "customers":
        said = "Whether it is added although one is there that is called alike"
        yield _query("despite", {"type": "boolean"}, said)


def _header(name: str, said: str, schema: Schema, *, required: bool = False) -> dict[str, Any]:
    return {
        "name": name,
        "in": "header",
        "description": said,
        "required": required,
        "schema": schema,
    }


def _argument(call: Call, name: str) -> Schema:
    if name == "starts_on":
        day = {"type": "string", "format": "date"}
        return {"description": "its first day, or current", "anyOf": [{"const": "current"}, day]}
    if name in ("customer", "conversation"):
        return reference("key")
    if call.shape is None or key_of(call.shape) == "id":
        return {"type": "integer", "minimum": 1, "maximum": 2**31 - 1}
    return reference("key")


def _of_list(shape: Shape) -> Iterator[dict[str, Any]]:
    yield _query("limit", {"type": "integer", "minimum": 1, "maximum": 200, "default": 50})
    yield _query("cursor", {"type": "string"}, "Taken from `next` as it stands")
    by = asking.orders(shape)
    orders = {"enum": [*by, *(f"-{name}" for name in by)]}
    yield _several("order", orders, "With - in front from the last to the first")
    properties = definition(shape)["properties"]
    for name, kind in asking.filters(shape).items():
        if kind == "enum":
            said = properties[name] if "enum" in properties.get(name, {}) else _members(shape, name)
            yield _several(name, {"enum": said["enum"]})
        elif kind == "reference":
            yield _several(name, {"type": "string", "minLength": 1})
        else:
            yield _query(name, _FILTERS[kind])


_FILTERS: Final[dict[str, Schema]] = {
    "flag": {"type": "boolean"},
    "day": {"type": "string", "format": "date"},
    "moment": {"type": "string", "format": "date-time"},
}


def _members(shape: Shape, name: str) -> Schema:
    column = next(each.column for each in shape.attributes if each.name == name)
    enums: Any = shape.table.c[column].type
    return {"enum": list(enums.enums)}


def _query(name: str, schema: Schema, said: str = "") -> dict[str, Any]:
    described = {"description": said} if said else {}
    return {"name": name, "in": "query", **described, "schema": schema}


def _several(name: str, each: Schema, said: str = "") -> dict[str, Any]:
    """Values with commas between."""
    schema = {"type": "array", "minItems": 1, "items": each}
    return {**_query(name, schema, said), "style": "form", "explode": False}


def _body(call: Call) -> dict[str, Any] | None:
    name = body_of(call)
    if name is None:
        return None
    kinds = (PATCH_TYPE, APPLICATION_JSON) if call.method == "PATCH" else (APPLICATION_JSON,)
    content: dict[str, Any] = {"schema": reference(name)}
    if call.method != "PUT":
        content["example"] = examples.body(call, examples.NOBODY)
    return {"required": True, "content": dict.fromkeys(kinds, content)}


def is_administered(call: Call) -> bool:
    """Whether it takes a token of scope `admin`."""
    return call.method != "GET" and call.endpoint in ADMINISTERED


def happened_words(call: Call) -> str | None:
    """What it does, in the words of the history."""
    if call.shape is None or call.is_verb:
        return None
    verb = {"POST": "created", "PATCH": "updated", "DELETE": "deleted"}.get(call.method, "")
    card = OF_TABLE.get(call.shape.list)
    words = card.happened.get(verb) if card is not None else None
    return None if words is None else str(words)
