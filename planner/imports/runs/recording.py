"""Notes which rows an import makes and changes, while it writes and until it is committed."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from typing import Any, cast

from sqlalchemy import Table, event, func, insert, inspect, select
from sqlalchemy.orm import ORMExecuteState, Session

from planner.actions.history import events, new_rows
from planner.actions.history.id_stretches import Numbers
from planner.actions.history.row_json import identity_of, table_of
from planner.database import Base, db
from planner.imports.runs.done import AT_ONCE, stored_rows
from planner.models import (
    Event,
    ImportChanged,
    ImportMade,
    ImportMapping,
    ImportRun,
    ImportUndo,
    ImportUpload,
    SearchEntry,
    StoredRating,
)

WORKED_OUT = frozenset(
    {Event, StoredRating, SearchEntry, ImportRun, ImportMade, ImportChanged}
    | {ImportUpload, ImportMapping, ImportUndo}
)
"""What follows from the rest, or is kept whatever is taken back."""

_Row = dict[str, Any]


@contextmanager
def recorded(run: ImportRun) -> Iterator[None]:
    """Keep with the run what is written inside, up to and with the commit, which is the caller's.

    Only what the session writes is noted: statements of a connection of its own are not.
    """
    session = db.session()
    recording = _Recording(run)
    heard: dict[str, Callable[..., Any]] = {
        "before_flush": recording.before_flush,
        "after_flush": recording.after_flush,
        "do_orm_execute": recording.on_statement,
        # Those of the program come before, as the session's own follow those of all sessions.
        "before_commit": recording.on_commit,
    }
    for name, hear in heard.items():
        event.listen(session, name, hear)
    new_rows.hear_with(recording.on_new_rows)
    try:
        yield
    finally:
        new_rows.hear_with(None)
        for name, hear in heard.items():
            event.remove(session, name, hear)


class _Recording:
    def __init__(self, run: ImportRun) -> None:
        self._run = run
        self._made: dict[str, Numbers] = defaultdict(Numbers)
        self._before: dict[tuple[str, int], _Row] = {}
        self._is_ending = False

    def before_flush(self, session: Session, _context: object, _instances: object) -> None:
        """Read what is about to change as it is stored: the session may not have loaded it."""
        changed: dict[Table, list[int]] = defaultdict(list)
        for item in session.dirty:
            if _is_recorded(item) and session.is_modified(item):
                changed[table_of(item)].append(identity_of(item))
        for item in session.deleted:
            if _is_recorded(item):
                changed[table_of(item)].append(identity_of(item))
        for table, ids in changed.items():
            self._keep(table, [one for one in ids if one not in self._made[table.name]])

    def after_flush(self, session: Session, _context: object) -> None:
        for item in session.new:
            if _is_recorded(item):
                self._made[item.__tablename__].add(identity_of(item))

    def on_new_rows(self, table: str, ids: Collection[int]) -> None:
        for identity in ids:
            self._made[table].add(identity)

    def on_statement(self, state: ORMExecuteState) -> Any:
        """Note what a statement writes that the session was given."""
        mapper = state.bind_mapper
        if mapper is None or not _has_numbers(mapper.class_):
            return None
        table = table_of(mapper.class_)
        if state.is_insert:
            return self._inserted(state, table)
        if state.is_update or state.is_delete:
            ids = _concerned(state, table)
            self._keep(table, [one for one in ids if one not in self._made[table.name]])
        return None

    def _inserted(self, state: ORMExecuteState, table: Table) -> Any:
        """Let a statement that inserts say which ids it gave; it must not return anything else."""
        in_order = isinstance(state.parameters, list)
        statement = cast(Any, state.statement).returning(
            table.c.id, sort_by_parameter_order=in_order
        )
        result = state.invoke_statement(statement=statement)
        for identity in cast(Any, result).scalars():
            self._made[table.name].add(identity)
        return result

    def on_commit(self, session: Session) -> None:
        """The last thing: write down what was done, if anything was."""
        if self._is_ending or session.in_nested_transaction():
            return
        self._is_ending = True
        session.flush()
        changed = self._all_changed()
        first = list(islice(changed, 1))
        if self._made or first:
            self._begin_run(session)
            self._write(ImportMade, self._all_made())
            self._write(ImportChanged, chain(first, changed))

    def _begin_run(self, session: Session) -> None:
        session.add(self._run)
        session.flush()
        events.record("created", self._run, by=self._run.by, changes={})
        self._run.newest_event = session.scalar(select(func.max(Event.id))) or 0
        session.flush()

    def _keep(self, table: Table, ids: Sequence[int]) -> None:
        new = [one for one in ids if (table.name, one) not in self._before]
        for row in stored_rows(table, new):
            self._before[table.name, row["id"]] = row

    def _write(self, model: type[Base], rows: Iterator[_Row]) -> None:
        while some := list(islice(rows, AT_ONCE)):
            db.session.connection().execute(
                insert(table_of(model)), [{"run_id": self._run.id, **row} for row in some]
            )

    def _all_made(self) -> Iterator[_Row]:
        for table, numbers in self._made.items():
            for first, last in numbers:
                yield {"of_table": table, "first_id": first, "last_id": last}

    def _all_changed(self) -> Iterator[_Row]:
        ids: dict[str, list[int]] = defaultdict(list)
        for table, identity in self._before:
            ids[table].append(identity)
        for name, those in ids.items():
            now = {row["id"]: row for row in stored_rows(Base.metadata.tables[name], those)}
            for identity in those:
                before, after = self._before[name, identity], now.get(identity, {})
                differing = {column for column in before if before[column] != after.get(column)}
                if differing:
                    yield {
                        "of_table": name,
                        "row_id": identity,
                        "before": {column: before[column] for column in differing},
                        "after": {column: after[column] for column in differing if after},
                    }


def _concerned(state: ORMExecuteState, table: Table) -> list[int]:
    """The ids of what a statement is about to change."""
    if isinstance(state.parameters, list):
        return [row["id"] for row in state.parameters]
    where = cast(Any, state.statement).whereclause
    statement = select(table.c.id) if where is None else select(table.c.id).where(where)
    return list(db.session.connection().scalars(statement, state.parameters))


def _is_recorded(item: object) -> bool:
    return isinstance(item, Base) and _has_numbers(type(item))


def _has_numbers(model: type[Any]) -> bool:
    return model not in WORKED_OUT and "id" in inspect(model).local_table.c
