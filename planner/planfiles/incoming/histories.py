"""The events that an import leaves, in the same form as the actions leave theirs."""

import datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnDefault

from planner.actions.history.events import NOT_RECORDED, plain
from planner.models import Person
from planner.models.mixins import LINE_LENGTH
from planner.planfiles.edits import Edit, Reference, Verb
from planner.planfiles.hands.rules import is_marked
from planner.planfiles.incoming import comments
from planner.planfiles.incoming.drafts import Draft
from planner.planfiles.items import CUSTOMERS, is_of_customer
from planner.planfiles.shapes import Shape

_Row = dict[str, Any]


def events_of(draft: Draft, *, by: Person | None, at: datetime.datetime) -> list[_Row]:
    """A row of the event table for everything that changed; to be asked for when all is written.

    What stands in the name of somebody else than `by` is marked as brought in.
    """
    key, said = by.key if by else None, {"actor_id": by.id if by else None, "at": at}
    return [
        row | said | {"brought_in": is_marked(edit, key) or None}
        for edit in draft.edits
        for row in _Telling(draft, edit).rows()
    ]


class _Telling:
    def __init__(self, draft: Draft, edit: Edit) -> None:
        self.draft = draft
        self.edit = edit
        self.shape = edit.shape

    def rows(self) -> list[_Row]:
        """What was said to the item went first."""
        own = self.row()
        where = {name: own[name] for name in ("customer_id", "plan_id")}
        return [*(comments.event_of(kept) | where for kept in self.edit.comments), own]

    def row(self) -> _Row:
        of_customer = self.shape is CUSTOMERS or self.edit.owner is not None
        of_plan = of_customer and not is_of_customer(self.shape)
        return {
            "type": f"{self.shape.noun}.{self.edit.verb}",
            "customer_id": self.draft.customer.id if of_customer else None,
            "plan_id": self.draft.plan.id if of_plan else None,
            "subject": self.shape.list,
            "subject_id": self.edit.id,
            "subject_name": self.draft.name_of(self.edit)[:LINE_LENGTH],
            "changes": self._changes(),
            "kept": self.edit.kept,
        }

    def _changes(self) -> dict[str, list[Any]]:
        targets = self.shape.targets
        changes = {
            name: [self._told(targets[name], old), self._told(targets[name], new)]
            if name in targets
            else [old, new]
            for name, (old, new) in self.edit.changes.items()
        }
        if self.edit.verb is Verb.UPDATED:
            return changes
        for name, value in self._besides().items():
            changes[name] = [value, None] if self.edit.verb is Verb.DELETED else [None, value]
        return changes

    def _told(self, target: str, value: Any) -> Any:
        if isinstance(value, list):
            return [self._told(target, each) for each in value]
        return value and _told_reference(self.draft.directory.find(target, value))

    def _besides(self) -> _Row:
        """What the table holds beyond what the file says."""
        besides = dict(_defaults(self.shape)) if self.edit.verb is Verb.CREATED else {}
        owner = self.edit.owner
        if owner and self.shape.owner not in NOT_RECORDED:
            reference = Reference(owner.id, self.draft.name_of(owner))
            besides[str(self.shape.owner).removesuffix("_id")] = _told_reference(reference)
        return besides


def _told_reference(reference: Reference) -> _Row:
    return {"id": reference.id, "name": reference.name}


@cache
def _defaults(shape: Shape) -> _Row:
    known = {attribute.column for attribute in shape.attributes}
    return {
        column.name: plain(column.default.arg)
        for column in shape.table.c
        if column.name not in known | NOT_RECORDED
        and isinstance(column.default, ColumnDefault)
        and column.default.is_scalar
    }
