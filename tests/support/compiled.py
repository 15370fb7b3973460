"""What is compiled once for all the applications that the tests make.

Without this a third of the time of the tests would go into compiling the same again.
"""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask
from jinja2 import FileSystemBytecodeCache
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from werkzeug.routing import Rule

from planner.database import db
from planner.views.web import fast_templating, templating
from tests.support import run

_statements: dict[Any, Any] = {}
_builders: dict[Any, Callable[..., Any]] = {}
# Werkzeug has no public way to do this part of making a rule apart from the rest.
_compile_builder = Rule._compile_builder  # noqa: SLF001 - see above


@cache
def templates() -> FileSystemBytecodeCache:
    """One for all processes of all runs: to compile those of a plan's page takes longer than to
    render it. It notices itself when a template changes, not when what compiles them does."""
    compiling = (Path(file) for file in (fast_templating.__file__, templating.__file__))
    return FileSystemBytecodeCache(str(run.kept("templates", compiling)))


def prepare() -> None:
    """Before the first application is made."""
    # A compiled statement belongs to a dialect, and each engine has one of its own; all of one kind
    # are set up alike here.
    for dialect in (SQLiteDialect_pysqlite, PGDialect_psycopg):
        dialect.__eq__ = _are_alike  # type: ignore[method-assign]  # the tests' only
        dialect.__hash__ = _by_kind  # type: ignore[assignment, method-assign]  # the same
    Rule._compile_builder = _builder  # type: ignore[assignment, method-assign]  # noqa: SLF001 - the same


def share(app: Flask) -> None:
    """Let this application use what others have compiled, and leave its own to those after it."""
    app.jinja_env.bytecode_cache = templates()
    with app.app_context():
        db.engine.update_execution_options(compiled_cache=_statements)


def _are_alike(one: object, other: object) -> bool:
    return type(one) is type(other)


def _by_kind(one: object) -> int:
    return hash(type(one))


def _builder(rule: Rule, append_unknown: bool = True) -> Callable[..., Any]:
    """What writes an address depends on the rule's text and defaults; converters are its own."""
    key = (rule.rule, append_unknown, repr(rule.defaults), rule.subdomain, rule.host)
    if key not in _builders:
        _builders[key] = _compile_builder(rule, append_unknown)
    return _builders[key]
