"""Takes an import back: what it made goes, what it changed is as before."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby, islice
from typing import Any

from sqlalchemy import Column, Table, delete, func, insert, or_, select, update

from planner import clock
from planner.actions import search_entries
from planner.actions.errors import Refused
from planner.actions.history import events, row_json
from planner.actions.history.event_names import model_of, name_of, noun_of
from planner.actions.history.id_stretches import Numbers
from planner.actions.maturity import changed_plans, ratings
from planner.database import Base, db
from planner.imports.runs.done import AT_ONCE, changed_by, is_of_run, made_by
from planner.imports.runs.touching import NO_USE, Item, Touch, Touches
from planner.models import (
    Event,
    ImportChanged,
    ImportedItem,
    ImportMade,
    ImportRun,
    Person,
    SearchEntry,
)
from planner.models.mixins import LINE_LENGTH

_EVENTS: Table = row_json.table_of(Event)


class Touched(Exception):
    """Somebody, or a later import, has gone on from what is to be taken back."""

    def __init__(self, touches: list[Touch]) -> None:
        super().__init__(f"{len(touches)} things have been changed or used since")
        self.touches = touches


@dataclass
class Undone:
    """How many rows were taken back, by table, and what was left as it is."""

    removed: dict[str, int] = field(default_factory=dict)
    restored: dict[str, int] = field(default_factory=dict)
    kept: list[Touch] = field(default_factory=list)


def undo(run_id: int, *, by: Person | None, keep_touched: bool = False) -> Undone:
    """Take back the import of this number; the caller commits.

    Raise Refused if there is none or it was taken back before, and Touched if people or later
    imports have changed or used what it brought, unless that is to be kept.
    """
    run = db.session.get(ImportRun, run_id, with_for_update=True, populate_existing=True)
    if run is None:
        raise Refused("There is no import %(number)s.", number=run_id)
    if run.undone_at is not None:
        raise Refused("Import %(number)s was undone before.", number=run_id)
    _hold(made_by(run))
    touches = Touches(run)
    if touches.found and not keep_touched:
        raise Touched(list(touches.found.values()))
    undone = _Undoing(run, touches).undo()
    run.undone_at = clock.now()
    for model in (ImportMade, ImportChanged):  # nobody needs any more what there was
        db.session.execute(delete(model).where(model.run_id == run.id))
    events.record("undone", run, by=by, changes={})
    return undone


def foresee(run: ImportRun) -> Undone:
    """What undoing it would do if that left what was touched; nothing is changed."""
    return _Undoing(run, Touches(run)).foresee()


def _hold(made: Mapping[str, Numbers]) -> None:
    """Let nobody begin to change or use what is about to go, and wait for who has begun: whoever
    refers to a row shares its lock until the commit. What refers to others is held before those,
    as whoever saves writes it first. SQLite has one writer as it is.
    """
    connection = db.session.connection()
    if connection.dialect.name != "postgresql":
        return
    for table in reversed(Base.metadata.sorted_tables):
        for first, last in made.get(table.name, ()):
            some = select(table.c.id).where(table.c.id.between(first, last)).order_by(table.c.id)
            held = some.with_for_update().subquery()
            connection.execute(select(func.count()).select_from(held))


class _Undoing:
    def __init__(self, run: ImportRun, touches: Touches) -> None:
        self._run = run
        self._kept = {*touches.found}
        self._keep_what_is_needed(touches.made)
        self._kept |= set(_numbers_of(self._kept))
        self._going = {
            table: numbers.without(identity for of, identity in self._kept if of == table)
            for table, numbers in touches.made.items()
        }
        self._tables = [t for t in reversed(Base.metadata.sorted_tables) if t.name in self._going]
        """In the order in which they are emptied: what refers to others comes before those."""
        self._undone = Undone(kept=list(touches.found.values()))

    def foresee(self) -> Undone:
        for table in self._tables:
            _count(self._undone.removed, table, len(self._going[table.name]))
        for change in changed_by(self._run):
            if (change.of_table, change.row_id) not in self._kept:
                _count(self._undone.restored, Base.metadata.tables[change.of_table], 1)
        return self._undone

    def undo(self) -> Undone:
        for name, changes in groupby(changed_by(self._run), key=lambda one: one.of_table):
            to_restore = (one for one in changes if (name, one.row_id) not in self._kept)
            while some := list(islice(to_restore, AT_ONCE)):
                self._restore(Base.metadata.tables[name], some)
        for table in self._tables:
            self._tell_of_what_goes(table)
        self._loosen()
        for table in self._tables:
            self._remove(table)
        db.session.expire_all()
        # Nobody is told of what is only as it was before.
        ratings.rate_plans(changed_plans.take(), telling=False)
        return self._undone

    def _keep_what_is_needed(self, made: dict[str, Numbers]) -> None:
        """What is kept must find what it refers to: a deal its plan, a plan its customer."""
        waiting = list(self._kept)
        while waiting:
            for other in _referred_to(*waiting.pop()):
                if other not in self._kept and other[0] in made and other[1] in made[other[0]]:
                    self._kept.add(other)
                    waiting.append(other)

    def _restore(self, table: Table, changes: list[ImportChanged]) -> None:
        model: Any = model_of(table.name)
        some = select(model).where(model.id.in_([change.row_id for change in changes]))
        found = {item.id: item for item in db.session.scalars(some)}
        told: list[dict[str, Any]] = []
        for change in changes:
            if change.row_id in found:
                told += _set_back(found[change.row_id], table, change)
            else:
                row_json.insert_row(table, change.before)
        db.session.flush()
        _count(self._undone.restored, table, len(changes))
        _write(told)

    def _tell_of_what_goes(self, table: Table) -> None:
        """Where something goes from a plan or a customer that stays, its history says so, and the
        plan is rated anew."""
        whole = next((each for each in ("plan", "customer") if f"{each}_id" in table.c), None)
        if whole is None or table.name in NO_USE:
            return
        model: Any = model_of(table.name)
        column = table.c[f"{whole}_id"]
        stays = ~is_of_run(self._run, column, Base.metadata.tables[f"{whole}s"])
        kept = [identity for of, identity in self._kept if of == f"{whole}s"]
        for first, last in self._going[table.name]:
            going = select(model).where(table.c.id.between(first, last))
            of_those = going.where(or_(stays, column.in_(kept))).execution_options(
                yield_per=AT_ONCE
            )
            for some in db.session.scalars(of_those).partitions():
                _write([_event("deleted", item, {}) for item in some])

    def _loosen(self) -> None:
        """Let go of each other what could not go one after the other, as people and teams. Events
        stay; that they were by somebody whom the import made is not known any more."""
        emptied: set[str] = set()
        for table in self._tables:
            emptied.add(table.name)
            for column in table.c:
                if any(key.column.table.name in emptied for key in column.foreign_keys):
                    self._empty(table, column, table.c.id, table.name)
        if "people" in self._going:
            self._empty(_EVENTS, _EVENTS.c.actor_id, _EVENTS.c.actor_id, "people")

    def _empty(self, table: Table, column: Column[Any], among: Column[Any], of: str) -> None:
        for first, last in self._going[of]:
            some = update(table).where(among.between(first, last), column.is_not(None))
            db.session.execute(some.values({column: None}))

    def _remove(self, table: Table) -> None:
        for first, last in self._going[table.name]:
            gone = delete(table).where(table.c.id.between(first, last))
            _count(self._undone.removed, table, db.session.connection().execute(gone).rowcount)
            self._forget(table, first, last)

    def _forget(self, table: Table, first: int, last: int) -> None:
        """What tells of an item without a foreign key: the search, and who is told of it."""
        of_search = (
            SearchEntry.noun == noun_of(table.name),
            SearchEntry.item_id.between(first, last),
        )
        db.session.execute(delete(SearchEntry).where(*of_search))
        for other in Base.metadata.sorted_tables:
            if other is not _EVENTS and {"subject", "subject_id"} <= {*other.c.keys()}:
                is_about = other.c.subject == table.name, other.c.subject_id.between(first, last)
                db.session.execute(delete(other).where(*is_about))


def _set_back(item: Any, table: Table, change: ImportChanged) -> Iterator[dict[str, Any]]:
    with db.session.no_autoflush:
        for column, value in change.before.items():
            setattr(item, column, row_json.value_of(table.c[column], value))
        if changes := events.changes_of(item):
            yield _event("updated", item, changes)


def _referred_to(name: str, identity: int) -> Iterator[Item]:
    """The rows to which a row refers."""
    table = Base.metadata.tables[name]
    columns = [column for column in table.c if column.foreign_keys]
    row = db.session.execute(select(table).where(table.c.id == identity)).mappings().first()
    for column in columns:
        if row is not None and row[column] is not None:
            yield next(iter(column.foreign_keys)).column.table.name, row[column]


def _numbers_of(kept: Collection[Item]) -> Iterator[Item]:
    """By what other programs know what stays: without it the next import would bring a twin."""
    table = row_json.table_of(ImportedItem)
    for column in table.c:
        for key in column.foreign_keys:
            ids = [identity for of, identity in kept if of == key.column.table.name]
            for start in range(0, len(ids), AT_ONCE):
                some = select(table.c.id).where(column.in_(ids[start : start + AT_ONCE]))
                for identity in db.session.connection().scalars(some):
                    yield table.name, identity


def _event(verb: str, item: Any, changes: events.Changes) -> dict[str, Any]:
    """As an import's, it has no actor: the next import learns from it what holds."""
    plan = getattr(item, "plan", None)
    customer_id = plan.customer_id if plan else getattr(item, "customer_id", None)
    return {
        "at": clock.now(),
        "type": f"{noun_of(item.__tablename__)}.{verb}",
        "actor_id": None,
        "plan_id": plan.id if plan else None,
        "customer_id": item.id if item.__tablename__ == "customers" else customer_id,
        "subject": item.__tablename__,
        "subject_id": item.id,
        "subject_name": name_of(item)[:LINE_LENGTH],
        "changes": changes,
    }


def _write(rows: list[dict[str, Any]]) -> None:
    if rows:
        db.session.execute(insert(Event), rows)
        changed_plans.note_all(rows)
        search_entries.note_all(rows)


def _count(numbers: dict[str, int], table: Table, number: int) -> None:
    numbers[table.name] = numbers.get(table.name, 0) + number
