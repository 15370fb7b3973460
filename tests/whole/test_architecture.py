"""The code keeps to its layers."""

import ast
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from flask import Flask

from planner.places import PACKAGE

FILES = sorted(PACKAGE.rglob("*.py"))

# Words and small values without any state, which every layer may use.
PLAIN = {"clock", "email_addresses", "places", "translation", "words"}
READING = {"access", "database", "insights", "models", "queries", "rating"}
WORDS = {"words"}
ACTING = {*READING, "actions"}

# What each part may import of the program itself.
OWN: dict[str, set[str]] = {
    "rating": set(),
    "insights": set(),
    "after_signature": {"rating"},
    "matching": {"rating"},
    "models": {"clock", "database", "extensions"},
    "access": {"clock", "database", "models"},
    "queries": {
        *PLAIN,
        "access",
        "after_signature",
        "database",
        "insights",
        "matching",
        "models",
        "rating",
    },
    "actions": {
        *PLAIN,
        "access",
        "after_signature",
        "database",
        "models",
        "nouns",
        "queries",
        "rating",
    },
    "planfiles": {*PLAIN, *ACTING, "after_signature", "nouns"},
    "imports": {*PLAIN, *ACTING, "after_signature", "exports", "private_files"},
    "exports": {*PLAIN, *ACTING},
    "backups": {*PLAIN, "database", "models", "private_files"},
    "seeds": {*PLAIN, *ACTING},
    # Mails are written in words.
    "jobs": {
        *PLAIN,
        *WORDS,
        *ACTING,
        "config",
        "database_troubles",
        "email_addresses",
        "imports",
        "private_files",
        "webhooks",
    },
    "live": {*PLAIN, "database", "models", "nouns", "queries"},
    "forms": {*PLAIN, *WORDS, "after_signature", "insights", "models", "rating"},
    "words": {"after_signature", "clock", "models", "queries", "rating", "translation"},
    "nouns": {*PLAIN, *ACTING},
}
# What only these parts may import of other packages; everything else may not.
FOREIGN: dict[str, set[str]] = {
    "alembic": {"cli"},
    "argon2": {"actions", "seeds"},
    "babel": {*WORDS, "forms", "imports", "jobs", "views"},
    "click": {"cli"},
    "flask": {"__init__", "application", "cli", "forms", "jobs", "pages", "server", "views"},
    "flask_babel": {*WORDS, "extensions", "forms", "jobs", "nouns", "translation", "views"},
    # Models may be asked who is signed in, which is all that they know of requests.
    "flask_login": {"extensions", "models", "views"},
    "flask_wtf": {"extensions", "forms", "views"},
    "wtforms": {"forms", "views"},
    "icalendar": {"views"},
    "jinja2": {"views"},
    "merge3": {"insights"},
    "python_calamine": {"imports"},
    "xlsxwriter": {"exports"},
    "reportlab": {"exports"},
    "PIL": {"exports"},
    "werkzeug": {"forms", "views"},
}


# Packages that only compute, which what is pure may use.
COMPUTING = {"merge3"}


# What a package of its own has inside is judged as the layers of the same names are.
LAYERS = {"actions", "forms", "queries", "views"}


def part_of(file: Path) -> str:
    return part_among(file.relative_to(PACKAGE).with_suffix("").parts)


def part_among(names: Sequence[str]) -> str:
    """The layer that a path below `planner` leads through, or else where it begins."""
    return next((name for name in names if name in LAYERS), names[0])


def imports_of(file: Path) -> Iterator[str]:
    """The full names of all modules that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: imports name the whole path"
            module = node.module or ""
            yield from (f"{module}.{alias.name}" for alias in node.names)


# Above the cards, which name the functions of the other actions.
ABOVE_CARDS = {"restore_value", "search_entries", "undo", "wholes"}


def test_of_the_actions_only_undoing_and_the_search_read_the_cards() -> None:
    wrong = {
        str(file.relative_to(PACKAGE))
        for file in FILES
        if part_of(file) == "actions" and file.stem not in ABOVE_CARDS
        for name in imports_of(file)
        if name.startswith("planner.nouns")
    }
    assert wrong == set()


@pytest.mark.parametrize("part", sorted(OWN))
def test_each_part_imports_only_what_lies_below_it(part: str) -> None:
    wrong = {
        f"{file.relative_to(PACKAGE)}: {name}"
        for file in FILES
        if part_of(file) == part
        for name in imports_of(file)
        if name.startswith("planner.") and part_among(name.split(".")[1:]) not in {*OWN[part], part}
    }
    assert wrong == set()


def test_other_packages_are_used_where_they_belong() -> None:
    wrong = {
        f"{file.relative_to(PACKAGE)}: {name}"
        for file in FILES
        for name in imports_of(file)
        if part_of(file) not in FOREIGN.get(name.split(".")[0], {part_of(file)})
    }
    assert wrong == set()


@pytest.mark.parametrize(
    "part", ["rating", "insights", "after_signature", "matching", "clock", "places", "config"]
)
def test_what_is_pure_needs_nothing_but_the_standard_library(part: str) -> None:
    wrong = {
        f"{file.relative_to(PACKAGE)}: {name}"
        for file in FILES
        if part_of(file) == part
        for name in imports_of(file)
        if name.split(".")[0] not in {*sys.stdlib_module_names, "planner", *COMPUTING}
    }
    assert wrong == set()


def test_only_those_who_receive_a_request_commit() -> None:
    wrong = {
        f"{file.relative_to(PACKAGE)}:{node.lineno}"
        for file in FILES
        if part_of(file) not in {"views", "cli", "jobs"}
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("session.commit")
    }
    assert wrong == set()


def test_only_the_clock_says_what_day_it_is() -> None:
    wrong = {
        str(file.relative_to(PACKAGE))
        for file in FILES
        if part_of(file) != "clock"
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
        and node.attr in {"today", "now", "utcnow"}
        and ast.unparse(node.value) in {"date", "datetime", "datetime.date", "datetime.datetime"}
    }
    assert wrong == set()


def test_every_page_is_listed_or_named_by_a_card(app: Flask) -> None:
    made = {file.stem for file in FILES if "= Blueprint(" in file.read_text(encoding="utf-8")}
    assert made == set(app.blueprints)


def test_views_are_found_in_the_file_that_their_endpoint_names() -> None:
    wrong = {
        f"{file.relative_to(PACKAGE)}: {ast.unparse(node)}"
        for file in FILES
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "Blueprint"
        if ast.literal_eval(node.args[0]) != file.stem
    }
    assert wrong == set()
