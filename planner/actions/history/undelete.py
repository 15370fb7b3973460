"""What was deleted comes back as it was: the same row under the same id, with its lists."""

from typing import Any, cast

from sqlalchemy import Column, Table, UniqueConstraint, and_, func, select

from planner.actions import keys
from planner.actions.editing import free_key
from planner.actions.errors import Refused
from planner.actions.history import event_names, events, loose_links, row_json
from planner.actions.history.row_json import JsonRow
from planner.database import Base, db
from planner.models import Event, Person
from planner.models.item_lists import owner_column


def undelete(event: Event, *, by: Person) -> None:
    """Write again what the event has deleted; raise Refused where something stands in the way."""
    if event.kept is None:
        raise Refused(
            "What was deleted then was not kept as a whole. What it said stands in the history."
        )
    table = Base.metadata.tables[event.subject]
    row = _fitting(table, event.kept["row"], event)
    row_json.insert_row(table, row)
    for name, held in event.kept["lists"].items():
        _fill(Base.metadata.tables[name], held)
    for name, held in event.kept.get("beside", {}).items():
        _fill_beside(Base.metadata.tables[name], held)
    loose_links.tie(event.kept.get("links", {}), row["id"])
    # What was loaded before does not know of it.
    db.session.expire_all()
    item = db.session.get_one(event_names.model_of(table.name), event.subject_id)
    events.record("created", item, by=by)


def _fitting(table: Table, kept: JsonRow, event: Event) -> JsonRow:
    """The row as it can be written now; raise Refused where it cannot."""
    if _is_there(table.c.id, kept["id"]):
        raise Refused("“%(what)s” is there already.", what=event.subject_name)
    row = {name: value for name, value in kept.items() if name in table.c}
    for column in table.c:
        if column.foreign_keys and row.get(column.name) is not None:
            row[column.name] = _still_there(column, row[column.name])
    return _with_free_key(table, row, event)


def _still_there(column: Column[Any], identity: int) -> int | None:
    """The reference, if what it leads to is there; what cannot be without it waits for that."""
    target = next(iter(column.foreign_keys)).column
    if _is_there(target, identity):
        return identity
    if column.nullable:
        return None
    raise Refused(
        "It belonged to “%(what)s”, which was deleted as well. Bring that back first.",
        what=_last_name(target.table.name, identity),
    )


def _last_name(table: str, identity: int) -> str:
    statement = select(Event.subject_name).where(
        Event.subject == table, Event.subject_id == identity
    )
    return db.session.scalar(statement.order_by(Event.id.desc()).limit(1)) or "—"


def _with_free_key(table: Table, row: JsonRow, event: Event) -> JsonRow:
    """A key that went to something else since is replaced; nothing else may be there twice."""
    for constraint in table.constraints:
        if not isinstance(constraint, UniqueConstraint) or not _clashes(table, constraint, row):
            continue
        if "key" not in constraint.columns:
            raise Refused(
                "Something else has taken the place of “%(what)s”.", what=event.subject_name
            )
        model = cast(Any, event_names.model_of(table.name))
        owner = next((column for column in constraint.columns if column.name != "key"), None)
        if owner is None:
            row["key"] = keys.free(model, row["key"])
            continue
        stem = table.name.removesuffix("s").replace("_", "-")
        row["key"] = free_key(getattr(model, owner.key), row[owner.name], stem)
    return row


def _clashes(table: Table, constraint: UniqueConstraint, row: JsonRow) -> bool:
    values = [
        (column, row_json.value_of(column, row[column.name])) for column in constraint.columns
    ]
    if any(value is None for _column, value in values):
        return False
    same = and_(*(column == value for column, value in values))
    return bool(db.session.scalar(select(func.count()).select_from(table).where(same)))


def _is_there(column: Column[Any], identity: int) -> bool:
    return db.session.scalar(select(column).where(column == identity)) is not None


def _fill(of: Table, held: list[JsonRow]) -> None:
    """Write the rows of a list, but for those whom they name and who are gone."""
    for row in held:
        named = [
            _is_there(next(iter(column.foreign_keys)).column, row[column.name])
            for column in of.c
            if column.foreign_keys and column is not owner_column(of)
        ]
        if all(named):
            row_json.insert_row(of, row)


def _fill_beside(table: Table, held: list[JsonRow]) -> None:
    """Write what nobody refers to, which may get another number; what names others who are gone
    stays away."""
    for row in held:
        named = [
            _is_there(next(iter(column.foreign_keys)).column, row[column.name])
            for column in table.c
            if column.foreign_keys and row[column.name] is not None
        ]
        if all(named):
            row_json.insert_row(table, {name: row[name] for name in row if name != "id"})
