"""The values of a document: which of them cannot be kept, whatever the schema says."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from planner.planfiles.checks.messages import Rule
from planner.planfiles.checks.problems import FilePlace, Report, shortened

NUMBER_LIMIT: Final = 1_000_000_000_000_000
"""Numbers stay below this, as amounts do everywhere in the program."""

DEEPEST: Final = 20
"""A plan file goes 7 deep."""

MOST_VALUES: Final = 100_000
"""A real plan has about 1,500."""

UNSTORABLE: Final = re.compile("[\0\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Unkept:
    """A number as it was written, which is none in JSON or is out of range."""

    literal: str


class Repeated(dict[str, Any]):
    """An object in which names stand more than once; the last of each counts."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        self.names = [name for name, times in Counter(n for n, _ in pairs).items() if times > 1]


class Cleaning:
    """One walk over a document that reports what cannot be kept and puts something harmless there.

    `texts` says whether texts need a look: it takes time, and hardly any file can have a bad one.
    """

    def __init__(self, report: Report, *, texts: bool) -> None:
        self.report = report
        self.texts = texts
        self.count = 0

    def clean(self, container: dict[str, Any] | list[Any], place: FilePlace = ()) -> None:
        """Change the container in place; Refused if it holds more than MOST_VALUES."""
        self.count += len(container)
        if self.count > MOST_VALUES:
            self.report.refuse((), Rule.TOO_MANY_VALUES, limit=MOST_VALUES)
        entries: Iterable[tuple[Any, Any]] = enumerate(container)
        if isinstance(container, dict):
            self._names(container, place)
            entries = list(container.items())
        for step, value in entries:
            kind = type(value)
            if kind is str:
                if self.texts and (found := UNSTORABLE.search(value)):
                    container[step] = self._text(value, found.group(), (*place, step))
            elif kind is not int and kind is not float and value is not None:
                container[step] = self._other(value, (*place, step))

    def _other(self, value: Any, place: FilePlace) -> Any:
        if isinstance(value, Unkept):
            return self._number(value.literal, place)
        if not isinstance(value, dict | list):
            return value
        if len(place) > DEEPEST:
            self.report.add(place, Rule.TOO_DEEP, limit=DEEPEST)
            return None
        self.clean(value, place)
        return dict(value) if isinstance(value, Repeated) else value

    def _names(self, container: dict[str, Any], place: FilePlace) -> None:
        if isinstance(container, Repeated):
            for name in container.names:
                self.report.add((*place, name), Rule.NAME_REPEATED)
        if self.texts:
            for name in [name for name in container if UNSTORABLE.search(name)]:
                self.report.add((*place, name), Rule.NAME_NOT_KEPT)
                del container[name]

    def _text(self, text: str, character: str, place: FilePlace) -> str:
        if character == "\0":
            self.report.add(place, Rule.NUL_CHARACTER)
        else:
            self.report.add(place, Rule.HALF_CHARACTER, code=f"U+{ord(character):04X}")
        return UNSTORABLE.sub("?", text)

    def _number(self, literal: str, place: FilePlace) -> int:
        if literal[-1].isdigit():
            limit = f"{NUMBER_LIMIT:,}".replace(",", " ")
            self.report.add(
                place, Rule.NUMBER_OUT_OF_RANGE, literal=shortened(literal), limit=limit
            )
        else:
            self.report.add(place, Rule.NOT_A_NUMBER, literal=literal)
        return 0
