"""Reads HTML into a tree of elements, as far as tests ask questions about pages."""

from collections.abc import Iterator
from html.parser import HTMLParser

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

    def walk(self) -> Iterator["Element"]:
        """This element and everything below it, in the order of the document.

        What stands in a template is not there until a script takes it out.
        """
        yield self
        for child in self.children if self.tag != "template" else ():
            if isinstance(child, Element):
                yield from child.walk()

    def all(self, *tags: str, **attributes: str) -> list["Element"]:
        """What has one of these tags and all of these attributes; `class_` is one of several."""
        return [element for element in self.walk() if element.fits(tags, attributes)]

    def fits(self, tags: tuple[str, ...], attributes: dict[str, str]) -> bool:
        if tags and self.tag not in tags:
            return False
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


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("#document", {})
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        for depth in range(len(self._open) - 1, 0, -1):
            if self._open[depth].tag == tag:
                del self._open[depth:]
                return

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)


def parse(html: str) -> Element:
    """The document, or the fragment, as a tree below one root."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.root
