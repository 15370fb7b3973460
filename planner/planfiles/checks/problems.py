"""The problems of a plan file, and the refusal that carries all of them."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, NoReturn, TypeAlias

from planner.planfiles.checks.messages import Rule

FilePlace: TypeAlias = tuple[str | int, ...]
"""Where something stands in a document: the keys and indexes that lead to it."""

MOST_PROBLEMS: Final = 1000
"""A file that is wrong in more places is no plan file, and listing them all would help nobody."""

LONGEST_QUOTE: Final = 60


@dataclass(frozen=True, slots=True)
class Problem:
    """One broken rule. `pointer` is a JSON pointer (RFC 6901), empty for the whole file."""

    file: str
    pointer: str
    rule: Rule
    values: Mapping[str, object] = field(default_factory=dict)

    def text(
        self, translate: Callable[[str], str] = str, day: Callable[[date], str] = date.isoformat
    ) -> str:
        """What is wrong and what to do, in the language that `translate` gives the msgid, and with
        days as `day` writes them."""
        said = {n: day(v) if isinstance(v, date) else v for n, v in self.values.items()}
        return translate(self.rule.value) % said

    def __str__(self) -> str:
        return ": ".join(part for part in (self.file, self.pointer, self.text()) if part)


class PlanFileRefused(Exception):
    """A plan file that breaks a rule; `problems` has all of them, never none."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(problems)
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join(map(str, self.problems))


class Report:
    """Gathers the problems of one file."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.places: set[FilePlace] = set()
        self._problems: list[Problem] = []

    def add(self, place: FilePlace, rule: Rule, **values: object) -> None:
        """Note a problem. Past MOST_PROBLEMS one last problem says that there are more."""
        self.places.add(place)
        if len(self._problems) < MOST_PROBLEMS:
            self._problems.append(Problem(self.file, pointer_to(place), rule, values))
        elif len(self._problems) == MOST_PROBLEMS:
            many: Mapping[str, object] = {"limit": MOST_PROBLEMS}
            self._problems.append(Problem(self.file, "", Rule.TOO_MANY_PROBLEMS, many))

    def refuse(self, place: FilePlace, rule: Rule, **values: object) -> NoReturn:
        """Note a problem behind which nothing more can be read."""
        self.add(place, rule, **values)
        raise PlanFileRefused(tuple(self._problems))

    @property
    def problems(self) -> tuple[Problem, ...]:
        return tuple(self._problems)

    def settle(self) -> None:
        """Raise PlanFileRefused if anything was noted."""
        if self._problems:
            raise PlanFileRefused(tuple(self._problems))


def pointer_to(place: FilePlace) -> str:
    """The JSON pointer of a place, fit for printing."""
    return "".join(f"/{_escaped(str(step))}" for step in place)


def quoted(value: object) -> str:
    """A value from the file as a message shows it: short, and harmless on a terminal."""
    if isinstance(value, list | dict):
        return "[…]" if isinstance(value, list) else "{…}"
    if isinstance(value, str):
        return f'"{printable(shortened(value))}"'
    return json.dumps(value)


def shortened(text: str) -> str:
    """The text, cut off with a sign of it where it is too long to quote."""
    return text if len(text) <= LONGEST_QUOTE else text[: LONGEST_QUOTE - 1] + "…"


def printable(text: str) -> str:
    """The text with control characters and halves of characters written as escapes."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)


def _escaped(step: str) -> str:
    return printable(step.replace("~", "~0").replace("/", "~1"))
