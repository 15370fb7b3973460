"""Build Tabler's style sheet for `static/vendor/` without the rules that no page can show: those
for classes that nothing names.

A class is named where it stands as a word in a template, in a script or in the program, whatever it
means there, and if it begins with what one of these puts before a value (`alert-{{ kind }}`).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tools.build_frontend import PACKAGES, ROOT, SOURCE_MAP, VENDOR, write

WHOLE = PACKAGES / "@tabler" / "core" / "dist" / "css" / "tabler.min.css"

_TOKEN = re.compile(r"""/\*.*?\*/|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\\.|[{};]""", re.DOTALL)
_BRACKET = re.compile(r"""\\.|"[^"]*"|'[^']*'|[(\[]|[)\]]|,""")
_CLASS = re.compile(r"\.((?:\\.|[\w-])+)")
_ESCAPE = re.compile(r"\\(.)")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_WORD = re.compile(r"[\w-]+")
# What is put before a value: `a-{{`, `a-{%`, `"a-" ~`, `"a-" +`, `a-${` and, in the program, `a-{`.
_BEGINNING = re.compile(r"""([A-Za-z][\w-]*-)(?=\{|\$\{|["'`]\s*[~+])""")
_HOLDS_RULES = ("@media", "@supports", "@layer", "@container")


@dataclass(frozen=True)
class Named:
    """The classes that a text can give to elements."""

    text: str

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(_WORD.findall(self.text))

    @cached_property
    def _beginnings(self) -> tuple[str, ...]:
        return tuple(sorted(set(_BEGINNING.findall(self.text))))

    def has(self, name: str) -> bool:
        """Whether an element may have this class."""
        plain = name in self._words if _WORD.fullmatch(name) else name in self.text
        return plain or name.startswith(self._beginnings)


def named_in(root: Path) -> Named:
    """What the templates, scripts and modules of the checkout at `root` name."""
    files = [
        *(root / "templates").rglob("*.html"),
        *(root / "static").glob("*.js"),
        *(root / "planner").rglob("*.py"),
    ]
    return Named("\n".join(file.read_text(encoding="utf-8") for file in sorted(files)))


def classes_of(selector: str) -> set[str]:
    """The classes that one element or another must have; those in brackets may also be denied."""
    needed = "".join(text for text, depth in _cut(_COMMENT.sub("", selector)) if depth == 0)
    return {_ESCAPE.sub(r"\1", each) for each in _CLASS.findall(needed)}


def classes_in(css: str) -> set[str]:
    """All classes that the rules of a style sheet ask for."""
    found = set[str]()
    for head, body in _statements(css):
        if head.startswith(_HOLDS_RULES):
            found |= classes_in(body or "")
        elif body is not None and not head.startswith("@"):
            found |= classes_of(head)
    return found


def used(css: str, named: Named) -> str:
    """The style sheet without the rules that no element can meet; the others in their order."""
    return "".join(_kept(css, named))


def _kept(css: str, named: Named) -> Iterator[str]:
    for head, body in _statements(css):
        if body is None:
            yield head
        elif head.startswith(_HOLDS_RULES):
            if within := "".join(_kept(body, named)):
                yield f"{head}{{{within}}}"
        elif _COMMENT.sub("", head).strip().startswith("@"):
            yield f"{head}{{{body}}}"
        elif selectors := list(_possible(_selectors(head), named)):
            yield f"{','.join(selectors)}{{{body}}}"


def _possible(selectors: Iterable[str], named: Named) -> Iterator[str]:
    for selector in selectors:
        if all(named.has(each) for each in classes_of(selector)):
            yield selector


def _selectors(head: str) -> list[str]:
    """The selectors of a rule, of which each counts alone."""
    found = [""]
    for text, depth in _cut(head):
        if text == "," and depth == 0:
            found.append("")
        else:
            found[-1] += text
    return found


def _cut(selector: str) -> Iterator[tuple[str, int]]:
    """Its pieces in their order, with how many brackets each stands in; commas by themselves."""
    start, depth = 0, 0
    for token in _BRACKET.finditer(selector):
        if token[0] in "()[],":
            yield selector[start : token.start()], depth
            depth += (token[0] in "([") - (token[0] in ")]")
            yield token[0], depth
            start = token.end()
    yield selector[start:], depth


def _statements(css: str) -> Iterator[tuple[str, str | None]]:
    """Each statement as what stands before its braces and what in them, or as a whole."""
    start, depth, opened = 0, 0, 0
    for token in _TOKEN.finditer(css):
        if token[0] == "{":
            depth += 1
            opened = token.end() if depth == 1 else opened
        elif token[0] == "}":
            depth -= 1
            if depth == 0:
                yield css[start : opened - 1], css[opened : token.start()]
                start = token.end()
        elif (token[0] == ";" or token[0].startswith("/*")) and depth == 0:
            if css[start : token.start()].strip() or token[0] != ";":
                yield css[start : token.end()], None
            start = token.end()
    if rest := css[start:].strip():
        yield rest, None


def whole() -> str:
    """Tabler's style sheet as it comes."""
    return SOURCE_MAP.sub("\n", WHOLE.read_text(encoding="utf-8"))


def built() -> str:
    """The style sheet as it is to be served."""
    return used(whole(), named_in(ROOT)) + "\n"


if __name__ == "__main__":
    write(VENDOR, WHOLE.name, built())
