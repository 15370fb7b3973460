"""Many new items at once, without the models: rows with ids of their own, and what events say.

Whoever writes so also writes the events, and notes in `search_entries` and `changed_plans` what
they tell of.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cache
from typing import Any, cast

from sqlalchemy import func, insert, inspect, literal, select

from planner.actions.history.event_names import field_of, reference
from planner.actions.history.events import NOT_RECORDED, Changes, plain
from planner.actions.history.row_json import table_of
from planner.database import Base, db

Row = dict[str, Any]
Names = Mapping[int, str]
"""The names of what a column refers to, by id."""
Hear = Callable[[str, Collection[int]], None]
_HEARD_BY = "hears of new rows"


def insert_all(model: type[Base], rows: Sequence[Row]) -> None:
    """Insert rows by the names of their columns; each is given its id and its defaults."""
    if not rows:
        return
    ids = _next_ids(model, len(rows))
    defaults = _defaults(model)
    names = {name for row in rows for name in row} - {*defaults}
    for row, identity in zip(rows, ids, strict=True):
        for name, value in defaults.items():
            row.setdefault(name, value)
        for name in names:
            row.setdefault(name, None)
        row["id"] = identity
    db.session.connection().execute(insert(table_of(model)), rows)
    if hear := cast(Hear | None, db.session().info.get(_HEARD_BY)):
        hear(model.__tablename__, ids)


def hear_with(hear: Hear | None) -> None:
    """Let somebody know what is inserted so in this session; None ends it."""
    db.session().info[_HEARD_BY] = hear


def changes_of_new(model: type[Base], row: Row, names: Mapping[str, Names]) -> Changes:
    """Every filled column of a new row, as its event has it; `names` are those of what some columns
    refer to, by column."""
    changes: Changes = {}
    for name, field, target in _recorded(model):
        value = row.get(name)
        if value is None:
            continue
        if target is None:
            changes[field] = [None, plain(value)]
        elif (known := names.get(name, {}).get(value)) is not None:
            changes[field] = [None, {"id": value, "name": known}]
        else:
            changes[field] = [None, reference(target, value)]
    return changes


def _next_ids(model: type[Base], count: int) -> Sequence[int]:
    """Ids that nobody else gets. On SQLite nobody else writes until the commit."""
    table = table_of(model)
    connection = db.session.connection()
    if connection.dialect.name == "postgresql":
        sequence = func.pg_get_serial_sequence(table.name, "id")
        numbers = func.generate_series(1, literal(count)).table_valued("number")
        found = connection.scalars(select(func.nextval(sequence)).select_from(numbers)).all()
        return [int(each) for each in found]
    last = connection.scalar(select(func.max(table.c.id))) or 0
    return range(last + 1, last + count + 1)


@cache
def _defaults(model: type[Base]) -> Row:
    """What the columns hold of which nothing is said."""
    return {
        column.name: cast(Any, column.default).arg
        for column in table_of(model).c
        if column.default is not None and column.default.is_scalar
    }


@cache
def _recorded(model: type[Base]) -> list[tuple[str, str, type[Base] | None]]:
    """The columns that events tell of: name, name in events, and the model that it refers to."""
    mapper = inspect(model)
    found = []
    for column in mapper.column_attrs:
        if column.key not in NOT_RECORDED:
            of = mapper.relationships.get(column.key.removesuffix("_id"))
            target = of.mapper.class_ if of is not None and column.key.endswith("_id") else None
            found.append((column.key, field_of(column.key), target))
    return found
