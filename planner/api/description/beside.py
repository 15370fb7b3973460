"""What is asked and answered beside the items of the plan file."""

from typing import Any, Final

from planner.api.description.components import (
    PLAN_FILE,
    Schema,
    reference,
)
from planner.models.kinds import Role
from planner.rating.ages import ORDER
from planner.translation import LANGUAGES

_LINE: Final = reference("line")
_LINE_OR_NULL: Final[Schema] = {"anyOf": [_LINE, {"type": "null"}]}
_DAY_OR_NULL: Final[Schema] = {"anyOf": [reference("date"), {"type": "null"}]}
_NUMBER_OR_NULL: Final[Schema] = {"anyOf": [{"type": "integer"}, {"type": "null"}]}
_ID: Final[Schema] = {"type": "integer", "minimum": 1}
_COUNT: Final[Schema] = {"type": "integer", "minimum": 0}
_TEXT: Final[Schema] = {"type": "string"}
_TEXT_OR_NULL: Final[Schema] = {"type": ["string", "null"]}
_FLAG: Final[Schema] = {"type": "boolean"}


def _object(*needed: str, **properties: Schema) -> Schema:
    """`needed` are those that are always there; without any, all are."""
    return {
        "type": "object",
        "required": list(needed or properties),
        "additionalProperties": False,
        "properties": properties,
    }


LEAD_TEXTS: Final = (
    *("company", "person", "email", "telephone", "country", "postcode", "city", "website"),
    *("field", "message", "source", "campaign", "kit"),
)

BESIDE_ITEMS: Final[dict[str, Schema]] = {
    "problem": {
        "type": "object",
        "description": "RFC 9457",
        "required": ["type", "title", "status", "detail"],
        "properties": {
            "type": {"type": "string", "description": "the address of a page about it"},
            "title": _TEXT,
            "status": {"type": "integer", "minimum": 400, "maximum": 599},
            "detail": _TEXT,
            "errors": {
                "type": "array",
                "description": "all that is not valid, each with a JSON pointer to its place",
                "items": _object(pointer=_TEXT, message=_TEXT),
            },
            "conflicts": {
                "type": "object",
                "description": "by field, what was sent and what stands there now",
                "additionalProperties": _object(yours={}, theirs={}),
            },
        },
    },
    "me": _object(
        key=reference("key"),
        name=_LINE,
        email=_TEXT_OR_NULL,
        role={"enum": [role.value for role in Role]},
        field=_LINE_OR_NULL,
        team=_LINE_OR_NULL,
        unit=_LINE_OR_NULL,
        is_administrator=_FLAG,
        is_auditor=_FLAG,
    ),
    "lead.new": {
        "type": "object",
        "description": "What somebody has typed into a form elsewhere, and agreed to",
        "additionalProperties": False,
        "required": ["company", "person", "email", "consent", "language"],
        "properties": {
            **dict.fromkeys(LEAD_TEXTS, _TEXT_OR_NULL),
            "consent": {"type": ["boolean", "null"]},
            "language": {"enum": [*LANGUAGES, None]},
            "consent_version": _NUMBER_OR_NULL,
        },
    },
    "lead.answer": _object(id=_ID, times=_COUNT, url=_TEXT),
    "event": _object(
        id=_ID,
        type={"type": "string", "description": "such as goal.created"},
        at={"type": "string", "format": "date-time"},
        actor=_TEXT_OR_NULL,
        customer=_TEXT_OR_NULL,
        plan=_DAY_OR_NULL,
        resource=_TEXT_OR_NULL,
        subject=_NUMBER_OR_NULL,
        name=_TEXT_OR_NULL,
        changes={"type": "object", "description": "by field, what it was and what it is"},
    ),
    "event.list": _object(
        items={"type": "array", "items": reference("event")},
        next=_TEXT_OR_NULL,
        last={**_COUNT, "description": "up to which number has been looked"},
    ),
    "rating": _object(
        age={"enum": [*(age.value for age in ORDER), None]},
        since=_DAY_OR_NULL,
        symptoms={
            "type": "array",
            "items": _object(code=_TEXT, age={"enum": [age.value for age in ORDER]}, decides=_FLAG),
        },
    ),
    "plan_file.outcome": _object(
        created=_COUNT,
        changed=_COUNT,
        removed=_COUNT,
        left_out={
            "type": "array",
            "items": _object(
                noun=_TEXT,
                name=_TEXT_OR_NULL,
                fields={"type": "array", "items": _TEXT},
                why=_TEXT,
            ),
        },
    ),
}

ANSWERS: Final = {
    "me": "me",
    "events": "event.list",
    "rating": "rating",
    "plan_file": PLAN_FILE,
}
"""What is answered to GET, by what the address leads to."""

EVENTS_PARAMETERS: Final[dict[str, Any]] = {
    "after": {
        "type": "integer",
        "minimum": 0,
        "maximum": 10**15 - 1,
        "description": "the number of the last event that you have",
    },
    "limit": {"type": "integer", "minimum": 1, "maximum": 200},
}
