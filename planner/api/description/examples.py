"""What is sent as an example: as little as there has to be, in the name of somebody."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from planner.api.description.calls import Call
from planner.api.description.components import Schema, definition, follows
from planner.api.resources import key_of
from planner.planfiles.items import MEMBERS, PEOPLE_SHAPE, PLANS, REQUESTS
from planner.planfiles.schema import SCHEMA
from planner.planfiles.shapes import Shape


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whose example it is: what there is in their organisation to speak of."""

    person: str
    somebody: str
    field: str
    today: datetime.date


NOBODY: Final = Speaker("anna", "tom", "Leasing", datetime.date(2026, 6, 15))
"""Of the description, which says nothing of anybody."""
_LEAD: Final = {
    "company": "Example",
    "person": "Erika Example",
    "email": "erika@example.org",
    "consent": True,
    "language": "en",
}
_BESIDE: Final[Mapping[str, dict[str, Any]]] = {
    "leads": _LEAD,
    "saved_views": {"name": "Example", "filter": {"stage": "customer", "sort": "-revenue"}},
    "saved_view": {"name": "Another example"},
    "webhooks": {"url": "https://example.org/hook", "types": ["activity.claimed", "goal.*"]},
    "webhook": {"types": ["*"]},
}
_TEXTS: Final = {"name": "Example", "title": "Example", "topic": "Example", "text": "Example?"}


def body(call: Call, speaker: Speaker) -> dict[str, Any] | None:
    """What is sent along, unless that is nothing or a whole file."""
    if call.method not in ("POST", "PATCH") or call.is_verb:
        return None
    if call.shape is None:
        return dict(_BESIDE[call.endpoint])
    of_new = call.method == "POST"
    return _new(call.shape, speaker) if of_new else _changes(call.shape, speaker)


def _new(shape: Shape, speaker: Speaker) -> dict[str, Any]:
    if shape is MEMBERS:
        return {"person": speaker.somebody}
    if shape is PLANS:
        start = speaker.today.replace(year=speaker.today.year + 5)
        end = start + datetime.timedelta(days=364)
        return {"starts_on": start.isoformat(), "ends_on": end.isoformat()}
    if shape is REQUESTS:
        return {"kind": "introduction", "reason": "Example"}
    whole = definition(shape)
    needed = [name for name in whole["required"] if name not in follows(shape)]
    if shape is PEOPLE_SHAPE:
        return {"name": "Example", "role": "generalist"}
    return {name: _value(name, whole["properties"][name], speaker) for name in needed}


def _changes(shape: Shape, speaker: Speaker) -> dict[str, Any]:
    properties = definition(shape)["properties"]
    if shape is MEMBERS:
        return {"agreed_on": speaker.today.isoformat()}
    if shape is REQUESTS:
        return {"status": "accepted"}
    if shape is PLANS:
        return {"strategy": "Another example"}
    fixed = {key_of(shape), *shape.targets}
    texts = [name for name, of in properties.items() if _is_text(of) and name not in fixed]
    if texts:
        return {texts[0]: "Another example"}
    name = next(name for name, of in properties.items() if of.get("type") == "number")
    return {name: 2}


def _is_text(of: Schema) -> bool:
    return of.get("$ref") == "#/$defs/line" or of.get("type") == "string"


def _value(name: str, of: Schema, speaker: Speaker) -> Any:
    if "$ref" in of:
        return _referred(name, of["$ref"].rpartition("/")[2], speaker)
    if "enum" in of:
        return of["enum"][0]
    kind = of.get("type")
    if kind == "array":
        return [_part(of["items"], speaker)]
    if kind in ("number", "integer"):
        return _number(of)
    return "Example"


def _referred(name: str, kind: str, speaker: Speaker) -> str:
    if name == "field":
        return speaker.field
    if kind == "date":
        return speaker.today.isoformat()
    return speaker.person if kind == "key" else _TEXTS.get(name, "Example")


def _part(of: Schema, speaker: Speaker) -> Any:
    """What stands in a list: of objects, with all that they need."""
    if of.get("type") == "object":
        properties: Mapping[str, Schema] = of["properties"]
        return {name: _plain(properties[name], speaker) for name in of["required"]}
    return _plain(of, speaker)


def _plain(of: Schema, speaker: Speaker) -> Any:
    if "$ref" in of:
        kind = SCHEMA["$defs"][of["$ref"].rpartition("/")[2]]
        return speaker.today.isoformat() if kind.get("format") == "date" else "example"
    if of.get("type") == "array":
        return [_plain(of["items"], speaker)]
    return of["enum"][0] if "enum" in of else _number(of)


def _number(of: Schema) -> float:
    """Within its bounds: a share is none of more than one."""
    return 0.5 if of.get("maximum") == 1 else max(1, int(of.get("minimum", 1)))
