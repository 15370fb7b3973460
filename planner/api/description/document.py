"""The whole description, as OpenAPI 3.1."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from planner.api.description.beside import BESIDE_ITEMS
from planner.api.description.calls import Call
from planner.api.description.components import components, reference
from planner.api.description.operations import is_administered, operation
from planner.api.problems import KINDS

_PROBLEM: Final = "application/problem+json"
_SCOPES: Final = "A token of the scope `write` reads as well, and one of `admin` does both."
_STRUCTURED: Final = {"type": "string"}
_HEADERS: Final[dict[str, Any]] = {
    "RateLimit": {"description": "What is left, and for how long", "schema": _STRUCTURED},
    "RateLimit-Policy": {"description": "How much there is", "schema": _STRUCTURED},
    "ETag": {"description": "The version", "required": True, "schema": {"type": "string"}},
    "Link": {"description": "The next stretch", "schema": {"type": "string"}},
}


def document(calls: Iterable[Call], root: str) -> dict[str, Any]:
    """`root` is the path below which the calls are."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "planner",
            "version": "1",
            "description": "What people do on the pages, for other programs, in the words of the"
            " plan file and with the rights of the person who made the token.",
            "license": {"name": "AGPL-3.0-or-later", "identifier": "AGPL-3.0-or-later"},
        },
        "servers": [{"url": root}],
        "security": [{"token": []}],
        "paths": _paths(calls),
        "components": {
            "schemas": components() | BESIDE_ITEMS,
            "responses": {str(status): _problem(status) for status in _statuses()},
            "headers": _HEADERS,
            "securitySchemes": {
                "token": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": f"Made on the page “Tokens”. {_SCOPES}",
                }
            },
        },
    }


def _paths(calls: Iterable[Call]) -> Mapping[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for call in calls:
        said = operation(call)
        if is_administered(call):
            said["description"] = "Takes a token of the scope `admin`."
        found.setdefault(call.path, {})[call.method.lower()] = said
    return found


def _statuses() -> list[int]:
    return sorted({kind.status for kind in KINDS.values()})


def _problem(status: int) -> dict[str, Any]:
    said = " or ".join(name for name, kind in KINDS.items() if kind.status == status)
    headers: dict[str, Any] = {}
    for of, name in ((401, "WWW-Authenticate"), (429, "Retry-After"), (503, "Retry-After")):
        if of == status:
            headers[name] = {"required": True, "schema": {"type": "string"}}
    told = {"headers": headers} if headers else {}
    return {
        "description": f"The problem {said}",
        **told,
        "content": {_PROBLEM: {"schema": reference("problem")}},
    }
