"""The templates as a whole."""

import ast
import re
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import meta

from planner import places

TEMPLATES = {
    path.relative_to(places.TEMPLATES).as_posix(): path for path in places.TEMPLATES.rglob("*.html")
}


@pytest.mark.databases("sqlite")
def test_every_template_compiles(app: Flask) -> None:
    for name in TEMPLATES:
        app.jinja_env.get_template(name)


@pytest.mark.databases("sqlite")
def test_every_template_is_used(app: Flask) -> None:
    used = set(_named_in_code()) | _named_in_templates(app)
    assert set(TEMPLATES) - used == set()


@pytest.mark.databases("sqlite")
def test_every_template_that_is_used_is_there(app: Flask) -> None:
    used = set(_named_in_code()) | _named_in_templates(app)
    assert used - set(TEMPLATES) == set()


@pytest.mark.databases("sqlite")
def test_every_template_asks_only_for_views_that_there_are(app: Flask) -> None:
    for name, path in TEMPLATES.items():
        for endpoint in re.findall(r"""url_for\(\s*["']([^"']+)["']""", path.read_text("utf-8")):
            assert endpoint in app.view_functions, f"{name}: {endpoint}"


def test_the_icons_that_are_built_are_those_that_pages_show() -> None:
    lines = (places.STATIC / "icons.txt").read_text("utf-8").splitlines()
    built = {line for line in lines if not line.startswith("#")}
    sources = [*TEMPLATES.values(), *Path(places.PACKAGE).rglob("*.py")]
    text = "\n".join(path.read_text("utf-8") for path in sources)
    shown = set(re.findall(r"""\bicon(?:_name=|\()["']([a-z0-9-]+)["']""", text))
    places_of_the_bar = set(re.findall(r"""\bPlace\([^()]+\([^()]+\), "([a-z0-9-]+)\"""", text))
    assert places_of_the_bar
    assert (shown | places_of_the_bar) - built == set()
    assert built - set(re.findall(r"""["']([a-z0-9-]+)["']""", text)) == set()


def _named_in_code() -> list[str]:
    """All texts in the code that look like the name of a template."""
    return [
        node.value
        for file in Path(places.PACKAGE).rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.fullmatch(r"(?:[a-z_]+/)+[a-z_.]+\.html", node.value)
    ]


def _named_in_templates(app: Flask) -> set[str]:
    """What templates extend, include and import, also as one of several."""
    named = set()
    for path in TEMPLATES.values():
        text = path.read_text("utf-8")
        tree = app.jinja_env.parse(text)
        named |= {found for found in meta.find_referenced_templates(tree) if found}
        named |= set(re.findall(r"""["']((?:[a-z_]+/)+[a-z_.]+\.html)["']""", text))
    return named
