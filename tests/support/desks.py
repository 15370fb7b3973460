"""A plan that many work on: what they do is looked at as soon as it is answered."""

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from planner.queries.history.as_of_day import Items
from tests.support.browsers.gestures import LEAVES, Gesture
from tests.support.editors import (
    DONE,
    Book,
    Editor,
    Held,
    as_stored,
    kept,
    refused,
    values_in,
    written,
)
from tests.support.page_forms import Form
from tests.support.pages import Page
from tests.support.stories.chronicles import Chronicle, Subject, Told, norm
from tests.support.stories.typed import FIELDS


@dataclass(frozen=True)
class Screen:
    """What somebody can press on a page, and how the plan was when it was made."""

    gestures: list[Gesture]
    state: Items

    def some(self, numbers: list[int], kind: re.Pattern[str]) -> list[Gesture]:
        """As many of a kind as there are numbers, if there are any."""
        found = [gesture for gesture in self.gestures if kind.search(gesture.path)]
        return [found[number % len(found)] for number in numbers] if found else []


@dataclass
class Desk:
    chronicle: Chronicle
    items: list[Subject]
    book: Book = field(init=False)

    def __post_init__(self) -> None:
        self.book = Book(self.chronicle)

    def subject(self, which: int) -> Subject:
        return self.items[which % len(self.items)]

    def activity(self, which: int) -> int:
        """The id of an activity, which may be deleted."""
        found = [identity for table, identity in self.items if table == "activities"]
        return found[which % len(found)]

    def place_of_new(self, table: str, plan_id: int, customer: str) -> tuple[str, str]:
        """Where the form for a new item is, and where it leads."""
        if table == "entries":
            return f"/talks/new?customer={customer}", "/talks"
        if table == "contacts":
            return f"/customers/{customer}/contacts/new", f"/customers/{customer}/contacts"
        return f"/plans/{plan_id}/{table}/new", f"/plans/{plan_id}/{table}"

    def done_by(self, editor: Editor) -> list[Told]:
        """What somebody has just done, by the history."""
        return [event for event in self.chronicle.news if event.actor_id == editor.person.id]

    def saved(self, held: Held, mine: dict[str, Any], page: Page) -> Held | None:
        """A form was sent with these values; what asks for a choice is returned."""
        if page.status not in DONE:
            refused(self.chronicle, page, written(held.subject[0], mine, held.began))
            return self._asking(held, mine, page)
        before = self.chronicle.look()
        kept(before, self.chronicle, held, mine)
        now = as_stored(self.chronicle, held.subject)
        for name in mine:
            self.book.note(held.subject, name, now[name])
        for name, value in held.given_up.items():
            self.book.note(held.subject, name, value)
        return None

    def _asking(self, held: Held, mine: dict[str, Any], page: Page) -> Held | None:
        if page.status != 409 or not any("began" in form for form in page.forms):
            return None
        now = as_stored(self.chronicle, held.subject)
        return Held(held.editor, held.subject, page, now, typed=mine, given_up=held.given_up)

    def deleted(self, held: Held, page: Page) -> Held | None:
        """Deleting was asked for; what asks whether to do it all the same is returned."""
        if page.status in DONE:
            self.chronicle.look()
            assert self.chronicle.item(held.subject) is None
            return None
        refused(self.chronicle, page)
        is_asked = page.offers("Delete all the same")
        return Held(held.editor, held.subject, page, held.began) if is_asked else None

    def created(self, editor: Editor, table: str, form: Form) -> None:
        mine = values_in(form, (table, 0))
        page = form.submit()
        if page.status not in DONE:
            refused(self.chronicle, page, written(table, mine, {}))
            return
        self.chronicle.look()
        made = [e for e in self.done_by(editor) if e.type.endswith(".created")]
        new = [(e.subject, e.subject_id or 0) for e in made if e.subject in FIELDS]
        self.items += new
        (subject,) = [each for each in self.items[-len(new) :] if each[0] == table]
        now = as_stored(self.chronicle, subject)
        for name, value in mine.items():
            assert now[name] == value
            self.book.note(subject, name, value)

    def pressed(self, gesture: Gesture, seen: Items, page: Page) -> None:
        """Somebody claimed, signed, decided and the like on a page that was made at `seen`."""
        if page.status not in DONE:
            refused(self.chronicle, page)
            return
        before = self.chronicle.look()
        happened = {event.type for event in self.done_by(gesture.editor)}
        if gesture.verb != "commitment" or happened:
            assert happened & LEAVES[gesture.verb]
        if gesture.verb == "commitment":
            self._signed(gesture, seen)
        if "activity.claimed" in happened and gesture.verb == "claim":
            activity = self.chronicle.state["activities"][gesture.subject_id]
            assert norm(activity["assignee"]) == gesture.editor.person.id
            assert "assignee" not in before["activities"][gesture.subject_id]

    def _signed(self, gesture: Gesture, seen: Items) -> None:
        """The target is the one that was on the page, whoever has moved it."""
        saw = seen["goals"][gesture.subject_id].get("target")
        assert self.chronicle.state["goals"][gesture.subject_id].get("target") == saw

    def taken_back(self, gesture: Gesture, page: Page) -> None:
        """Somebody undid what an event of the history tells of."""
        if page.status not in DONE:
            refused(self.chronicle, page)
            return
        self.chronicle.look()
        act = next(e.act for e in self.chronicle.history if e.id == gesture.subject_id)
        happened = self.done_by(gesture.editor)
        assert happened
        assert {event.undoes_id for event in happened} == {act}

    def restored(self, gesture: Gesture, page: Page) -> None:
        """Somebody let an earlier value hold again."""
        if page.status not in DONE:
            refused(self.chronicle, page)
            return
        self.chronicle.look()
        event = next(e for e in self.chronicle.history if e.id == gesture.subject_id)
        name, side = gesture.fields["field"], gesture.fields["side"]
        assert event.subject_id is not None
        item = self.chronicle.item((event.subject, event.subject_id))
        assert item is not None
        wanted = event.changes[name][("old", "new").index(side)]
        assert (norm(item.get(name)) or None) == (norm(wanted) or None)

    def commented(self, page: Page, text: str) -> None:
        if page.status not in DONE:
            refused(self.chronicle, page, [Counter(text.split())])
            return
        self.chronicle.look()
        (made,) = [event for event in self.chronicle.news if event.type == "comment.created"]
        assert made.subject_id is not None
        self.book.note(("comments", made.subject_id), "text", text)
