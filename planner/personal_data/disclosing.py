"""What there is on somebody, for them to take away; of others no more than their role."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, select

from planner.database import db
from planner.models import Contact, Customer, Person
from planner.personal_data.queries import finding, keeping, spellings, texts
from planner.personal_data.queries.finding import TextPlace
from planner.words import word

_SECRET = re.compile("digest|hash|seed|salt|token|^name_folded$")
"""What would let in whoever reads it, or only puts names in order."""
_WORDS = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Disclosure:
    """`rows` are those about somebody, by table; `places` where else their name stands."""

    name: str
    rows: dict[str, list[dict[str, Any]]]
    places: Sequence[TextPlace]


def disclosure_of(item: Person | Contact) -> Disclosure:
    """All that is kept of somebody; changes nothing."""
    others = _Others(item)
    found = {item.__tablename__: [others.told(_own_row(item))]}
    for column in reversed(keeping.columns_leading_to(keeping.table_of_item(item))):
        if rows := [others.told(row) for row in _rows_about(column, item)]:
            found.setdefault(column.table.name, []).extend(rows)
    return Disclosure(item.name, found, [others.without(each) for each in _places(item)])


def _own_row(item: Person | Contact) -> dict[str, Any]:
    table = keeping.table_of_item(item)
    return next(_rows(table.c.id, item.id))


def _rows_about(column: Column[Any], item: Person | Contact) -> Iterator[dict[str, Any]]:
    return _rows(column, item.id)


def _rows(column: Column[Any], identity: int) -> Iterator[dict[str, Any]]:
    columns = [each for each in column.table.columns if not _SECRET.search(each.name)]
    statement = select(*columns).where(column == identity).order_by(*column.table.primary_key)
    for row in db.session.execute(statement):
        yield {
            each.name.removesuffix("_id"): _Reference(value) if _is_somebody(each) else value
            for each, value in zip(columns, row, strict=True)
            if value is not None
        }


@dataclass(frozen=True, slots=True)
class _Reference:
    """Somebody of ours, by id."""

    identity: int


def _is_somebody(column: Column[Any]) -> bool:
    return any(key.column.table.name == "people" for key in column.foreign_keys)


def _places(item: Person | Contact) -> list[TextPlace]:
    known = [*spellings.whole_names(item.name), *([item.email] if item.email else [])]
    pattern = spellings.pattern_of(known)
    rows = texts.rows_that_may_say(db.session.connection(), spellings.hints(known))
    return [place for row in rows for place in finding.places_in(row, pattern)]


class _Others:
    """Says of everybody else only the role."""

    def __init__(self, item: Person | Contact) -> None:
        self._item = item
        people = db.session.execute(
            select(Person.id, Person.name, Person.email, Person.key, Person.role)
        ).all()
        self._roles = {row.id: str(word(row.role)) for row in people}
        said = {
            text.casefold(): str(word(row.role))
            for row in people
            for text in (row.name, row.email, row.key)
            if text and _WORDS.search(text)
        }
        of_contacts = select(Contact.name, Contact.email, Customer.name).join(Contact.customer)
        for name, email, customer in db.session.execute(of_contacts):
            for text in filter(_WORDS.search, filter(None, (name, email))):
                said.setdefault(text.casefold(), f"({customer})")
        own = {item.name.casefold(), (item.email or "").casefold(), item.key.casefold()}
        self._said = {text: role for text, role in said.items() if text not in own}
        self._by_first: dict[str, list[str]] = {}
        for text in self._said:
            self._by_first.setdefault(_WORDS.findall(text)[0], []).append(text)

    def told(self, row: dict[str, Any]) -> dict[str, Any]:
        return {name: self._value(value) for name, value in row.items()}

    def without(self, place: TextPlace) -> TextPlace:
        return TextPlace(place.place, self._text(place.text))

    def _value(self, value: Any) -> Any:
        if isinstance(value, _Reference):
            is_own = isinstance(self._item, Person) and value.identity == self._item.id
            return self._item.name if is_own else self._roles[value.identity]
        return texts.rewritten(value, self._text)

    def _text(self, text: str) -> str:
        there = text.casefold()
        firsts = dict.fromkeys(_WORDS.findall(there))
        names = [n for first in firsts for n in self._by_first.get(first, ()) if n in there]
        if not names:
            return text
        pattern = spellings.pattern_of(names)
        return pattern.sub(lambda found: self._role(found.group(), names), text)

    def _role(self, found: str, names: Sequence[str]) -> str:
        plain = " ".join(found.casefold().split())
        return self._said.get(plain) or self._said[names[0]]
