"""Erasing a colleague or somebody of a customer's, in one transaction, whole or not at all.

What was done stays, by somebody who cannot be told any more. Which rows go with a person is said by
the foreign keys: what the database deletes with its row is theirs alone; what it would not delete
is what they did on customers and plans.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from sqlalchemy import Boolean, Column, delete, func, select, text, update

from planner import clock
from planner.actions import keys, search_entries
from planner.actions.history import events
from planner.database import Base, db
from planner.models import (
    Contact,
    ErasedKind,
    Erasure,
    Event,
    ImportChanged,
    ImportUpload,
    Person,
    UploadState,
)
from planner.models.mixins import folded
from planner.personal_data.actions.replacing import Replaced, Spelled, replace
from planner.personal_data.queries.finding import TextPlace
from planner.personal_data.queries.keeping import (
    columns_leading_to,
    goes,
    kept_of,
    table_of_item,
)
from planner.queries.people import erased
from planner.translation import gettext, speaking

STAYS = {
    ErasedKind.PERSON: frozenset({"id", "key", "name", "name_folded", "role", "field_id"}),
    ErasedKind.CONTACT: frozenset({"id", "key", "name", "customer_id", "position"}),
}
"""What the row keeps, with what it is called from now on: ratings go by role and field."""
_LOCK_PATIENCE = "30s"


@dataclass(frozen=True, slots=True)
class ErasedData:
    """What was erased: numbers of rows by table."""

    key: str
    deleted: Counter[str] = field(default_factory=Counter)
    replaced: Counter[str] = field(default_factory=Counter)
    kept: Counter[str] = field(default_factory=Counter)
    to_check: Sequence[TextPlace] = ()


def keep_writers_out() -> None:
    """Let nobody write until this transaction ends, so that no name comes in behind it; reading
    goes on. On SQLite a transaction begins like that."""
    if db.engine.dialect.name == "postgresql":
        names = ", ".join(f'"{table.name}"' for table in Base.metadata.sorted_tables)
        db.session.execute(text(f"SET LOCAL lock_timeout = '{_LOCK_PATIENCE}'"))
        db.session.execute(text(f"LOCK TABLE {names} IN SHARE ROW EXCLUSIVE MODE"))


def is_erased(item: Person | Contact) -> bool:
    """Whether it is only the row that stays of somebody."""
    kind = ErasedKind.PERSON if isinstance(item, Person) else ErasedKind.CONTACT
    known = select(Erasure.number).where(Erasure.kind == kind)
    return item.key in {_key(number) for number in db.session.scalars(known)} and (
        item.name == _stored_name(kind, int(item.key.rpartition("-")[2]))
    )


def erase_row(
    item: Person | Contact,
    *,
    also: Sequence[str],
    by: Person | None,
    language: str,
    number: int | None = None,
) -> ErasedData:
    """Take away all that is theirs alone, empty the row, and rename them in every text.

    `language` is that of texts; `number` that of an erasure which a restore has brought back.
    """
    kind = ErasedKind.PERSON if isinstance(item, Person) else ErasedKind.CONTACT
    again = number is not None
    number = number or _next_number(kind)
    with speaking(language):
        instead = called(kind, number)
    spelled = Spelled(item.name, item.email, _telling_key(item), also, instead, _key(number))
    told = None if again else _erasure(item, kind, number, also)
    kept, deleted = kept_of(item), _delete_own(item)
    if files := _discard_sent_files():
        deleted["import_uploads"] += files
    _empty(item, kind, number)
    _forget_changes(item, instead)
    done: Replaced = replace(
        spelled, frozenset(table_of_item(item).c.keys()) - {"id"} - _STAYS_TOLD
    )
    db.session.flush()
    db.session.expire_all()
    if told is not None:
        db.session.add(told)
        events.record("created", told, by=by, changes={})
    if isinstance(item, Contact):
        events.record("erased", item, by=by, changes={})
    return ErasedData(
        _key(number), deleted + done.deleted, done.changed, kept, tuple(done.to_check)
    )


_STAYS_TOLD = frozenset({"customer_id", "position", "role", "field_id", "name_folded"})


def called(kind: ErasedKind, number: int) -> str:
    """What somebody is called who was erased, in the language that is spoken."""
    if kind is ErasedKind.PERSON:
        return gettext("Former colleague %(number)d", number=number)
    return gettext("Former contact %(number)d", number=number)


def _stored_name(kind: ErasedKind, number: int) -> str:
    with speaking("en"):
        return called(kind, number)


def _key(number: int) -> str:
    return f"former-{number}"


def _next_number(kind: ErasedKind) -> int:
    last = select(func.max(Erasure.number)).where(Erasure.kind == kind)
    return (db.session.scalar(last) or 0) + 1


def _telling_key(item: Person | Contact) -> str | None:
    """The key, if it was made of the name: only then it tells who somebody is."""
    made_of_name = item.key.startswith(keys.slug(item.name)[:20]) and "-" in item.key
    return item.key if made_of_name else None


def _erasure(item: Person | Contact, kind: ErasedKind, number: int, also: Sequence[str]) -> Erasure:
    salt = erased.salt_of_all() or erased.new_salt()
    said = {"name": item.name, "email": item.email, "key": whole_key(item)}
    digests: dict[str, Any] = {
        name: erased.digest(salt, value) for name, value in said.items() if value
    }
    if foreign := _foreign_names(item):
        digests["foreign"] = sorted(erased.digest(salt, each) for each in foreign)
    if also:
        digests["also"] = [[len(each), erased.digest(salt, each)] for each in also]
    return Erasure(
        kind=kind,
        number=number,
        key=_key(number),
        on=clock.today(),
        salt=salt,
        digests=digests,
        is_clean=False,
    )


def whole_key(item: Person | Contact) -> str:
    """A contact's key is one of a customer's."""
    return item.key if isinstance(item, Person) else f"{item.customer.key}/{item.key}"


def _foreign_names(item: Person | Contact) -> list[str]:
    if isinstance(item, Person):
        known = [(item.foreign_system, item.foreign_key)]
    else:
        table = Base.metadata.tables["imported_items"]
        of_item = select(table.c.foreign_system, table.c.foreign_key)
        found = db.session.execute(of_item.where(table.c.contact_id == item.id))
        known = [(row[0], row[1]) for row in found]
    return [erased.foreign_name(system, key) for system, key in known if system and key]


def _delete_own(item: Person | Contact) -> Counter[str]:
    """What is about nobody else."""
    deleted: Counter[str] = Counter()
    for column in filter(goes, columns_leading_to(table_of_item(item))):
        gone = db.session.execute(delete(column.table).where(column == item.id))
        deleted[column.table.name] += cast(Any, gone).rowcount
    return +deleted


def _empty(item: Person | Contact, kind: ErasedKind, number: int) -> None:
    table, name = table_of_item(item), _stored_name(kind, number)
    values: dict[str, Any] = {
        column.name: nothing_of(column) for column in table.c if column.name not in STAYS[kind]
    }
    values |= {"key": _key(number), "name": name}
    if "name_folded" in table.c:
        values["name_folded"] = folded(name)
    db.session.flush()
    db.session.execute(update(table).where(table.c.id == item.id).values(values))
    if isinstance(item, Person):
        standings = Base.metadata.tables["earlier_standings"]
        db.session.execute(
            update(standings).where(standings.c.person_id == item.id).values(unit=None)
        )
    search_entries.note_all([{"subject": table.name, "subject_id": item.id}])
    db.session.expire(item)


def nothing_of(column: Column[Any]) -> Any:
    """What a column holds of somebody who was erased; raise LookupError if it cannot be empty: then
    somebody has to decide what is to stand there."""
    if column.nullable:
        return None
    if isinstance(column.type, Boolean):
        return False
    raise LookupError(f"{column.table.name}.{column.name} cannot be emptied.")


def _forget_changes(item: Person | Contact, instead: str) -> None:
    """What the row said before is also in its history, and in what imports keep to undo them."""
    of_item = (Event.subject == item.__tablename__, Event.subject_id == item.id)
    values: dict[str, Any] = {"changes": {}, "kept": None, "subject_name": instead}
    db.session.execute(update(Event).where(*of_item).values(values))
    of_row = (ImportChanged.of_table == item.__tablename__, ImportChanged.row_id == item.id)
    db.session.execute(delete(ImportChanged).where(*of_row))


def _discard_sent_files() -> int:
    """Files that wait for an import: what stands in them is known when they are read, and they are
    kept for a day at most. What is being brought in just now is left to end."""
    waiting = delete(ImportUpload).where(ImportUpload.state != UploadState.CONFIRMED)
    return cast(int, cast(Any, db.session.execute(waiting)).rowcount)
