"""What an action has changed is told before anything is read: reading flushes, and of what is
flushed the changes cannot be told any more, so that the event would miss them."""

import ast
from collections.abc import Iterator
from pathlib import Path

import planner
from planner.database import Base

PROGRAM = Path(planner.__file__).parent
RELATIONSHIPS = {each.key for mapper in Base.registry.mappers for each in mapper.relationships}
TELLS = {"changes_of", "record", "_changes"}
READS_NOTHING = {"add", "assign", "bool", "dict", "max", "set", "today", "_said"}
# Reads with `no_autoflush`, as standings do; there is a test of each that its event tells all.
READS_WITHOUT_FLUSHING = {"keep", "_refuse_overlap"}


def test_between_a_change_and_its_event_no_action_reads() -> None:
    found = {
        f"{path.relative_to(PROGRAM)}: {function.name} reads {name}"
        for path in PROGRAM.rglob("*.py")
        if "actions" in path.relative_to(PROGRAM).as_posix()
        for function in _functions(path.read_text(encoding="utf-8"))
        for statement in _between(function)
        for name in _reads(statement)
    }
    assert found == set()


def test_an_action_that_reads_in_between_would_be_found() -> None:
    (function,) = _functions(
        """
def update(contact, values):
    assign(contact, values)
    old = [each.person for each in contact.acquaintances]
    contact.seen = find(contact)
    changes = events.changes_of(contact)
"""
    )
    found = {name for statement in _between(function) for name in _reads(statement)}
    assert found == {"person", "acquaintances", "find"}


def _functions(source: str) -> Iterator[ast.FunctionDef]:
    return (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef))


def _between(function: ast.FunctionDef) -> list[ast.stmt]:
    """The statements after the first change and before the changes are told; none where they are
    said otherwise, or where something is made, of which all is told whatever was flushed."""
    waiting: list[ast.stmt] = []
    is_changed = False
    for statement in function.body:
        calls = [node for node in ast.walk(statement) if isinstance(node, ast.Call)]
        if any(_name(call.func) in TELLS for call in calls):
            return waiting if is_changed and not any(map(_is_told_otherwise, calls)) else []
        if is_changed:
            waiting.append(statement)
        is_changed = is_changed or _changes_something(statement)
    return []


def _is_told_otherwise(call: ast.Call) -> bool:
    named = {keyword.arg for keyword in call.keywords}
    verb = call.args[0] if call.args else None
    is_made = isinstance(verb, ast.Constant) and verb.value == "created"
    return _name(call.func) == "record" and (is_made or "changes" in named)


def _changes_something(statement: ast.stmt) -> bool:
    return any(
        (isinstance(node, ast.Call) and _name(node.func) == "assign")
        or (isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store))
        for node in ast.walk(statement)
    )


def _reads(statement: ast.stmt) -> Iterator[str]:
    for node in ast.walk(statement):
        if isinstance(node, ast.Call):
            name = _name(node.func)
            if name not in READS_NOTHING | READS_WITHOUT_FLUSHING:
                yield name
        elif isinstance(node, ast.Attribute) and _loads(node):
            yield node.attr


def _loads(node: ast.Attribute) -> bool:
    return isinstance(node.ctx, ast.Load) and node.attr in RELATIONSHIPS


def _name(called: ast.expr) -> str:
    if isinstance(called, ast.Attribute):
        return called.attr
    return called.id if isinstance(called, ast.Name) else ""
