"""What somebody who is no administrator brings in with a plan file: what they may do oneself.

Signatures, agreements, authorship, answers and decisions of others stay as they are, and nothing is
dated back. Each part of a file is judged by the table of permissions, as on the pages.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy.sql.schema import ScalarElementColumnDefault

from planner.access import Permission
from planner.planfiles.edits import Edit, Verb
from planner.planfiles.hands.deeds import DEEDS, Bringer
from planner.planfiles.hands.left_out import LeftOut, LeftOutReason
from planner.planfiles.hands.rules import card_of, only_done
from planner.planfiles.items import (
    ACTIVITIES,
    CONVERSATIONS,
    CUSTOMERS,
    ENTRIES,
    FIELDS_SHAPE,
    MEMBERS,
    PLANS,
    REVIEWS,
)
from planner.planfiles.shapes import Attribute, Shape
from planner.planfiles.stored import Stored


class OwnHand:
    """Looks at each item of a file and leaves out what its bringer may not do oneself."""

    def __init__(self, who: Bringer, names: dict[str, str], fields: Collection[str]) -> None:
        self.who = who
        self.names = names
        """Of people, by their keys."""
        self.fields = fields
        self.left_out: list[LeftOut] = []
        self._lost: dict[str, set[str]] = defaultdict(set)

    def brings(self, edit: Edit) -> bool:
        """Whether the item comes in; what of it does not is set back, and noted."""
        if edit.verb is None:
            return True
        objection = self._against_all(edit)
        if objection is not None:
            return self._leave(edit, *objection)
        self._set_back(edit, only_done(edit.shape), LeftOutReason.DONE_HERE)
        for fields, reason, name in DEEDS.get(edit.shape.list, _nothing)(edit, self.who):
            self._set_back(edit, fields, reason, name)
        self._name(edit)
        self._date(edit)
        if not self._refers(edit):
            return self._leave(edit, LeftOutReason.BELONGS)
        edit.compare()
        if edit.shape is MEMBERS and edit.verb is Verb.CREATED:
            self.who.there.add(edit.values["person"])
        return True

    def lets_go(self, shape: Shape, stored: Stored) -> bool:
        """Whether what the file has not goes, as its bringer could let it go in the program."""
        card = card_of(shape)
        hand = card.hand
        verb, name = Verb.DELETED, self._called(shape, stored.values)
        if not self._may(shape):
            self._note(shape, verb, name, LeftOutReason.NOT_ALLOWED)
        elif hand.never or shape is MEMBERS:
            self._note(shape, verb, name, LeftOutReason.DONE_HERE)
        elif verb.value in card.by_oneself and hand.of and stored.values[hand.of] != self.who.key:
            self._note(shape, verb, name, LeftOutReason.ANOTHER_NAME, who=stored.values[hand.of])
        else:
            return True
        return False

    def moves(self, shape: Shape) -> bool:
        """Whether the bringer may put a list in another order."""
        return self._may(shape)

    def _against_all(self, edit: Edit) -> tuple[LeftOutReason, str | None] | None:
        shape, card = edit.shape, card_of(edit.shape)
        new = edit.verb is Verb.CREATED
        adds = new and shape is ACTIVITIES and self.who.may(Permission.ADD_ACTIVITY)
        if not (adds or self._may(shape) or (new and shape in (CUSTOMERS, PLANS))):
            return LeftOutReason.NOT_ALLOWED, None
        if card.hand.never:
            return LeftOutReason.DONE_HERE, None
        if shape is MEMBERS:
            return self._against_member(edit)
        return self._against_hand(edit, card.hand.of) if card.hand.of else None

    def _against_hand(self, edit: Edit, of: str) -> tuple[LeftOutReason, str | None] | None:
        """What stands in somebody's name stays so; some of it nobody else may change."""
        said = edit.values[of]
        if edit.stored is None:
            return (LeftOutReason.ANOTHER_NAME, said) if said != self.who.key else None
        before = edit.stored.values[of]
        if said != before:
            edit.values[of] = before
            self._tell(edit, (of,), LeftOutReason.ANOTHER_NAME, before)
        alone = Verb.UPDATED.value in card_of(edit.shape).by_oneself
        return (LeftOutReason.ANOTHER_NAME, before) if alone and before != self.who.key else None

    def _against_member(self, edit: Edit) -> tuple[LeftOutReason, str | None] | None:
        """Somebody new joins today; that somebody was there once is not for a file to say."""
        if edit.verb is not Verb.CREATED:
            return None
        who = edit.values["person"]
        if who not in self.who.active:
            return LeftOutReason.NOT_THERE, who
        return (LeftOutReason.DONE_HERE, None) if edit.values["left_on"] else None

    def _may(self, shape: Shape) -> bool:
        needs = card_of(shape).needs
        return needs is not None and self.who.may(needs)

    def _leave(self, edit: Edit, reason: LeftOutReason, who: str | None = None) -> bool:
        """Not brought in: what is new is lost to what refers to it, what is there stays."""
        verb = edit.verb or Verb.UPDATED
        fields = tuple(edit.changes) if verb is Verb.UPDATED else ()
        self._note(edit.shape, verb, self._called(edit.shape, edit.values), reason, fields, who)
        if edit.stored is None:
            if "key" in edit.values:
                self._lost[edit.shape.list].add(edit.values["key"])
            return False
        edit.values = dict(edit.stored.values)
        edit.compare()
        return True

    def _set_back(
        self, edit: Edit, names: Iterable[str], reason: LeftOutReason, who: str | None = None
    ) -> None:
        """Let these say what they did, or what something new says first."""
        attributes = {each.name: each for each in edit.shape.attributes}
        changed = []
        for name in names:
            before = (
                edit.stored.values[name] if edit.stored else self._first(edit, attributes[name])
            )
            if edit.values[name] != before:
                edit.values[name] = before
                changed.append(name)
        if changed:
            self._tell(edit, sorted(changed), reason, who)

    def _name(self, edit: Edit) -> None:
        """Only who is on the plan is named anew."""
        there = self.who.there | (self.who.leads if edit.shape is REVIEWS else set())
        for name in card_of(edit.shape).hand.named:
            value = edit.values[name]
            before = edit.stored.values[name] if edit.stored else None
            if not isinstance(value, list):
                if value is not None and value != before and value not in there:
                    self._set_back(edit, [name], LeftOutReason.NOT_THERE, value)
                    if edit.values[name] is None and edit.shape is REVIEWS:
                        edit.values[name] = self.who.key
                continue
            strangers = [k for k in value if k not in (before or ()) and k not in there]
            if strangers:
                edit.values[name] = [key for key in value if key not in strangers]
                self._tell(edit, (name,), LeftOutReason.NOT_THERE, strangers[0])

    def _date(self, edit: Edit) -> None:
        """What somebody does is of the day on which it is brought in."""
        hand = card_of(edit.shape).hand
        if edit.shape is ENTRIES and edit.values["on"] > self.who.today:
            edit.values["on"] = self.who.today
            self._tell(edit, ("on",), LeftOutReason.OF_TODAY)
        for given in hand.given:
            if edit.values[given] != (edit.stored.values[given] if edit.stored else None):
                edit.values[given] = self.who.today if edit.values[given] else None
        if hand.dated is None:
            return
        before = edit.stored.values[hand.dated] if edit.stored else self.who.today
        if edit.values[hand.dated] != before:
            edit.values[hand.dated] = before
            self._tell(edit, (hand.dated,), LeftOutReason.OF_TODAY)

    def _refers(self, edit: Edit) -> bool:
        """Whether all that it cannot be without comes in too; the rest is left empty."""
        for each in edit.shape.attributes:
            value = edit.values[each.name]
            unknown = each.target == FIELDS_SHAPE.list and value and value not in self.fields
            lost = each.target is not None and value in self._lost[each.target]
            if not (unknown or lost):
                continue
            if edit.stored is None and not edit.shape.table.c[each.column].nullable:
                return False
            edit.values[each.name] = edit.stored.values[each.name] if edit.stored else None
            reason = LeftOutReason.UNKNOWN_FIELD if unknown else LeftOutReason.BELONGS
            self._tell(edit, (each.name,), reason, value if unknown else None)
        return True

    def _tell(
        self, edit: Edit, fields: Collection[str], reason: LeftOutReason, who: str | None = None
    ) -> None:
        verb, name = edit.verb or Verb.UPDATED, self._called(edit.shape, edit.values)
        self._note(edit.shape, verb, name, reason, tuple(fields), who)

    def _note(
        self,
        shape: Shape,
        verb: Verb,
        name: str,
        reason: LeftOutReason,
        fields: tuple[str, ...] = (),
        who: str | None = None,
    ) -> None:
        values = {"name": self.names.get(who or "", who or "")}
        self.left_out.append(LeftOut(shape.noun, verb, name, reason, fields, values))

    def _called(self, shape: Shape, values: dict[str, Any]) -> str:
        called = shape.called or "key"
        if shape in (ENTRIES, CONVERSATIONS) and "summary" in values:
            return str(values["summary"])
        said = str(values.get(called) or "")
        return self.names.get(said, said) if called in ("person", "by") else said

    def _first(self, edit: Edit, attribute: Attribute) -> Any:
        """What something new says by itself; whoever adds a customer owns it."""
        if edit.shape is CUSTOMERS and attribute.name == "owner":
            return self.who.key
        default = edit.shape.table.c[attribute.column].default
        if attribute.default is None and isinstance(default, ScalarElementColumnDefault):
            return attribute.kind.show(default.arg)
        return attribute.default


def _nothing(_edit: Edit, _who: Bringer) -> Iterable[Any]:
    return ()
