"""Erases once more who comes back with the rows of an older backup.

Of those who were erased only fingerprints are known, so each person and contact that is there is
asked whether it has one of them.
"""

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import select

from planner.database import db
from planner.models import Contact, ErasedKind, Erasure, Person
from planner.personal_data.actions import erasing
from planner.personal_data.queries import texts
from planner.queries.people import erased

_WORD = re.compile(r"\b\w")
_Line = Mapping[str, Any]


def erase_again(lines: Iterable[_Line], *, language: str) -> list[str]:
    """Erase whom the lines tell of and the database does not; the keys of those who were there."""
    known = {(row.kind, row.number) for row in db.session.execute(_KNOWN)}
    new = [line for line in lines if (ErasedKind(line["kind"]), line["number"]) not in known]
    return [key for line in new for key in _erase(line, language)]


_KNOWN = select(Erasure.kind, Erasure.number)


def _erase(line: _Line, language: str) -> Iterator[str]:
    kind, salt, digests = ErasedKind(line["kind"]), line["salt"], line["digests"]
    also = list(dict.fromkeys(_called_also(salt, digests.get("also", ()))))
    for item in _found(kind, salt, digests):
        erasing.erase_row(item, also=also, by=None, language=language, number=line["number"])
        yield line["key"]
    db.session.add(
        Erasure(
            kind=kind,
            number=line["number"],
            key=line["key"],
            on=datetime.date.fromisoformat(line["on"]),
            salt=salt,
            digests=digests,
            is_clean=False,
        )
    )
    db.session.flush()


def _found(kind: ErasedKind, salt: str, digests: Mapping[str, Any]) -> list[Person | Contact]:
    """Who is meant: by the key, else by the address, else by a name that only one has."""
    people: list[Any] = list(
        db.session.scalars(select(Person if kind is ErasedKind.PERSON else Contact)).all()
    )
    for what in ("key", "email", "name"):
        those = [
            each
            for each in people
            if (said := _said(each, what)) and erased.digest(salt, said) == digests.get(what)
        ]
        if len(those) == 1:
            return those
    return []


def _said(item: Person | Contact, what: str) -> str | None:
    if what == "key":
        return erasing.whole_key(item)
    return item.email if what == "email" else item.name


def _called_also(salt: str, digests: Iterable[tuple[int, str]]) -> Iterator[str]:
    """What else somebody was called: every part of a text that begins with a word and is as long is
    asked, since only the fingerprint of it is known."""
    by_length = list(digests)
    if not by_length:
        return
    for row in texts.rows_that_may_say(db.session.connection(), None):
        for text in texts.texts_in(list(row.texts.values())):
            for length, digest in by_length:
                yield from _parts_with(salt, text, length, digest)


def _parts_with(salt: str, text: str, length: int, digest: str) -> Iterator[str]:
    for begin in _WORD.finditer(text):
        part = text[begin.start() : begin.start() + length]
        if len(part) == length and erased.digest(salt, part) == digest:
            yield part
