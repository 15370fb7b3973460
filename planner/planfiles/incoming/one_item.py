"""What one item changes that comes in by itself, beside all that is stored."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from planner.planfiles.checks.parsing import Document
from planner.planfiles.checks.problems import FilePlace
from planner.planfiles.edits import Edit
from planner.planfiles.hands.own_hand import OwnHand
from planner.planfiles.incoming.drafting import Drafting
from planner.planfiles.incoming.drafts import Draft, Found
from planner.planfiles.item_values import values_of
from planner.planfiles.items import CUSTOMERS, LISTED_SHAPES, PLANS, is_of_customer
from planner.planfiles.shapes import Shape
from planner.planfiles.stored import Stored


@dataclass(frozen=True, slots=True)
class OneItem:
    """What is said of one item, at its place in the document; `stored` is what it was, if it was
    there, and `owner` what its list belongs to, where that is neither customer nor plan."""

    shape: Shape
    said: Document
    place: FilePlace
    stored: Stored | None = None
    owner: tuple[Shape, Stored] | None = None


def draft_of_item(item: OneItem, found: Found, hand: OwnHand) -> tuple[Draft, Edit | None]:
    """What it changes, and its edit; None where its bringer may not bring it in. What of it is
    left out stands in the draft."""
    return _ItemDrafting(found, hand).bring(item)


class _ItemDrafting(Drafting):
    def __init__(self, found: Found, hand: OwnHand) -> None:
        document: Document = {"people": [], "customer": {}, "plan": {"members": []}}
        self.document, self.found, self.replace, self.hand = document, found, False, hand
        customer = Edit(CUSTOMERS, _values(found.customer), ("customer",), stored=found.customer)
        plan = Edit(PLANS, _values(found.plan), ("plan",), customer, found.plan)
        for edit, stored in ((customer, found.customer), (plan, found.plan)):
            edit.id = stored.id if stored else None
        self.result = Draft(customer, plan, [])
        self.directory = self.result.directory
        self.result.is_by_own_hand, self.result.left_out = True, hand.left_out

    def bring(self, item: OneItem) -> tuple[Draft, Edit | None]:
        self._note_all()
        owner = self._owner(item)
        base = item.stored.values if item.stored and item.shape in (CUSTOMERS, PLANS) else None
        values = values_of(item.shape, item.said, base)
        edit = Edit(item.shape, values, item.place, owner, item.stored)
        if item.stored is None:
            listed = self.found.contents.items(item.shape, (owner.id if owner else 0) or 0)
            edit.position = max((each.position + 1 for each in listed), default=0)
        if not self._brings(edit):
            return self.result, None
        self._note(edit)
        self.result.items.append(edit)
        for child in item.shape.children:
            if child.list in item.said and item.shape not in (CUSTOMERS, PLANS):
                self._list(child, item.said, item.place, edit, replace=True)
        self._note_fields()
        return self.result, edit

    def _owner(self, item: OneItem) -> Edit | None:
        if item.shape is CUSTOMERS:
            return None
        if item.owner is not None:
            shape, stored = item.owner
            owner = Edit(shape, stored.values, (), self.result.plan, stored)
            owner.id = stored.id
            return owner
        of_customer = is_of_customer(item.shape) or item.shape is PLANS
        return self.result.customer if of_customer else self.result.plan

    def _note_all(self) -> None:
        """Everything that is stored can be referred to."""
        self._note_people()
        for edit in (self.result.customer, self.result.plan):
            if edit.stored is not None:
                self._note(edit)
        for shape in LISTED_SHAPES:
            for stored in self._of_list(shape):
                self._note_stored(shape, stored)

    def _of_list(self, shape: Shape) -> list[Stored]:
        lists = self.found.contents.lists.get(shape.list, {})
        return [stored for of_owner in lists.values() for stored in of_owner]


def _values(stored: Stored | None) -> dict[str, Any]:
    values: Mapping[str, Any] = stored.values if stored else {}
    return dict(values)
