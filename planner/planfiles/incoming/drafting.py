"""What importing a plan file would change, found out without changing anything."""

from collections.abc import Mapping

from planner import clock
from planner.planfiles.checks.parsing import Document
from planner.planfiles.checks.problems import FilePlace
from planner.planfiles.edits import Edit, removal
from planner.planfiles.hands.own_hand import OwnHand
from planner.planfiles.incoming.drafts import Draft, Found
from planner.planfiles.incoming.matching import partners
from planner.planfiles.incoming.ordering import bring_in_order
from planner.planfiles.item_values import fields_of, owner_of, values_of, with_bosses
from planner.planfiles.items import (
    CONTACTS,
    CUSTOMERS,
    FIELDS_SHAPE,
    PEOPLE_SHAPE,
    PLANS,
    SHAPES_OF_CUSTOMER,
    STAGE_HISTORY,
)
from planner.planfiles.shapes import ItemValues, Shape
from planner.planfiles.stored import Stored


def draft(document: Document, found: Found, *, replace: bool, hand: OwnHand | None = None) -> Draft:
    """What the valid document changes in what was found.

    With `replace` what is not in the document goes. Without a `hand` all of it comes in, people
    too; else what that one may do oneself.
    """
    return Drafting(document, found, replace=replace, hand=hand).draft()


