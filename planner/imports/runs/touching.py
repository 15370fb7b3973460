"""What people, or later imports, have made since of what an import made or changed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, islice
from typing import Any, cast

from sqlalchemy import Column, Table, and_, false, or_, select

from planner.actions.history.event_names import has_history, model_of, name_of
from planner.database import Base, db
from planner.imports.runs.done import (
    AT_ONCE,
    changed_by,
    is_of_run,
    later_than,
    made_by,
    stored_rows,
)
from planner.imports.writing.journal import NOON
from planner.models import (
    Comment,
    Event,
    Follow,
    ImportChanged,
    ImportRun,
    Involvement,
    Member,
    Notification,
    PlanVisit,
    SignatureFinding,
    StoredRating,
)

Item = tuple[str, int]
"""A row, by its table and id."""

# What comes about by itself, or by looking, uses nothing.
_WORKED_OUT = (Follow, Notification, PlanVisit, SignatureFinding, StoredRating)
_BY_RULES = frozenset({Involvement.__tablename__, Member.__tablename__})
_NUMBERS = frozenset({"foreign_system", "foreign_key", "foreign_url"})
"""Of what was only given a number, people may change whatever they like: that is not taken back."""
NO_USE = frozenset(model.__tablename__ for model in _WORKED_OUT)


@dataclass(frozen=True, slots=True)
class Touch:
    """That something cannot be taken back without losing what came later."""

    table: str
    id: int
    name: str
    by: str
    """A name, or `import 13`; a dash for what nobody is known to have done."""
    run: int | None = None
    """The later import, if it was one: it is to be taken back first."""

    @property
    def item(self) -> Item:
        return self.table, self.id


class Touches:
    """Looks for them once; `found` has one for each thing."""

    def __init__(self, run: ImportRun) -> None:
        self._run = run
        self.made = made_by(run)
        self._later = {later.id: made_by(later) for later in later_than(run)}

    @cached_property
    def found(self) -> dict[Item, Touch]:
        touches = [
            *self._by_people(),
            *self._by_later_runs(),
            *self._differing(),
            *self._used(),
            *self._commented(),
        ]
        return {touch.item: touch for touch in reversed(touches)}

    def _is_made(self, table: str, identity: int | None) -> bool:
        return identity is not None and table in self.made and identity in self.made[table]

    def _by_people(self) -> Iterator[Touch]:
        """Whatever people did to it, or those did who came with the import."""
        changed = {
            (change.of_table, change.row_id)
            for change in changed_by(self._run)
            if not change.before.keys() <= _NUMBERS
        }
        later = select(Event).where(Event.id > self._run.newest_event, Event.actor_id.is_not(None))
        for event in db.session.scalars(later.order_by(Event.id.desc())):
            if event.at.timetz() == NOON:
                continue  # what an import says that somebody did on a day
            item = event.subject, event.subject_id
            by = event.actor.name if event.actor else ""
            if event.subject_id and (self._is_made(*item) or item in changed):
                yield Touch(event.subject, event.subject_id, event.subject_name, by)
            if self._is_made("people", event.actor_id):
                yield Touch("people", cast(int, event.actor_id), by, by)

    def _by_later_runs(self) -> Iterator[Touch]:
        """What later imports changed of what this one made."""
        of_later = ImportChanged.run_id.in_(self._later)
        for change in db.session.scalars(select(ImportChanged).where(of_later)):
            if self._is_made(change.of_table, change.row_id):
                yield self._touch((change.of_table, change.row_id), change.run_id)

    def _differing(self) -> Iterator[Touch]:
        """What this import changed and says something else by now."""
        for name, changes in groupby(changed_by(self._run), key=lambda one: one.of_table):
            while some := {one.row_id: one for one in islice(changes, AT_ONCE)}:
                now = {row["id"]: row for row in stored_rows(Base.metadata.tables[name], some)}
                for identity, change in some.items():
                    if not _is_as_left(change, now.get(identity)):
                        yield self._touch((name, identity), self._changed_later(change))

    def _changed_later(self, change: ImportChanged) -> int | None:
        same = and_(
            ImportChanged.run_id.in_(self._later),
            ImportChanged.of_table == change.of_table,
            ImportChanged.row_id == change.row_id,
        )
        newest = select(ImportChanged.run_id).where(same).order_by(ImportChanged.run_id.desc())
        return db.session.scalars(newest.limit(1)).first()

    def _used(self) -> Iterator[Touch]:
        """What refers to what this import made, and was made by somebody else."""
        for table in Base.metadata.sorted_tables:
            for column in table.c:
                for target in _targets(column):
                    if target.name in self.made and _counts_as_use(column, target):
                        yield from self._uses(column, target)

    def _uses(self, column: Column[Any], target: Table) -> Iterator[Touch]:
        table = column.table
        is_ours = or_(false(), *(is_of_run(self._run, key, of) for key, of in _wholes(table)))
        identity = table.c.get("id", column)
        statement = select(identity, column).where(is_of_run(self._run, column, target), ~is_ours)
        for user_id, used_id in db.session.execute(statement.distinct()).all():
            user = (table.name, user_id) if "id" in table.c else None
            by = self._run_that_made(user) if user else None
            if by is None and user is not None and _came_by_itself(user, column):
                continue
            yield self._touch((target.name, used_id), by, user)

    def _commented(self) -> Iterator[Touch]:
        """Comments name what they are about without a foreign key."""
        for name in self.made:
            is_ours = is_of_run(self._run, Comment.subject_id, Base.metadata.tables[name])
            about = select(Comment).where(Comment.subject == name, is_ours)
            for comment in db.session.scalars(about):
                yield self._touch((name, comment.subject_id), None, ("comments", comment.id))

    def _run_that_made(self, item: Item) -> int | None:
        table, identity = item
        runs = (run for run, made in self._later.items() if table in made)
        return next((run for run in runs if identity in self._later[run][table]), None)

    def _touch(self, item: Item, run: int | None, user: Item | None = None) -> Touch:
        """The newest that somebody did to it, or with what uses it, says by whom."""
        table, identity = item
        subject = db.session.get(model_of(table), identity)
        name = name_of(subject) if subject is not None else str(identity)
        if run is not None:
            return Touch(table, identity, name, f"import {run}", run)
        about, number = user or item
        newest = select(Event).where(Event.subject == about, Event.subject_id == number)
        event = db.session.scalars(newest.order_by(Event.id.desc()).limit(1)).first()
        return Touch(table, identity, name, event.actor.name if event and event.actor else "–")


def _is_as_left(change: ImportChanged, now: Mapping[str, Any] | None) -> bool:
    if not change.after:
        return now is None  # the import has deleted it
    return now is not None and all(now[name] == value for name, value in change.after.items())


def _came_by_itself(user: Item, column: Column[Any]) -> bool:
    """Whether a rule of the program made something, which nobody has touched since: it goes with
    what it belongs to. Of what others may hang on that is never said."""
    goes_along = next(iter(column.foreign_keys)).ondelete == "CASCADE"
    if not goes_along or user[0] not in _BY_RULES:
        return False
    of_it = Event.subject == user[0], Event.subject_id == user[1]
    actors = set(db.session.scalars(select(Event.actor_id).where(*of_it).distinct()))
    return actors == {None}


def _targets(column: Column[Any]) -> list[Table]:
    return [key.column.table for key in column.foreign_keys if key.column.name == "id"]


def _counts_as_use(column: Column[Any], target: Table) -> bool:
    """What somebody has for themselves goes with them, and what is worked out is made anew."""
    table = column.table
    goes_along = next(iter(column.foreign_keys)).ondelete == "CASCADE"
    if table.name in {*NO_USE, "events"} or table.name.startswith("import_"):
        return False
    return not goes_along if target.name == "people" else has_history(table) or not goes_along


def _wholes(table: Table) -> Iterator[tuple[Column[Any], Table]]:
    """By what a row is of the import: its own id, else what it is a part of."""
    if "id" in table.c:
        yield table.c.id, table
        return
    for column in table.c:
        for key in column.foreign_keys:
            if key.ondelete == "CASCADE":
                yield column, key.column.table
