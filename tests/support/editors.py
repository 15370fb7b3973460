"""People who change one plan at the same time, each on pages that may be old."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from planner.models import Person
from planner.queries.history.as_of_day import Items
from tests.support.page_forms import Form
from tests.support.pages import Page, Visitor
from tests.support.stories.chronicles import Chronicle, Subject, norm
from tests.support.stories.typed import FIELDS, Typed, added_words

DONE = (200, 303)
REFUSED = (400, 403, 404, 409, 410, 422)


@dataclass(frozen=True)
class Editor:
    person: Person
    visitor: Visitor


@dataclass
class Held:
    """A form on somebody's screen; `began` is what stood in it, by the names of the history.

    `typed` is what was in conflict with others, `given_up` what of it is not to hold.
    """

    editor: Editor
    subject: Subject
    page: Page
    began: dict[str, Any]
    typed: dict[str, Any] = field(default_factory=dict)
    given_up: dict[str, Any] = field(default_factory=dict)

    @property
    def form(self) -> Form:
        table, identity = self.subject
        return self.page.form(f"/{table}/{identity}")

    @property
    def deletion(self) -> Form:
        table, identity = self.subject
        return self.page.form(f"delete-{table}-{identity}")

    def typed_over(self, strokes: list[tuple[int, int]]) -> tuple[Form, dict[str, Any]]:
        """The form with some of its fields changed, and what stands in it then."""
        form, fields = self.form, fields_in(self.form, self.subject)
        for which, number in strokes:
            fields[which % len(fields)].type(form, number)
        return form, values_in(form, self.subject)

    def chosen(self, choice: str, number: int) -> tuple[Form, dict[str, Any]]:
        """The form with every conflict answered alike, and what is to hold then."""
        form, asked = self.form, self._asked(self.form)
        for typed in asked:
            form.fill(**{f"choose-{typed.name}": choice})
            if choice == "third":
                typed.type(form, number)
        mine = values_in(form, self.subject)
        for typed in asked:
            if choice != "third":
                mine[typed.said] = (self.typed if choice == "mine" else self.began)[typed.said]
            if choice != "mine":
                self.given_up[typed.said] = self.typed[typed.said]
        return form, mine

    def _asked(self, form: Form) -> list[Typed]:
        """The fields about which the form asks for a choice."""
        asked = {radio["name"] for radio in form.element.all("input", type="radio")}
        return [typed for typed in FIELDS[self.subject[0]] if f"choose-{typed.name}" in asked]


def fields_in(form: Form, subject: Subject) -> list[Typed]:
    return [typed for typed in FIELDS[subject[0]] if typed.name in form]


def values_in(form: Form, subject: Subject) -> dict[str, Any]:
    return {typed.said: typed.value(form) for typed in fields_in(form, subject)}


def opened(editor: Editor, subject: Subject) -> Held | None:
    """The form of an item; None where it was deleted, or is not the editor's to change."""
    table, identity = subject
    page = editor.visitor.visit(f"/{table}/{identity}/edit")
    if page.status != 200:
        assert page.status in ((403, 410) if table == "contacts" else (410,))
        return None
    form = page.form(f"/{table}/{identity}")
    return Held(editor, subject, page, values_in(form, subject))


def written(table: str, mine: dict[str, Any], began: dict[str, Any]) -> list[Counter[str]]:
    """The words that were put into the texts of a form."""
    names = [typed.said for typed in FIELDS[table] if typed.kind in ("line", "text")]
    return [added_words(mine[name], began.get(name)) for name in names if name in mine]


def refused(chronicle: Chronicle, page: Page, words: Iterable[Counter[str]] = ()) -> None:
    """Nothing has changed, and everything that was written stands in the answer."""
    before = chronicle.look()
    assert page.status in REFUSED, f"{page.address} answers {page.status}"
    assert not chronicle.news
    assert chronicle.state == before
    shown = [Counter(text.split()) for text in _texts_on(page)]
    for of_one_text in words:
        assert any(of_one_text <= text for text in shown), f"{of_one_text} is lost on {page.html}"


def kept(before: Items, chronicle: Chronicle, held: Held, mine: dict[str, Any]) -> None:
    """What was saved holds now, together with what others had changed."""
    table, identity = held.subject
    now = chronicle.state
    for typed in FIELDS[table]:
        if typed.said not in mine:
            continue
        began, wanted = held.began[typed.said], mine[typed.said]
        old, new = typed.now(before[table][identity]), typed.now(now[table][identity])
        if wanted == began:
            assert new == old, f"{typed.said} was not touched and became {new!r}"
        elif typed.kind == "boxes":
            _each_box(set(began), set(wanted), set(old), set(new))
        elif new != wanted or (old != wanted and _was_moved(chronicle, held, typed)):
            assert typed.kind in ("line", "text"), f"{typed.said} is {new!r}, not {wanted!r}"
            for changed in (wanted, old):
                lost = added_words(changed, began) - added_words(new, "")
                assert not lost, f"{lost} are not in {new!r}"


def _was_moved(chronicle: Chronicle, held: Held, typed: Typed) -> bool:
    """Whether somebody has changed the field since the form was opened, be it the same person in
    another tab: no form is saved twice here."""
    earlier = chronicle.history[: -len(chronicle.news) or None]
    for event in reversed(earlier):
        if (event.subject, event.subject_id) != held.subject or typed.said not in event.changes:
            continue
        if event.type.startswith("conflict."):
            continue
        return bool(norm(event.changes[typed.said][1]) != held.began[typed.said])
    return False


def _each_box(began: set[int], mine: set[int], theirs: set[int], now: set[int]) -> None:
    added, cleared = (mine - began) | (theirs - began), (began - mine) | (began - theirs)
    assert now == (began | added) - cleared


def _texts_on(page: Page) -> list[str]:
    """What can be read and what stands in each field, also where that was merged already."""
    entered = [element["value"] for element in page.root.all("input")]
    return [page.text, *entered, *(area.raw_text for area in page.root.all("textarea"))]


def as_stored(chronicle: Chronicle, subject: Subject) -> dict[str, Any]:
    """What an item says now, as a form of it would begin."""
    item = chronicle.item(subject) or {}
    return {typed.said: typed.now(item) for typed in FIELDS[subject[0]]}


@dataclass
class Book:
    """Everything that was acknowledged, by subject and field."""

    chronicle: Chronicle
    entries: list[tuple[Subject, str, Any]] = field(default_factory=list)

    def note(self, subject: Subject, name: str, value: Any) -> None:
        self.entries.append((subject, name, value))

    def holds(self) -> None:
        """All of it is there, or stands in the history."""
        for subject, name, value in self.entries:
            known = [_in_any_order(each) for each in self.chronicle.values_of(subject, name)]
            assert _in_any_order(value) in known, f"{name} of {subject} was {value!r}: {known}"


def _in_any_order(value: Any) -> Any:
    """A value as a form has it, in which boxes have an order of their own."""
    return sorted(value) or None if isinstance(value, list) else norm(value)
