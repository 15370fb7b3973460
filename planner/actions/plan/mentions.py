"""Who is named in a comment: `@Anna Berg`, compared with those who may be told."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from planner.models.folding import fold

# An @ that belongs to no e-mail address, and a word.
_AT = re.compile(r"(?<![\w.+-])@(?=\w)")
# What stands there as a name: words that begin with a capital, with the dot of a title.
_NAME = re.compile(r"\w[\w'’-]*\.?(?:[ \u00a0]\w[\w'’-]*\.?){0,3}")
_WORDS_OF_A_NAME = 2


@dataclass(frozen=True, slots=True)
class Mentionable:
    """Somebody who reads the item and can be told of it."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Mention:
    """From `start` to `end` of the text somebody is named. Nobody known: `people` is empty."""

    start: int
    end: int
    name: str
    people: tuple[int, ...]


def find(text: str, known: Iterable[Mentionable]) -> list[Mention]:
    """All that is named with an @. What is not known is taken from the text alone, so that nothing
    tells whether there is such a person."""
    by_length = sorted(known, key=lambda each: len(each.name), reverse=True)
    return [_mention(text, found.start(), by_length) for found in _AT.finditer(text)]


def people_in(text: str, known: Iterable[Mentionable]) -> set[int]:
    """The ids of all who are named."""
    return {identity for mention in find(text, known) for identity in mention.people}


def unknown_in(text: str, known: Iterable[Mentionable]) -> list[str]:
    """The names of nobody who could be told, each once, in their order."""
    return list(dict.fromkeys(m.name for m in find(text, known) if not m.people))


def _mention(text: str, start: int, known: Sequence[Mentionable]) -> Mention:
    rest = text[start + 1 :]
    for name in dict.fromkeys(each.name for each in known):
        if _begins_with(rest, name):
            people = tuple(each.id for each in known if each.name == name)
            return Mention(start, start + 1 + len(name), name, people)
    for name in dict.fromkeys(_plain(each) for each in known):
        if _begins_with(rest, name):
            people = tuple(each.id for each in known if _plain(each) == name)
            return Mention(start, start + 1 + len(name), name, people)
    name = " ".join(_written(rest))
    first = [each for each in known if _first_name(each) == fold(name)]
    people = (first[0].id,) if len(first) == 1 else ()
    return Mention(start, start + 1 + len(name), name, people)


def _first_name(person: Mentionable) -> str:
    """Folded; empty for a name without any letter, as older plan files brought some in."""
    return fold(" ".join(person.name.split()[:1]))


def _plain(known: Mentionable) -> str:
    """The name alone, as it is written where nobody else has the same."""
    return known.name.partition(" (")[0]


def _begins_with(rest: str, name: str) -> bool:
    """Whether the name stands there in full and no further letter makes it another one."""
    there, after = rest[: len(name)], rest[len(name) : len(name) + 1]
    return fold(there) == fold(name) and not (after.isalnum() or after in ("_", "-"))


def _written(rest: str) -> Iterator[str]:
    """The words of what looks like a name: after the first one only those with a capital."""
    found = _NAME.match(rest)
    words = found.group().split() if found else []
    count = 0
    for number, word in enumerate(words):
        if count == _WORDS_OF_A_NAME or (number and not word[0].isupper()):
            return
        is_title = word.endswith(".") and number + 1 < len(words)
        yield word if is_title else word.rstrip(".")
        if word.endswith(".") and not is_title:
            return
        count += not is_title
