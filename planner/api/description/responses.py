"""What can be answered to a call: what it gives, and every problem that there can be."""

from collections.abc import Callable
from typing import Any, Final

from planner.api.description.beside import ANSWERS
from planner.api.description.calls import Call
from planner.api.description.components import PLAN_FILE, reference
from planner.api.problems import KINDS

APPLICATION_JSON: Final = "application/json"
_ALWAYS: Final = ("token", "not-found", "rate", "internal", "unavailable")
_BY_METHOD: Final = {
    "GET": ("request",),
    "POST": ("request", "scope", "conflict"),
    "PUT": ("request", "scope", "conflict", "size", "media-type", "validation"),
    "PATCH": (
        *("request", "scope", "conflict", "version", "size", "media-type", "validation"),
        "version-needed",
    ),
    "DELETE": ("request", "scope", "conflict"),
}
_OF_BODIES: Final = ("size", "media-type", "validation")
_OF_VERSIONS: Final = ("version", "validation", "version-needed")


def responses(call: Call) -> dict[str, Any]:
    """By status."""
    return {**_success(call), **_problems(call)}


def changes_item(call: Call) -> bool:
    """Whether it needs to be said from which version it begins."""
    return call.method in ("PATCH", "DELETE") and not call.is_verb


def body_of(call: Call) -> str | None:
    """The name of the component that is sent along."""
    if call.is_verb or call.method in ("GET", "DELETE"):
        return None
    if call.method == "PUT":
        return PLAN_FILE
    said = {"POST": "new", "PATCH": "changes"}[call.method]
    return f"{_noun(call)}.{said}"


def _noun(call: Call) -> str:
    if call.shape is not None:
        return call.shape.noun
    return call.endpoint.removesuffix("s")


def _success(call: Call) -> dict[str, Any]:
    """What is answered where it is done."""
    if call.endpoint in _OF_WEBHOOKS:
        return {"200": _OF_WEBHOOKS[call.endpoint]}
    if call.is_verb:
        gone = {"description": "It is done, and no longer seen by you", "headers": _HEADERS}
        return {"200": _json("The item after it", f"{_noun(call)}.answer", _TAGGED), "204": gone}
    return _BY_METHODS[call.method](call)


def _added(call: Call) -> dict[str, Any]:
    name = f"{_noun(call)}.answer"
    there = {"Location": {"schema": {"type": "string"}, "required": True}}
    if call.endpoint == "leads":
        again = _json("It was there already, and has come once more", name, _HEADERS | there)
        return {"200": again, "201": _json("What was added", name, _HEADERS | there)}
    if call.endpoint == "webhooks":
        name = "webhook.made"
    return {"201": _json("What was added", name, _TAGGED | there)}


def _changed(call: Call) -> dict[str, Any]:
    return {"200": _json("The item as it is now", f"{_noun(call)}.answer", _TAGGED)}


def _deleted(_call: Call) -> dict[str, Any]:
    return {"204": {"description": "It is deleted", "headers": _HEADERS}}


def _brought_in(_call: Call) -> dict[str, Any]:
    return {"200": _json("What it has changed, and what was left out", "plan_file.outcome")}


def _read(call: Call) -> dict[str, Any]:
    name = ANSWERS.get(call.endpoint, f"{_noun(call)}.{'list' if call.is_list else 'answer'}")
    if call.is_list:
        answer = _json("A stretch of the list", name, _LINKED)
        answer["content"]["text/csv"] = {"schema": {"type": "string"}}
        return {"200": answer}
    if call.is_item:
        return {"200": _json("The item", name, _TAGGED), "304": _SAME}
    return {"200": _json("What there is", name)}


def _json(said: str, name: str, headers: dict[str, Any] | None = None) -> dict[str, Any]:
    return {
        "description": said,
        "headers": _HEADERS if headers is None else headers,
        "content": {APPLICATION_JSON: {"schema": reference(name)}},
    }


_HEADERS: Final[dict[str, Any]] = {
    name: {"$ref": f"#/components/headers/{name}"} for name in ("RateLimit", "RateLimit-Policy")
}
_TAGGED: Final[dict[str, Any]] = {**_HEADERS, "ETag": {"$ref": "#/components/headers/ETag"}}
_LINKED: Final[dict[str, Any]] = {**_HEADERS, "Link": {"$ref": "#/components/headers/Link"}}
_OF_WEBHOOKS: Final = {
    "webhook_rotation": _json("The webhook, with its new secret", "webhook.made", _TAGGED),
    "webhook_retry": _json("What is sent again", "webhook_delivery.answer"),
}
_SAME: Final = {"description": "It is as it was", "headers": _TAGGED}


_BY_METHODS: Final[dict[str, Callable[[Call], dict[str, Any]]]] = {
    "GET": _read,
    "POST": _added,
    "PUT": _brought_in,
    "PATCH": _changed,
    "DELETE": _deleted,
}


def _problems(call: Call) -> dict[str, Any]:
    kinds = {*_ALWAYS, *_BY_METHOD[call.method]}
    if body_of(call) is not None:
        kinds |= set(_OF_BODIES)
    if call.method == "POST":
        kinds.add("validation")
    if changes_item(call):
        kinds |= set(_OF_VERSIONS)
    if call.endpoint == "commitment":
        kinds.add("version")
    statuses = sorted({KINDS[kind].status for kind in kinds})
    return {str(status): {"$ref": f"#/components/responses/{status}"} for status in statuses}
