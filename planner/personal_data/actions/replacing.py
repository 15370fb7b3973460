"""Puts what somebody is called from now on in the place of their name, wherever it stands."""

import json
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, and_, delete, select, update

from planner.actions import search_entries
from planner.database import db
from planner.models import Contact, Customer, MatchedCustomer, MatchKey, Person
from planner.models.mixins import folded
from planner.personal_data.queries import finding, spellings, texts
from planner.personal_data.queries.finding import TextPlace
from planner.personal_data.queries.texts import StoredRow

_ROW_GOES = frozenset({"api_answers", "connections", "import_uploads", "matched_customers"})
"""Copies that others can do without, whose other columns would still tell of the same person."""
_LEAST_OF_COPY = 4
"""So many columns of its table an object of JSON has that is a row as it once was."""


@dataclass(frozen=True, slots=True)
class Spelled:
    """What somebody is known by, and what is to be said instead."""

    name: str
    email: str | None
    key: str | None
    """None where it says nothing about who somebody is, or is another one's as well."""
    also: Sequence[str]
    instead: str
    """What they are called in texts."""
    new_key: str

    @property
    def names(self) -> list[str]:
        whole = [each for name in (self.name, *self.also) for each in spellings.whole_names(name)]
        return list(dict.fromkeys(whole))

    @property
    def parts(self) -> list[str]:
        return spellings.parts_of(self.name, self.email)

    @property
    def hints(self) -> list[str] | None:
        """What the database looks for first."""
        known = [each for each in (self.email, self.key) if each]
        return spellings.hints([*self.names, *known, *self.parts])


@dataclass(slots=True)
class Replaced:
    """How many rows of each table were changed or deleted, and where a part of the name stands."""

    changed: Counter[str] = field(default_factory=Counter)
    deleted: Counter[str] = field(default_factory=Counter)
    to_check: list[TextPlace] = field(default_factory=list)


def replace(spelled: Spelled, copied: Collection[str]) -> Replaced:
    """Rewrite all texts of the database; `copied` are the columns of which nothing may remain in
    rows that the history has kept of the same person."""
    connection = db.session.connection()
    rewrite, is_partly = _rewriter(spelled), _part_finder(connection, spelled)
    done = Replaced()
    for row in texts.rows_that_may_say(connection, spelled.hints):
        new = {
            name: _without_copies(texts.rewritten(value, rewrite), spelled, copied)
            if isinstance(value, dict | list)
            else _rewritten_text(value, rewrite)
            for name, value in row.texts.items()
        }
        changed = {name: value for name, value in new.items() if value != row.texts[name]}
        if changed and row.table.name in _ROW_GOES:
            _delete(connection, row)
            done.deleted[row.table.name] += 1
            continue
        if changed:
            _write(connection, row, _fitting(row, changed, spelled))
            done.changed[row.table.name] += 1
        done.to_check += is_partly(StoredRow(row.table, row.key, new))
    return done


def _rewriter(spelled: Spelled) -> Callable[[str], str]:
    whole = spellings.pattern_of([*spelled.names, *([spelled.email] if spelled.email else [])])
    key = spelled.key and re.compile(rf"(?<![\w-]){re.escape(spelled.key)}(?![\w-])")

    def rewrite(text: str) -> str:
        text = whole.sub(lambda _: spelled.instead, text)
        return key.sub(spelled.new_key, text) if key else text

    return rewrite


def _rewritten_text(text: str, rewrite: Callable[[str], str]) -> str:
    """A text that is JSON itself may spell the name with numbers of letters."""
    if text[:1] in ("{", "[") and "\\u" in text:
        try:
            said = json.loads(text)
        except ValueError:
            return rewrite(text)
        return rewrite(json.dumps(texts.rewritten(said, rewrite), ensure_ascii=False))
    return rewrite(text)


def _without_copies(value: Any, spelled: Spelled, copied: Collection[str]) -> Any:
    """Rows that the history has kept as they were, now of somebody called otherwise: nothing else
    that was personal stays in them."""
    if isinstance(value, list):
        return [_without_copies(each, spelled, copied) for each in value]
    if not isinstance(value, dict):
        return value
    is_copy = value.get("name") == spelled.instead and len(value.keys() & copied) >= _LEAST_OF_COPY
    return {
        name: None
        if is_copy and name in copied and name != "name"
        else _without_copies(each, spelled, copied)
        for name, each in value.items()
    }


def _delete(connection: Connection, row: StoredRow) -> None:
    """What is made of the name of a customer is made anew before it is next asked for."""
    connection.execute(delete(row.table).where(_is(row)))
    if row.table.name == MatchedCustomer.__tablename__:
        of_customer = MatchKey.customer_id == row.key["customer_id"]
        connection.execute(delete(MatchKey).where(of_customer))


def _is(row: StoredRow) -> ColumnElement[bool]:
    return and_(*(row.table.c[name] == value for name, value in row.key.items()))


def _fitting(row: StoredRow, changed: dict[str, Any], spelled: Spelled) -> dict[str, Any]:
    """What is new, no longer than the column may be; an address that nobody has is none."""
    fitting = {name: _fit(row.table.c[name], value, spelled) for name, value in changed.items()}
    if "name" in fitting and "name_folded" in row.table.c:
        fitting["name_folded"] = folded(fitting["name"])
    return fitting


def _fit(column: Column[Any], value: Any, spelled: Spelled) -> Any:
    if not isinstance(value, str):
        return value
    if "email" in column.name and value == spelled.instead:
        return None if column.nullable else ""
    return value[: getattr(column.type, "length", None) or len(value)]


def _write(connection: Connection, row: StoredRow, values: dict[str, Any]) -> None:
    connection.execute(update(row.table).where(_is(row)).values(values))
    if "id" in row.key:
        search_entries.note_all([{"subject": row.table.name, "subject_id": row.key["id"]}])


def _part_finder(
    connection: Connection, spelled: Spelled
) -> Callable[[StoredRow], Iterator[TextPlace]]:
    """Finds where a part of the name stands that is not in the name of somebody else."""
    parts = spellings.pattern_of(spelled.parts)
    others = [
        name
        for column in (Person.name, Contact.name, Customer.name)
        for name in connection.scalars(select(column).distinct())
        if parts.search(name) and len(name.split()) > 1
    ]
    of_others = spellings.pattern_of(others) if others else None

    def is_partly(row: StoredRow) -> Iterator[TextPlace]:
        if of_others is None:
            return finding.places_in(row, parts)
        bare = {
            name: texts.rewritten(value, lambda text: of_others.sub("…", text))
            for name, value in row.texts.items()
            if name != "name_folded"
        }
        return finding.places_in(StoredRow(row.table, row.key, bare), parts)

    return is_partly
