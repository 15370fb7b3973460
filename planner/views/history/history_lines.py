"""What the history says of each event, and what of it can be taken or set back from there."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from planner.actions.history import acts, event_names, item_lists, undo
from planner.actions.history.events import plain
from planner.database import Base
from planner.models.item_lists import content_columns, lists_of, owner_column
from planner.nouns import NOUNS, OF_TABLE
from planner.queries.history import as_of_day
from planner.queries.history.events import EventRow, acts_with, undone
from planner.views.history import undo_rights
from planner.views.history.changes_in_words import Told, told
from planner.views.web import may, me

_Row = dict[str, object]
CARRYING = [f"{noun.name}.{verb}" for noun in NOUNS for verb in noun.carries]
"""What is taken back as a whole, from a place of its own."""


@dataclass(frozen=True, slots=True)
class ChangeInWords:
    """A value before and after; each can be set again, unless it holds now."""

    told: Told
    old_returns: bool = False
    new_returns: bool = False


@dataclass(frozen=True, slots=True)
class HistoryLine:
    event: EventRow
    changes: list[ChangeInWords]
    can_undo: bool
    undone_by: str | None

    @property
    def brings_back(self) -> bool:
        return self.event.type.endswith(".deleted")


def lines(events: Sequence[EventRow], customer_id: int | None) -> list[HistoryLine]:
    """The events of a customer, or of what belongs to none, as they are shown, in their order."""
    by_act: dict[int, list[EventRow]] = defaultdict(list)
    for event in (each for each in reversed(events) if not undo.is_beside(each)):
        by_act[event.act].append(event)
    main = {act: acts.main_of(together) for act, together in by_act.items()}
    taken_back = undone(customer_id)
    carried = acts_with(by_act, CARRYING)
    keys = {(e.subject, e.subject_id) for e in events if _can_be_set(e)}
    rows = _now({(table, identity) for table, identity in keys if identity is not None})
    return [
        HistoryLine(
            event,
            _changes(event, rows.get((event.subject, event.subject_id or 0))),
            can_undo=main.get(event.act) is event
            and event.act not in taken_back
            and event.act not in carried
            and _can_undo(by_act[event.act]),
            undone_by=taken_back.get(event.act),
        )
        for event in events
    ]


def _now(keys: set[tuple[str, int]]) -> dict[tuple[str, int], _Row]:
    """What the items say now, with who stands in their lists, by the names of the history."""
    rows = as_of_day.rows_now(keys)
    for table in {table for table, _identity in rows}:
        ids = [identity for of, identity in rows if of == table]
        for each in lists_of(Base.metadata.tables[table]):
            content = content_columns(each)[0]
            held = as_of_day.list_now(owner_column(each), content, ids)
            for identity in ids:
                rows[table, identity][item_lists.list_name_of(each)] = held.get(identity, [])
    return rows


def _can_undo(act: list[EventRow]) -> bool:
    if undo.is_by_oneself(act) and act[0].actor_id != me().id:
        return False
    return undo.are_undoable(act) and all(
        (event.can_return or not event.type.endswith(".deleted")) and may(undo_rights.needed(event))
        for event in act
    )


def _can_be_set(event: EventRow) -> bool:
    return not OF_TABLE[event.subject].restorable.isdisjoint(event.changes)


def _changes(event: EventRow, row: _Row | None) -> list[ChangeInWords]:
    found = told(event)
    if row is None or not may(undo_rights.needed_to_restore(event)):
        return [ChangeInWords(change) for change in found]
    return [_change(event, change, row) for change in found]


def _change(event: EventRow, change: Told, row: _Row) -> ChangeInWords:
    if change.name not in OF_TABLE[event.subject].restorable:
        return ChangeInWords(change)
    column = event_names.column_of(Base.metadata.tables[event.subject], change.name)
    now = plain(row[column.name if column is not None else change.name])
    old, new = (_bare(value) for value in event.changes[change.name])
    # Nothing is no value where something must stand: it was typed once, and did not hold.
    may_be_empty = column is None or bool(column.nullable)
    was_there = not event.type.endswith(".created") and (old is not None or may_be_empty)
    return ChangeInWords(change, old_returns=was_there and old != now, new_returns=new != now)


def _bare(value: object) -> object:
    """A reference by its id, as the row has it."""
    if isinstance(value, list):
        return [_bare(each) for each in value]
    return value["id"] if isinstance(value, dict) and "id" in value else value
