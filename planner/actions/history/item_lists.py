"""The lists that items have (who takes part, what was decided), as the history says them."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Table, delete, insert

from planner.actions.history import event_names
from planner.actions.history.row_json import JsonRow, rows_of
from planner.database import db
from planner.models.item_lists import LISTS, content_columns, lists_of, owner_column


def list_name_of(of: Table) -> str:
    """What the list is called in the history."""
    return LISTS[of.name]


def named(table: Table, name: str) -> Table | None:
    """The list of that name which items of `table` have."""
    return next((each for each in lists_of(table) if list_name_of(each) == name), None)


def all_lists_of(table: Table, owner_id: int) -> dict[str, list[Any]]:
    """What stands in the lists of an item, by their names, without those that are empty."""
    found = {list_name_of(each): said(each, owner_id) for each in lists_of(table)}
    return {name: values for name, values in found.items() if values}


def said(of: Table, owner_id: int, but: JsonRow | None = None) -> list[Any]:
    """What stands in one item's list: people by id and name, everything else as it is.

    `but` leaves out what matches it.
    """
    return [_value(of, row) for row in rows_of(of, owner_id) if not _matches(row, but)]


def replace(of: Table, owner_id: int, values: Sequence[Any]) -> None:
    """Let the list hold these; whoever is no longer there is left out."""
    db.session.execute(delete(of).where(owner_column(of) == owner_id))
    rows = [row for value in values if (row := _content(of, value)) is not None]
    whose = {owner_column(of).name: owner_id}
    if rows:
        db.session.execute(
            insert(of), [{**whose, "position": n, **row} for n, row in enumerate(rows)]
        )


def is_same_list(one: Sequence[Any] | None, other: Sequence[Any] | None) -> bool:
    """Whether two lists hold the same; plan files only say names."""
    return [_known_by(value) for value in one or ()] == [_known_by(value) for value in other or ()]


def _known_by(value: Any) -> Any:
    return value["name"] if isinstance(value, Mapping) and "name" in value else value


def _value(of: Table, row: Mapping[Any, Any]) -> Any:
    contents = content_columns(of)
    if len(contents) > 1:
        return {column.name: row[column.name] for column in contents}
    (column,) = contents
    model = event_names.target_of(column)
    return event_names.reference(model, row[column.name]) if model else row[column.name]


def _content(of: Table, value: Any) -> JsonRow | None:
    """The row for a value; None where whom it names is not there any more."""
    contents = content_columns(of)
    if len(contents) > 1:
        return {column.name: value[column.name] for column in contents}
    (column,) = contents
    model = event_names.target_of(column)
    if model is None:
        return {column.name: value}
    found = event_names.found(model, value)
    return None if found is None else {column.name: found}


def _matches(row: Mapping[Any, Any], but: JsonRow | None) -> bool:
    return but is not None and all(row[name] == value for name, value in but.items())
