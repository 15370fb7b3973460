"""Writes what an import comes to, with one statement for each kind of change of each table."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, Final

from sqlalchemy import Connection, Update, bindparam, delete, insert, update

from planner.actions.history import row_json
from planner.models import PlanPerson
from planner.models.mixins import folded
from planner.planfiles.edits import Edit, Verb
from planner.planfiles.incoming import comments
from planner.planfiles.incoming.drafts import Draft
from planner.planfiles.items import (
    CONTACTS,
    CONTRACTS,
    CUSTOMERS,
    FIELDS_SHAPE,
    LISTED_SHAPES,
    MEMBERS,
    PEOPLE_SHAPE,
    PLANS,
)
from planner.planfiles.shapes import Attribute, PlainList, Shape, table_of

_Row = dict[str, Any]
_TO_EACH_OTHER: Final = tuple(
    (shape, each)
    for shape in (CONTACTS, CONTRACTS)
    for each in shape.attributes
    if each.target == shape.list
)


def write_plan(connection: Connection, draft: Draft) -> None:
    """Write everything but the events, and give what is new its id."""
    _Writing(connection, draft).run()


class _Writing:
    def __init__(self, connection: Connection, draft: Draft) -> None:
        self.connection = connection
        self.draft = draft
        self.edits: dict[tuple[Shape, Verb], list[Edit]] = defaultdict(list)
        for edit in draft.edits:
            if edit.verb:
                self.edits[edit.shape, edit.verb].append(edit)

    def run(self) -> None:
        for shape in reversed(LISTED_SHAPES):
            self._delete(shape)
        for shape in (FIELDS_SHAPE, PEOPLE_SHAPE, CUSTOMERS, PLANS, *LISTED_SHAPES):
            self._update(shape)
            self._insert(shape)
            for each in shape.lists:
                self._hold(shape, each)
        self._refer_to_each_other()
        self._move()
        self._order_people()
        self._name_owner()

    def _execute(self, statement: Any, rows: Sequence[_Row]) -> None:
        if rows:
            self.connection.execute(statement, rows)

    def _delete(self, shape: Shape) -> None:
        edits = self.edits[shape, Verb.DELETED]
        for edit in edits:
            edit.kept = row_json.stored(self.connection, shape.table, edit.id or 0)
            edit.comments = comments.take_along(self.connection, shape.table.name, edit.id or 0)
        rows = [{"gone": edit.id} for edit in edits]
        self._execute(delete(shape.table).where(shape.table.c.id == bindparam("gone")), rows)

    def _insert(self, shape: Shape) -> None:
        edits = self.edits[shape, Verb.CREATED]
        if not edits:
            return
        rows = [self._new_row(edit) for edit in edits]
        columns = [shape.table.c[name] for name in _identity(shape)]
        written = insert(shape.table).returning(shape.table.c.id, *columns)
        ids = {row[1:]: row[0] for row in self.connection.execute(written, rows)}
        for edit, row in zip(edits, rows, strict=True):
            edit.id = ids[tuple(row[column.name] for column in columns)]
            key = edit.values.get("name" if shape is FIELDS_SHAPE else "key")
            if key is not None:
                self.draft.directory.settle(shape.list, key, edit.id)

    def _new_row(self, edit: Edit) -> _Row:
        row = self._row(edit, edit.shape.attributes)
        if edit.owner and edit.shape.owner:
            row[edit.shape.owner] = edit.owner.id
        if "position" in edit.shape.table.c:
            row["position"] = edit.position
        return row

    def _row(self, edit: Edit, attributes: Iterable[Attribute]) -> _Row:
        row: _Row = {}
        for each in attributes:
            value = edit.values[each.name]
            row[each.column] = None if value is None else self._kept(edit.shape, each, value)
        if "name" in row and "name_folded" in edit.shape.table.c:
            row["name_folded"] = folded(row["name"])
        return row

    def _kept(self, shape: Shape, attribute: Attribute, value: Any) -> Any:
        if attribute.target is None:
            return attribute.kind.keep(value)
        if attribute.target == shape.list:
            return None  # set when all of them are there
        return self.draft.directory.find(attribute.target, value).id

    def _update(self, shape: Shape) -> None:
        groups: dict[tuple[Attribute, ...], list[Edit]] = defaultdict(list)
        for edit in sorted(self.edits[shape, Verb.UPDATED], key=_comes_later):
            if attributes := _to_update(edit):
                groups[attributes].append(edit)
        for attributes, edits in groups.items():
            rows = [self._row(edit, attributes) | {"stored": edit.id} for edit in edits]
            self._execute(_by_id(shape), rows)

    def _hold(self, shape: Shape, of: PlainList) -> None:
        """Write a plain list anew where it changed."""
        updated = [each for each in self.edits[shape, Verb.UPDATED] if of.name in each.changes]
        owners = [{"owner": edit.id} for edit in updated]
        self._execute(delete(of.table).where(of.table.c[of.owner] == bindparam("owner")), owners)
        created = self.edits[shape, Verb.CREATED]
        self._execute(
            insert(of.table),
            [
                {of.owner: edit.id, "position": position} | self._held(of, value)
                for edit in (*created, *updated)
                for position, value in enumerate(edit.values[of.name])
            ],
        )

    def _held(self, of: PlainList, value: Any) -> _Row:
        single = of.single
        if single is None:
            return {each.column: value[each.name] for each in of.attributes}
        if single.target is None:
            return {single.column: value}
        return {single.column: self.draft.directory.find(single.target, value).id}

    def _refer_to_each_other(self) -> None:
        """What refers to items of its own list is set when all of them are there."""
        for shape, attribute in _TO_EACH_OTHER:
            self._execute(
                _by_id(shape),
                [
                    {"stored": edit.id, attribute.column: self._referred(shape, edit, attribute)}
                    for verb in (Verb.CREATED, Verb.UPDATED)
                    for edit in self.edits[shape, verb]
                    if attribute.name in edit.changes
                ],
            )

    def _referred(self, shape: Shape, edit: Edit, attribute: Attribute) -> int | None:
        key = edit.values[attribute.name]
        return self.draft.directory.find(shape.list, key).id if key else None

    def _move(self) -> None:
        moves: dict[Shape, list[_Row]] = defaultdict(list)
        for shape, stored, position in self.draft.moves:
            moves[shape].append({"stored": stored, "position": position})
        for shape, rows in moves.items():
            self._execute(_by_id(shape), rows)

    def _name_owner(self) -> None:
        if self.draft.owner_is_named is None:
            return
        row = {"stored": self.draft.customer.id, "owner_is_named": self.draft.owner_is_named}
        self._execute(_by_id(CUSTOMERS), [row])

    def _order_people(self) -> None:
        if self.draft.people_order is None:
            return
        order, plan_id = table_of(PlanPerson), self.draft.plan.id
        self.connection.execute(delete(order).where(order.c.plan_id == plan_id))
        find = self.draft.directory.find
        rows = [
            {"plan_id": plan_id, "person_id": find(PEOPLE_SHAPE.list, key).id, "position": position}
            for position, key in enumerate(self.draft.people_order)
        ]
        self._execute(insert(order), rows)


def _by_id(shape: Shape) -> Update:
    return update(shape.table).where(shape.table.c.id == bindparam("stored"))


def _identity(shape: Shape) -> tuple[str, ...]:
    """The columns by which a row that was just inserted is known: rows come back in any order."""
    if shape.owner and "position" in shape.table.c:
        return shape.owner, "position"
    return {FIELDS_SHAPE: ("name",), PLANS: ("customer_id",)}.get(shape, ("key",))


def _comes_later(edit: Edit) -> bool:
    """Of one person's memberships the one that ended is written before the one that goes on."""
    return edit.shape is MEMBERS and edit.values["left_on"] is None


def _to_update(edit: Edit) -> tuple[Attribute, ...]:
    """The columns to write; those of members all at once, so that their order holds."""
    changed = tuple(each for each in edit.shape.attributes if each.name in edit.changes)
    if edit.shape is MEMBERS:
        return edit.shape.attributes
    return tuple(each for each in changed if each.target != edit.shape.list)
