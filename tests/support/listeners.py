"""Somebody whose page follows what others change, as the browser does, without a browser."""

import json
from typing import Any

from planner.views.plan.plan_sections import SECTIONS
from tests.support.markup import Element
from tests.support.pages import Page, Visitor

Shape = tuple[Any, ...]
IDS = {"header": "plan-header", "what_now": "what-now"}
# Which pages hold all sections between them.
PAGES = ("", "/whole")
# Each answer gives them anew; they say nothing about the plan.
_TOKENS = {"csrf_token", "submission"}


class Listener:
    """A plan's page that is open; it asks for changes and fetches only what these name."""

    def __init__(self, visitor: Visitor, plan_id: int) -> None:
        self.visitor, self.plan_id = visitor, plan_id
        pages = opened(visitor, plan_id)
        self.last = pages[0].element("live")["data-last"]
        self.sections = on_pages(pages)

    def catch_up(self) -> None:
        answer = self.visitor.visit(f"/plans/{self.plan_id}/changes?after={self.last}")
        assert answer.status == 200
        heard = json.loads(answer.html)
        named = {name for change in heard["changes"] for name in change["sections"]}
        wanted = list(SECTIONS) if heard["reset"] else [n for n in SECTIONS if n in named]
        if wanted:
            self.sections |= fetched(self.visitor, self.plan_id, wanted)
        self.last = heard["last"]


def opened(visitor: Visitor, plan_id: int) -> list[Page]:
    pages = [visitor.visit(f"/plans/{plan_id}{page}").follow() for page in PAGES]
    assert [page.status for page in pages] == [200] * len(PAGES)
    return pages


def on_pages(pages: list[Page]) -> dict[str, Shape]:
    """The sections of a plan's pages, by their ids."""
    ids = [IDS.get(name, name) for name in SECTIONS]
    return {
        identity: shape(page.element(identity))
        for page in reversed(pages)
        for identity in ids
        if page.has(identity)
    }


def fetched(visitor: Visitor, plan_id: int, names: list[str]) -> dict[str, Shape]:
    """Some sections as they are now, by their ids."""
    page = visitor.visit(f"/plans/{plan_id}/sections?names={','.join(names)}")
    assert page.status == 200
    roots = [child for child in page.root.children if isinstance(child, Element)]
    return {root["id"]: shape(root) for root in roots}


def shape(element: Element) -> Shape:
    """What an element shows and offers, whatever the blanks between and the tokens in it."""
    attributes = dict(element.attributes)
    if attributes.get("name") in _TOKENS:
        attributes.pop("value", None)
    children = [
        shape(c) if isinstance(c, Element) else " ".join(c.split()) for c in element.children
    ]
    return (element.tag, tuple(sorted(attributes.items())), *(c for c in children if c))


def differences(one: dict[str, Shape], other: dict[str, Shape]) -> list[str]:
    """Which sections are not the same, and the first thing in each that is not."""
    return [
        f"{identity}: {_first(one.get(identity, ()), other.get(identity, ()))}"
        for identity in sorted(one.keys() | other.keys())
        if one.get(identity) != other.get(identity)
    ]


def _first(one: Any, other: Any) -> str:
    if isinstance(one, tuple) and isinstance(other, tuple) and len(one) == len(other):
        for left, right in zip(one, other, strict=True):
            if left != right:
                return _first(left, right)
    return f"{str(one)[:600]} is not {str(other)[:600]}"