class Drafting:
    def __init__(
        self, document: Document, found: Found, *, replace: bool, hand: OwnHand | None
    ) -> None:
        self.document = document
        self.found = found
        self.replace = replace
        self.hand = hand
        people = [
            self._person(index, item, with_people=hand is None)
            for index, item in enumerate(document["people"])
        ]
        customer = self._customer({edit.values["key"]: edit.values for edit in people})
        self.result = Draft(customer, self._plan(customer), people)
        self.directory = self.result.directory

    def draft(self) -> Draft:
        self._note_people()
        self._note(self.result.customer)
        self._stages()
        for child in SHAPES_OF_CUSTOMER:
            self._list(child, self.document, (), self.result.customer)
        for child in PLANS.children:
            self._list(child, self.document["plan"], ("plan",), self.result.plan)
        self._note_fields()
        self._order_people()
        self._note_owner()
        if self.hand is not None:
            self.result.is_by_own_hand, self.result.left_out = True, self.hand.left_out
        return self.result

    def _person(self, index: int, item: Document, *, with_people: bool) -> Edit:
        stored = self.found.contents.people.get(item["key"])
        values = stored.values if stored else None
        if stored is None or with_people:
            values = values_of(PEOPLE_SHAPE, item, values)
        edit = Edit(PEOPLE_SHAPE, values or {}, ("people", index), stored=stored)
        edit.compare()
        return edit

    def _customer(self, people: Mapping[str, ItemValues]) -> Edit:
        stored = self.found.customer
        base = stored.values if stored and not self.replace else None
        values = values_of(CUSTOMERS, self.document["customer"], base)
        owner = stored.values["owner"] if stored else None
        members = self.document["plan"]["members"]
        values["owner"] = values["owner"] or owner or owner_of(members, people)
        edit = Edit(CUSTOMERS, values, ("customer",), stored=stored)
        self._brings(edit)
        return edit

    def _stages(self) -> None:
        """The last one is the stage of the customer: a file that tells of them tells of all, and
        where it only names another stage, the customer comes to that today."""
        said, customer = self.document["customer"], self.result.customer
        stored = customer.stored
        known = self.found.contents.items(STAGE_HISTORY, stored.id) if stored else []
        if "stage_history" not in said and known and "stage" in customer.changes:
            moved = {"stage": customer.values["stage"], "on": clock.today().isoformat()}
            told = [{k: v for k, v in one.values.items() if v is not None} for one in known]
            said = {"stage_history": [*told, moved]}
        if "stage_history" in said or self.replace:
            self._list(STAGE_HISTORY, said, ("customer",), customer, replace=True)

    def _plan(self, customer: Edit) -> Edit:
        stored = self.found.plan
        base = stored.values if stored and not self.replace else None
        values = values_of(PLANS, self.document["plan"], base)
        edit = Edit(PLANS, values, ("plan",), customer, stored)
        self._brings(edit)
        return edit

    def _brings(self, edit: Edit) -> bool:
        """Compare the item with what is stored; whether it comes in."""
        edit.compare()
        return self.hand is None or self.hand.brings(edit)

    def _list(
        self,
        shape: Shape,
        parent: Document,
        place: FilePlace,
        owner: Edit,
        *,
        replace: bool = False,
    ) -> None:
        items = parent.get(shape.list, ())
        stored = self.found.contents.items(shape, owner.stored.id) if owner.stored else []
        values = [values_of(shape, item) for item in items]
        all_edits = [
            Edit(shape, each, (*place, shape.list, index), owner, same)
            for index, (each, same) in enumerate(
                zip(values, partners(values, stored, shape.alike), strict=True)
            )
        ]
        both = [
            (item, edit) for item, edit in zip(items, all_edits, strict=True) if self._brings(edit)
        ]
        edits = [edit for _item, edit in both]
        rest = self._let_go(shape, edits, stored, owner, replace=replace or self.replace)
        order = bring_in_order(edits, stored, rest)
        if self.hand is None or self.hand.moves(shape):
            self.result.moves += [(shape, *move) for move in order.moves]
            if order.changed:
                self.result.reordered.append(shape)
        for item, edit in both:
            self._note(edit)
            self.result.items.append(edit)
            for child in shape.children:
                self._list(child, item, edit.place, edit)

    def _let_go(
        self,
        shape: Shape,
        edits: list[Edit],
        stored: list[Stored],
        owner: Edit,
        *,
        replace: bool,
    ) -> list[Stored]:
        """Those that the file has not and that stay all the same; the others go."""
        matched = {edit.stored.id for edit in edits if edit.stored}
        rest = [each for each in stored if each.id not in matched]
        for each in rest:
            self._note_stored(shape, each)
        if not replace:
            return rest
        kept = with_bosses(rest, self.found.kept_contacts) if shape is CONTACTS else set()
        if self.hand is not None:
            stays = [e.id for e in rest if e.id not in kept and not self.hand.lets_go(shape, e)]
            kept = kept | set(stays)
        for each in rest:
            if each.id not in kept:
                self._remove(shape, each, owner)
        return [each for each in rest if each.id in kept]

    def _remove(self, shape: Shape, stored: Stored, owner: Edit) -> None:
        edit = removal(shape, stored, owner)
        for child in shape.children:
            for each in self.found.contents.items(child, stored.id):
                self._remove(child, each, edit)
        self.result.items.append(edit)

    def _note(self, edit: Edit) -> None:
        if "key" in edit.values:
            stored = edit.stored.id if edit.stored else None
            name = edit.values[edit.shape.called or "key"]
            self.directory.note(edit.shape.list, edit.values["key"], str(name), stored)

    def _note_stored(self, shape: Shape, stored: Stored) -> None:
        self._note(Edit(shape, stored.values, stored=stored))

    def _note_people(self) -> None:
        for stored in self.found.contents.people.values():
            self._note_stored(PEOPLE_SHAPE, stored)
        for edit in self.result.people:
            self._note(edit)

    def _note_fields(self) -> None:
        """Make the fields that are spoken of for the first time."""
        for name, item_id in self.found.contents.fields.items():
            self.directory.note(FIELDS_SHAPE.list, name, name, item_id)
        everything = [*self.result.people, *self.result.items]
        for name in fields_of(everything):
            if name not in self.found.contents.fields:
                self.directory.note(FIELDS_SHAPE.list, name, name, None)
                edit = Edit(FIELDS_SHAPE, {"name": name})
                edit.compare()
                self.result.fields.append(edit)

    def _note_owner(self) -> None:
        """A file that leaves open who the owner is gets none when it is written out again."""
        stored, is_named = self.result.customer.stored, "owner" in self.document["customer"]
        was_named = stored is None or stored.id not in self.found.contents.unnamed_owners
        if is_named != was_named and (stored is None or is_named):
            self.result.owner_is_named = is_named

    def _order_people(self) -> None:
        plan = self.found.plan
        known = self.found.contents.people_order.get(plan.id, []) if plan else []
        keys = [edit.values["key"] for edit in self.result.people]
        wanted = keys if self.replace else list(dict.fromkeys([*keys, *known]))
        if wanted != known:
            self.result.people_order = wanted
