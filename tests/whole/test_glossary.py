"""A term is translated in one way, and in neither language goes by a name it has lost.

The terms stand in `glossary.csv` beside the catalogues, with what each of them is. Where a text
means something else by the word, `glossary-exceptions.csv` says so with the reason.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from babel.messages import Message

from planner import places
from tests.whole.catalogues import german, sides

_PLACES_IN = re.compile(r"%\(\w+\)[sd]")
Found = tuple[str, str]
"""The name of a term and the English text that it is in."""


@dataclass(frozen=True)
class Term:
    """What is said in English, and the beginnings of German words of which one says it."""

    name: str
    english: tuple[str, ...]
    german: tuple[str, ...]
    lost: tuple[str, ...]
    lost_in_german: tuple[str, ...]

    @cached_property
    def said(self) -> re.Pattern[str]:
        return words(self.english)

    def is_said_in(self, german: str) -> bool:
        return any(form in german.casefold() for form in self.german)


def words(forms: Iterable[str]) -> re.Pattern[str]:
    """Any of these as whole words."""
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, forms))})\b", re.IGNORECASE)


def glossary() -> list[Term]:
    with (places.TRANSLATIONS / "glossary.csv").open(encoding="utf-8", newline="") as file:
        return [term_of(row) for row in csv.DictReader(file)]


def term_of(row: dict[str, str]) -> Term:
    def several(column: str) -> tuple[str, ...]:
        return tuple(filter(None, row[column].split("|")))

    english = (row["term"], f"{row['term']}s", *several("other forms"))
    german_forms = tuple(form.casefold() for form in several("german forms"))
    lost = several("not to use"), several("german not to use")
    return Term(row["term"], english, german_forms, *lost)


def exceptions() -> set[Found]:
    path = places.TRANSLATIONS / "glossary-exceptions.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return {(row["term"], row["text"]) for row in csv.DictReader(file) if row["reason"]}


def translated_otherwise(
    terms: list[Term], messages: Iterable[Message]
) -> Iterator[tuple[str, str]]:
    """Where a translation does not say the term.

    Part of a longer term is not the shorter one: a discount rate is not rated.
    """
    longer = {one: [o for o in terms if o is not one and one.said.search(o.name)] for one in terms}
    for message in messages:
        for original, shown in sides(message):
            text = _PLACES_IN.sub(" ", original)
            for term in terms:
                rest = text
                for other in longer[term]:
                    rest = other.said.sub(" ", rest)
                if term.said.search(rest) and not term.is_said_in(_PLACES_IN.sub(" ", shown)):
                    yield term.name, original


def test_each_term_is_translated_in_one_way() -> None:
    found = set(translated_otherwise(glossary(), german()))
    assert sorted(found - exceptions()) == []


def test_each_exception_is_one() -> None:
    found = set(translated_otherwise(glossary(), german()))
    assert sorted(exceptions() - found) == []


def test_other_translation_of_a_term_is_noticed() -> None:
    """That the test above fails where it should."""
    wrong = Message("The review of the plan", string="Die Besprechung des Kundenplans")
    assert list(translated_otherwise(glossary(), [wrong])) == [("review", "The review of the plan")]
    right = Message("The review of the plan", string="Die Plandurchsprache")
    assert list(translated_otherwise(glossary(), [right])) == []


def test_no_name_that_a_term_has_lost_is_used() -> None:
    terms = glossary()
    english = words(form for term in terms for form in term.lost)
    lost = re.compile(
        rf"(?<![\w-])(?:{'|'.join(form for term in terms for form in term.lost_in_german)})",
        re.IGNORECASE,
    )
    found = [
        text
        for message in german()
        for original, shown in sides(message)
        for text, pattern in ((original, english), (shown, lost))
        if pattern.search(_PLACES_IN.sub(" ", text))
    ]
    assert found == []
