"""Every text in the database, whatever table and column it stands in."""

import json
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    Connection,
    Enum,
    LargeBinary,
    String,
    Table,
    Text,
    TypeDecorator,
    cast,
    or_,
    select,
    true,
)

from planner.database import Base

_OF_ALL_THAT_IS_SEARCHED = "search_entries"
"""Made anew from the texts themselves whenever they change."""


@dataclass(frozen=True, slots=True)
class StoredRow:
    """A row with its texts; `key` are the values of its primary key."""

    table: Table
    key: Mapping[str, Any]
    texts: Mapping[str, Any]
    """By column: a text, or what a column of JSON holds."""

    @property
    def name(self) -> str:
        """The table, and which row of it."""
        return " ".join([self.table.name, *(str(value) for value in self.key.values())])


def text_columns(table: Table) -> list[Column[Any]]:
    """The columns in which anything can be written; those of a few words of ours are none."""
    return [column for column in table.columns if _is_text(column)]


def _is_text(column: Column[Any]) -> bool:
    kind = column.type
    if isinstance(kind, TypeDecorator):
        kind = kind.impl_instance
    return isinstance(kind, String | JSON) and not isinstance(kind, Enum)


def binary_columns(table: Table) -> list[Column[Any]]:
    """The columns of pictures, of which nobody knows what they say."""
    return [column for column in table.columns if isinstance(column.type, LargeBinary)]


def all_tables() -> list[Table]:
    return [each for each in Base.metadata.sorted_tables if each.name != _OF_ALL_THAT_IS_SEARCHED]


def rows_that_may_say(connection: Connection, hints: Collection[str] | None) -> Iterator[StoredRow]:
    """All rows of all tables one of whose texts has one of the hints in it; None: all rows.

    Read table by table, so that whoever gets a row may change it.
    """
    for table in all_tables():
        yield from _rows_of(connection, table, hints)


def _rows_of(
    connection: Connection, table: Table, hints: Collection[str] | None
) -> list[StoredRow]:
    columns = text_columns(table)
    if not columns:
        return []
    keys = list(table.primary_key)
    as_text = [cast(column, Text) for column in columns]
    narrowed = [text.ilike(f"%{hint}%") for text in as_text for hint in hints or ()]
    statement = select(*keys, *as_text).where(true() if hints is None else or_(*narrowed))
    return [
        StoredRow(
            table,
            {key.name: value for key, value in zip(keys, row, strict=False)},
            {
                column.name: _read(column, value)
                for column, value in zip(columns, row[len(keys) :], strict=True)
                if value is not None
            },
        )
        for row in connection.execute(statement)
    ]


def _read(column: Column[Any], stored: str) -> Any:
    return json.loads(stored) if isinstance(column.type, JSON) else stored


def texts_in(value: Any) -> Iterator[str]:
    """All texts of what a column holds, the names of fields of JSON too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, each in value.items():
            yield name
            yield from texts_in(each)
    elif isinstance(value, list):
        for each in value:
            yield from texts_in(each)


def rewritten(value: Any, rewrite: Callable[[str], str]) -> Any:
    """The same with each text rewritten, also the names of fields of JSON."""
    if isinstance(value, str):
        return rewrite(value)
    if isinstance(value, dict):
        return {rewrite(name): rewritten(each, rewrite) for name, each in value.items()}
    if isinstance(value, list):
        return [rewritten(each, rewrite) for each in value]
    return value
