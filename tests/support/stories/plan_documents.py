"""A small valid plan file with an item of every kind, and changed copies of it."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from planner.planfiles import Document, PlanFileRefused, read_plan_file
from planner.planfiles.checks.messages import Rule

NAME = "example.json"

_DOCUMENT = Path(__file__).with_name("plan_document.json").read_bytes()


def plan_document(changes: Mapping[str, object] | None = None, *, without: str = "") -> Document:
    """A valid document; with values put at pointers (`-` appends to a list), and less one entry."""
    document: Document = json.loads(_DOCUMENT)
    for pointer, value in (changes or {}).items():
        _put(document, pointer, value)
    if without:
        container, step = _container(document, without)
        del container[step]
    return document


def plan_file(document: object) -> bytes:
    """The document as the bytes of a file."""
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def outcome(data: bytes) -> Document | PlanFileRefused:
    """What reading these bytes comes to."""
    try:
        return read_plan_file(data, NAME)
    except PlanFileRefused as refused:
        return refused


def refusal(data: bytes) -> PlanFileRefused:
    """Why these bytes are refused."""
    refused = outcome(data)
    assert isinstance(refused, PlanFileRefused), "the file was accepted"
    return refused


def broken_rules(document: object) -> list[tuple[str, Rule]]:
    """Where a document breaks which rules; empty for a valid one."""
    found = outcome(plan_file(document))
    problems = found.problems if isinstance(found, PlanFileRefused) else ()
    return [(problem.pointer, problem.rule) for problem in problems]


def _put(document: Document, pointer: str, value: object) -> None:
    container, step = _container(document, pointer)
    if step == "-":
        container.append(value)
    else:
        container[step] = value


def _container(document: Document, pointer: str) -> tuple[Any, Any]:
    """What the last step of the pointer leads into, and that step."""
    *way, last = (step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:])
    container: Any = document
    for step in way:
        container = container[_step(container, step)]
    return container, _step(container, last)


def _step(container: object, step: str) -> str | int:
    return int(step) if isinstance(container, list) and step != "-" else step
