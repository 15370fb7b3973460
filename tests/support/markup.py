"""Reads HTML into a tree of elements, as far as tests ask questions about pages."""

import re
from collections.abc import Iterator
from functools import cached_property
from html import unescape

VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "wbr"}
)
UNSEEN = frozenset({"script", "style", "template", "head"})


class Element:
    """An element with its attributes, and its children: elements and pieces of text."""

    def __init__(self, tag: str, attributes: dict[str, str]) -> None:
        self.tag = tag
        self.attributes = attributes
        self.children: list[Element | str] = []

    def __getitem__(self, name: str) -> str:
        return self.attributes.get(name, "")

    def __contains__(self, name: str) -> bool:
        return name in self.attributes

    @cached_property
    def everything(self) -> list["Element"]:
        """This element and all below it, in the order of the document.

        What stands in a template is not there until a script takes it out. Looked at once: pages
        are asked many questions, and do not change.
        """
        found, waiting = [], [self]
        while waiting:
            element = waiting.pop()
            found.append(element)
            if element.tag != "template":
                waiting += [one for one in reversed(element.children) if isinstance(one, Element)]
        return found

    def all(self, *tags: str, **attributes: str) -> list["Element"]:
        """What has one of these tags and all of these attributes; `class_` is one of several."""
        found = [element for element in self.everything if not tags or element.tag in tags]
        return [element for element in found if element.has(attributes)] if attributes else found

    def has(self, attributes: dict[str, str]) -> bool:
        for name, value in attributes.items():
            if name == "class_":
                if value not in self["class"].split():
                    return False
            elif self.attributes.get(name.replace("_", "-")) != value:
                return False
        return True

    @property
    def raw_text(self) -> str:
        """All text inside, as it stands there."""
        return "".join(
            child if isinstance(child, str) else child.raw_text for child in self.children
        )

    @property
    def text(self) -> str:
        """What can be read, with single spaces."""
        return " ".join(" ".join(self._seen()).split())

    def _seen(self) -> Iterator[str]:
        if self.tag in UNSEEN:
            return
        for child in self.children:
            if isinstance(child, str):
                yield child
            else:
                yield from child._seen()  # noqa: SLF001 - the same class


# A comment, a declaration, or a tag whose attributes may hold what would end it.
_TAG = re.compile(
    r"""<!--.*?-->|<![^>]*>|<(/?)([a-zA-Z][^\s/>]*)((?:[^>"']|"[^"]*"|'[^']*')*)>""", re.DOTALL
)
_ATTRIBUTE = re.compile(r"""([^\s"'>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
_RAW = {tag: re.compile(f"</{tag}", re.IGNORECASE) for tag in ("script", "style")}


def parse(html: str) -> Element:
    """The document, or the fragment, as a tree below one root.

    Python's own parser takes more than twice as long, which was a tenth of the time of the tests
    of pages.
    """
    root = Element("#document", {})
    opened, at = [root], 0
    while tag := _TAG.search(html, at):
        _add_text(opened[-1], html[at : tag.start()])
        at = tag.end()
        closes, name, attributes = tag.groups()
        if closes:
            _close(opened, name.lower())
        elif name:
            at = _open(opened, name.lower(), attributes, html, at)
    _add_text(opened[-1], html[at:])
    return root


def _open(opened: list[Element], name: str, attributes: str, html: str, at: int) -> int:
    """Begin an element; the answer is where to read on."""
    element = Element(name, _attributes(attributes))
    opened[-1].children.append(element)
    if name in VOID or attributes.endswith("/"):
        return at
    opened.append(element)
    if name in _RAW and (end := _RAW[name].search(html, at)):
        if end.start() > at:
            element.children.append(html[at : end.start()])
        return end.start()
    return at


def _attributes(text: str) -> dict[str, str]:
    found = {}
    for name, double, single, bare in _ATTRIBUTE.findall(text):
        value = double or single or bare
        found[name.lower()] = unescape(value) if "&" in value else value
    return found


def _close(opened: list[Element], name: str) -> None:
    for depth in range(len(opened) - 1, 0, -1):
        if opened[depth].tag == name:
            del opened[depth:]
            return


def _add_text(element: Element, text: str) -> None:
    if text:
        element.children.append(unescape(text) if "&" in text else text)
