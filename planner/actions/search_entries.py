"""Keeps what the search looks through in step with the items, as the last thing in a transaction.

What was changed is noted on the way, whoever changed it: by the session, or by the events of those
who write rows without the models. Then the texts are read once more, so that nothing noted too much
does any harm, and an import writes them in few statements.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from typing import Any, cast

from sqlalchemy import (
    BindParameter,
    Select,
    bindparam,
    delete,
    event,
    insert,
    inspect,
    null,
    select,
    update,
)
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import ColumnElement

from planner.actions.history.id_stretches import Numbers
from planner.actions.history.row_json import identity_of, table_of
from planner.database import Base, db, rows
from planner.models import Customer, Event, SearchEntry
from planner.models.searched_text import searched_text
from planner.nouns import NOUNS, OF_NAME, Noun

SEARCHED = {noun.table: noun for noun in NOUNS if noun.searched}
_KEPT_AS = "changed texts"
_AT_ONCE = 1000
_OWNERS = frozenset({"plan_id", "customer_id", "conversation_id"})
_MADE_OR_GONE = frozenset({"created", "deleted"})
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_Row = dict[str, Any]


def listen() -> None:
    """Begin to keep them; to be told more than once changes nothing."""
    for name, hear in (("after_flush", _note_flushed), ("before_commit", _write_noted)):
        if not event.contains(db.session, name, hear):
            event.listen(db.session, name, hear)


def note_all(events: Iterable[Mapping[str, Any]]) -> None:
    """Note what was written by statements, of the events that tell of it."""
    noted = _noted(db.session())
    for each in events:
        if each["subject"] in SEARCHED:
            noted.setdefault(each["subject"], Numbers()).add(each["subject_id"])


def refill() -> None:
    """Make all entries anew, for who has filled the tables past everything; never commit."""
    for noun in SEARCHED.values():
        db.session.execute(delete(SearchEntry).where(SearchEntry.noun == noun.name))
        _bring_up_to_date(noun, db.session.scalars(select(table_of(noun.model).c.id)).all())


def entries_of(noun: Noun, ids: Sequence[int]) -> dict[int, _Row]:
    """What the entries of these items are to be, by id; of those that are gone, none."""
    found = rows(_source(noun.name), ids=list(ids))
    return {
        row[0]: {
            "noun": noun.name,
            "item_id": row[0],
            "plan_id": row[1],
            "customer_id": row[2],
            "folded": searched_text(row[3:]),
        }
        for row in found
    }


def _noted(session: Session) -> dict[str, Numbers]:
    return cast(dict[str, Numbers], session.info.setdefault(_KEPT_AS, {}))


def _note_flushed(session: Session, _context: object) -> None:
    noted = _noted(session)
    for table, identity in (*_made_or_gone(session), *_changed(session)):
        noted.setdefault(table, Numbers()).add(identity)


def _made_or_gone(session: Session) -> Iterator[tuple[str, int]]:
    """Also what was deleted, or came back, without having been loaded: its event tells of it."""
    for item in (*session.new, *session.deleted):
        if isinstance(item, Event):
            if _tells_of_item(item):
                yield item.subject, cast(int, item.subject_id)
        elif isinstance(item, Base) and item.__tablename__ in SEARCHED:
            yield item.__tablename__, identity_of(item)


def _tells_of_item(event: Event) -> bool:
    verb = event.type.rpartition(".")[2]
    return event.subject in SEARCHED and verb in _MADE_OR_GONE


def _changed(session: Session) -> Iterator[tuple[str, int]]:
    for item in session.dirty:
        noun = SEARCHED.get(item.__tablename__) if isinstance(item, Base) else None
        if noun is not None and _is_other(item, noun):
            yield noun.table, identity_of(item)


def _is_other(item: Base, noun: Noun) -> bool:
    attributes = inspect(item).attrs
    watched = (name for name in (*noun.searched, *_OWNERS) if name in attributes)
    return any(attributes[name].history.has_changes() for name in watched)


def _write_noted(session: Session) -> None:
    if session.in_nested_transaction():
        return  # the end of a savepoint is not yet the end
    session.flush()
    noted = session.info.pop(_KEPT_AS, {})
    for table, ids in noted.items():
        _bring_up_to_date(SEARCHED[table], ids.each())


def _bring_up_to_date(noun: Noun, ids: Iterable[int]) -> None:
    waiting = iter(ids)
    while some := list(islice(waiting, _AT_ONCE)):
        wanted = entries_of(noun, some)
        there = {row.item_id: row._asdict() for row in rows(_STORED, noun=noun.name, ids=some)}
        _write(wanted, there)


def _write(wanted: dict[int, _Row], there: dict[int, _Row]) -> None:
    """Write what is new or other, and take away what is gone."""
    connection = db.session.connection()
    new = [row for identity, row in wanted.items() if identity not in there]
    other = [
        {**row, "stored": there[identity]["id"]}
        for identity, row in wanted.items()
        if identity in there and {**row, "id": there[identity]["id"]} != there[identity]
    ]
    gone = [{"stored": row["id"]} for identity, row in there.items() if identity not in wanted]
    for statement, values in ((_DELETED, gone), (_CHANGED, other), (_NEW, new)):
        if values:
            connection.execute(statement, values)


_ENTRIES = table_of(SearchEntry)
_STORED = select(_ENTRIES).where(_ENTRIES.c.noun == bindparam("noun"), _ENTRIES.c.item_id.in_(_IDS))
_NEW = insert(_ENTRIES)
_CHANGED = update(_ENTRIES).where(_ENTRIES.c.id == bindparam("stored"))
_DELETED = delete(_ENTRIES).where(_ENTRIES.c.id == bindparam("stored"))


@cache
def _source(name: str) -> Select[*tuple[Any, ...]]:
    """Reads the id, the plan, the customer and the texts of some items of a noun."""
    noun = OF_NAME[name]
    table = table_of(noun.model)
    texts = [table.c[text] for text in noun.searched]
    statement = select(table.c.id, *_owners(noun), *texts).where(table.c.id.in_(_IDS))
    if noun.part_of is None:
        return statement
    whole = table_of(noun.part_of.model)
    return statement.join(whole, whole.c.id == table.c[f"{noun.part_of.name}_id"])


def _owners(noun: Noun) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    """The plan and the customer to which an item belongs, each where it does so by itself."""
    columns = table_of((noun.part_of or noun).model).c
    if noun.model is Customer:
        return null(), columns.id
    return columns.get("plan_id", null()), columns.get("customer_id", null())
