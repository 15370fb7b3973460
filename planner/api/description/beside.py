"""What is asked and answered beside the items of the plan file."""

from typing import Final

from planner.after_signature.renewals import RenewalState
from planner.api.description.components import (
    PLAN_FILE,
    Schema,
    as_answered,
    list_of,
    reference,
)
from planner.forms.plan.customers import CustomerListForm
from planner.models import DeliveryState, DeliveryTrouble, WebhookState
from planner.models.kinds import Role, Stage
from planner.queries.plan.customer_list.customer_list_filter import CustomerGap
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


_MOMENT_OR_NULL: Final[Schema] = {"type": ["string", "null"], "format": "date-time"}
_TYPES: Final[Schema] = {
    "type": ["array", "null"],
    "description": "types of events as goal.created, goal.* for all of goals, or * for all",
    "items": _TEXT,
}
_WEBHOOK: Final[dict[str, Schema]] = {
    "id": _ID,
    "url": _TEXT,
    "types": {"type": "array", "items": _TEXT},
    "state": {"enum": [*WebhookState]},
    "failing_since": _MOMENT_OR_NULL,
    "made_on": reference("date"),
    "version": _COUNT,
}
LEAD_TEXTS: Final = (
    *("company", "person", "email", "telephone", "country", "postcode", "city", "website"),
    *("field", "message", "source", "campaign", "kit"),
)

_FILTER: Final[Schema] = {
    "type": "object",
    "minProperties": 1,
    "description": "what the list of customers is asked for, by the names in its address",
    "additionalProperties": False,
    "properties": {
        **{name: {"type": ["string", "integer"]} for name in ("text", *CustomerListForm.SHOWN)},
        "stage": {"enum": [*Stage]},
        "gap": {"enum": [*CustomerGap]},
    },
}
_SAVED_VIEW: Final = _object(name=_LINE, filter=_FILTER)
_TABLE: Final[Schema] = {
    "type": "string",
    "description": "where the customers that it finds are a table, which a token opens as well",
}
_RENEWAL: Final = _object(
    *("customer", "contract", "title", "state", "risks", "currency", "url"),
    customer=reference("key"),
    contract=reference("key"),
    title=_LINE,
    field=_LINE,
    decision_on={**reference("date"), "description": "by when to know what is wanted"},
    notice_on={**reference("date"), "description": "the last day to give notice"},
    ends_on=reference("date"),
    state={"enum": [*RenewalState]},
    risks={"type": "array", "items": _TEXT, "description": "what speaks against it, as codes"},
    annual_value={"type": "number"},
    currency=_TEXT,
    owner=reference("key"),
    url={"type": "string", "description": "the address of the contract"},
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
    "renewal": _RENEWAL,
    "renewal.list": list_of("renewal"),
    "saved_view.new": _SAVED_VIEW,
    "saved_view.changes": {
        "type": "object",
        "description": "its name; for what it asks another one is saved",
        "additionalProperties": False,
        "properties": {"name": _LINE},
    },
    "saved_view.answer": as_answered(
        {**_SAVED_VIEW, "properties": {**_SAVED_VIEW["properties"], "table": _TABLE, "id": _ID}}
    ),
    "saved_view.list": list_of("saved_view.answer"),
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
    "webhook.new": {
        "type": "object",
        "additionalProperties": False,
        "required": ["url"],
        "properties": {"url": _TEXT, "types": _TYPES},
    },
    "webhook.changes": {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "url": _TEXT,
            "types": _TYPES,
            "state": {"enum": [WebhookState.ON, WebhookState.PAUSED]},
        },
    },
    "webhook.answer": _object(**_WEBHOOK),
    "webhook.made": _object(
        *_WEBHOOK,
        **_WEBHOOK,
        secret={
            "type": "string",
            "description": "of the signatures; told once, not to who sends the same again",
        },
    ),
    "webhook.list": list_of("webhook.answer"),
    "webhook_delivery.answer": _object(
        id=_ID,
        event=_ID,
        type=_TEXT,
        state={"enum": [*DeliveryState]},
        attempts=_COUNT,
        tried_at=_MOMENT_OR_NULL,
        due_at=_MOMENT_OR_NULL,
        status=_NUMBER_OR_NULL,
        trouble={"enum": [*DeliveryTrouble, None]},
    ),
    "webhook_delivery.list": list_of("webhook_delivery.answer"),
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
    "renewals": "renewal.list",
    "saved_views": "saved_view.list",
    "saved_view": "saved_view.answer",
    "events": "event.list",
    "rating": "rating",
    "plan_file": PLAN_FILE,
    "webhooks": "webhook.list",
    "webhook": "webhook.answer",
    "webhook_deliveries": "webhook_delivery.list",
}
"""What is answered to GET, by what the address leads to."""

_STRETCH: Final[dict[str, Schema]] = {
    "limit": {"type": "integer", "minimum": 1, "maximum": 200, "default": 50},
    "cursor": {"type": "string", "description": "taken from `next` as it stands"},
}
PARAMETERS: Final[dict[str, dict[str, Schema]]] = {
    "events": {
        "after": {
            "type": "integer",
            "minimum": 0,
            "maximum": 10**15 - 1,
            "description": "the number of the last event that you have",
        },
        "limit": _STRETCH["limit"],
    },
    "saved_views": _STRETCH,
    "renewals": {
        **_STRETCH,
        "text": {"type": "string", "description": "in the customer's name or the title"},
        "owner": {"type": "string", "minLength": 1, "description": "a person's key, or own"},
        "field": {"type": "string", "minLength": 1, "description": "its name"},
        "state": {"type": "array", "minItems": 1, "items": {"enum": [*RenewalState]}},
    },
    "webhooks": _STRETCH,
    "webhook_deliveries": {**_STRETCH, "state": {"enum": [*DeliveryState]}},
}
"""What can be asked for of GET, by what the address leads to."""
