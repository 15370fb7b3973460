"""Many editors of one plan: nothing that was acknowledged is ever lost, and all see the same.

Anna, Tom and Jo, who works in two tabs, open forms and lists, type, save, delete, claim, sign,
comment, undo and restore in any order, so that nearly everything is done on a page that others
have made old. Many forms are never saved. Jo, Dr. Ruth Falk and a lead, Paul, have the plan open
and follow what changes; the others load it anew. After each step the plan with the newest events
taken back must be as before.

The stories are always the same few, on PostgreSQL the first of them. `MANY_EDITORS=500` in the
environment invents 500 others.
"""

import os
import sys
from functools import partial
from typing import Any

from flask import Flask
from hypothesis import HealthCheck, Phase, settings, strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    multiple,
    rule,
    run_state_machine_as_test,
)

from planner.jobs import background
from planner.models.kinds import Mode
from tests.support import endings
from tests.support.browsers.gestures import RESTORATION, UNDO, WORK, buttons
from tests.support.desks import Desk, Screen
from tests.support.editors import Editor, Held, opened
from tests.support.fixtures import Visitors
from tests.support.listeners import Listener
from tests.support.pages import Visitor
from tests.support.stories import shared_plans
from tests.support.stories.cast import Cast
from tests.support.stories.chronicles import Chronicle
from tests.support.stories.typed import FIELDS, NEW

STORIES = int(os.environ.get("MANY_EDITORS", "0"))
EXAMPLES = {"sqlite": 7, "postgresql": 3}
PROFILE = settings(
    stateful_step_count=50,
    deadline=None,
    derandomize=not STORIES,
    # To make a story shorter takes minutes: only for those who look for new ones.
    phases=[Phase.generate, Phase.shrink] if STORIES else [Phase.generate],
    suppress_health_check=list(HealthCheck),
)
Strokes = list[tuple[int, int]]
WHO, WHICH, NUMBER = st.integers(0, 3), st.integers(0, 7), st.integers(0, 47)
STROKES = st.lists(st.tuples(st.integers(0, 4), NUMBER), min_size=1, max_size=2)
CHOICE = st.sampled_from(["mine", "theirs", "third"])
TEXTS = ("Gut so", "@Anna Berg, warum?", "Für später")
WORK_ON = "goals,activities,ideas,requests"
LISTENERS = ("jo", "ruth", "paul")


class ManyEditors(RuleBasedStateMachine):
    forms = Bundle("forms")
    conflicts = Bundle("conflicts")
    screens = Bundle("screens")
    histories = Bundle("histories")

    def __init__(self, app: Flask, cast: Cast, visitors: dict[str, Visitor]) -> None:
        super().__init__()
        self.app, self.cast, self.visitors = app, cast, visitors
        self.editors = [Editor(p, visitors[p.key]) for p in (cast.anna, cast.tom, cast.jo, cast.jo)]

    @initialize(mode=st.sampled_from(Mode))
    def begin(self, mode: Mode) -> None:
        self.plan_id, self.key, items = shared_plans.begin(self.app, self.cast, mode)
        self.desk = Desk(Chronicle(self.app, self.plan_id), items)
        self.listeners = {key: Listener(self.visitors[key], self.plan_id) for key in LISTENERS}

    @rule(target=forms, which=WHICH)
    def all_open(self, which: int) -> Any:
        return multiple(*self._opened(which))

    @rule(target=conflicts, which=WHICH, strokes=st.lists(STROKES, min_size=4, max_size=4))
    def all_save(self, which: int, strokes: list[Strokes]) -> Any:
        held = self._opened(which)
        asking = [self._saved(*each, htmx=False) for each in zip(held, strokes, strict=False)]
        return multiple(*filter(None, asking))

    @rule(target=conflicts, held=consumes(forms), strokes=STROKES, htmx=st.booleans())
    def save(self, held: Held, strokes: Strokes, htmx: bool) -> Any:
        return multiple(*filter(None, [self._saved(held, strokes, htmx=htmx)]))

    @rule(target=conflicts, held=consumes(conflicts), choice=CHOICE, number=NUMBER)
    def choose(self, held: Held, choice: str, number: int) -> Any:
        form, mine = held.chosen(choice, number)
        return multiple(*filter(None, [self.desk.saved(held, mine, form.submit())]))

    @rule(target=conflicts, which=WHICH, strokes=STROKES, despite=st.booleans(), htmx=st.booleans())
    def delete(self, which: int, strokes: Strokes, despite: bool, htmx: bool) -> Any:
        """What two others have open as well: one saved before, the other sends it afterwards."""
        held = self._opened(which)
        if len(held) < len(self.editors):
            return multiple()
        asking = [self._saved(held[0], strokes, htmx=htmx)]
        asked = self.desk.deleted(held[1], held[1].deletion.submit(htmx=htmx))
        if asked and despite:
            self.desk.deleted(asked, asked.page.press("Delete all the same", htmx=htmx))
        asking.append(self._saved(held[2], strokes, htmx=False))
        return multiple(*filter(None, asking))

    @rule(who=WHO, table=st.sampled_from(sorted(NEW)), number=NUMBER)
    def create(self, who: int, table: str, number: int) -> None:
        address, action = self.desk.place_of_new(table, self.plan_id, self.key)
        page = self.editors[who].visitor.visit(address)
        if page.status == 403:
            return  # a specialist does not keep the customer's contacts
        form = page.form(action).fill(**NEW[table])
        FIELDS[table][0].type(form, number)
        self.desk.created(self.editors[who], table, form)

    @rule(who=WHO, which=WHICH, text=st.sampled_from(TEXTS))
    def comment(self, who: int, which: int, text: str) -> None:
        table, identity = self.desk.subject(which)
        page = self.editors[who].visitor.visit(f"/{table}/{identity}/comments")
        if page.status == 200:
            self.desk.commented(page.form("comment-form").fill(text=text).submit(), text)

    @rule(target=screens, who=WHO)
    def look_at_the_plan(self, who: int) -> Screen:
        return self._screen(who, f"/plans/{self.plan_id}/sections?names={WORK_ON}")

    @rule(target=screens, who=WHO, which=WHICH)
    def look_at_an_activity(self, who: int, which: int) -> Screen:
        return self._screen(who, f"/activities/{self.desk.activity(which)}")

    @rule(seen=screens, numbers=st.lists(NUMBER, min_size=1, max_size=3), htmx=st.booleans())
    def press(self, seen: Screen, numbers: list[int], htmx: bool) -> None:
        for gesture in seen.some(numbers, WORK):
            self.desk.pressed(gesture, seen.state, gesture.make(htmx=htmx))

    @rule(target=histories, who=WHO)
    def look_at_the_history(self, who: int) -> Screen:
        return self._screen(who, f"/plans/{self.plan_id}/history")

    @rule(seen=histories, numbers=st.lists(NUMBER, min_size=1, max_size=2))
    def take_back(self, seen: Screen, numbers: list[int]) -> None:
        for gesture in seen.some(numbers, UNDO):
            self.desk.taken_back(gesture, gesture.make())

    @rule(seen=histories, number=NUMBER)
    def restore(self, seen: Screen, number: int) -> None:
        for gesture in seen.some([number], RESTORATION):
            self.desk.restored(gesture, gesture.make())

    @rule(key=st.sampled_from(LISTENERS))
    def listen(self, key: str) -> None:
        self.listeners[key].catch_up()

    def _opened(self, which: int) -> list[Held]:
        subject = self.desk.subject(which)
        found = [opened(editor, subject) for editor in self.editors]
        is_there = self.desk.chronicle.item(subject) is not None
        assert any(found) == is_there
        return [held for held in found if held is not None]

    def _saved(self, held: Held, strokes: Strokes, *, htmx: bool) -> Held | None:
        form, mine = held.typed_over(strokes)
        return self.desk.saved(held, mine, form.submit(htmx=htmx))

    def _screen(self, who: int, address: str) -> Screen:
        page = self.editors[who].visitor.visit(address)
        assert page.status in (200, 410)
        return Screen(buttons(self.editors[who], page), self.desk.chronicle.state)

    def teardown(self) -> None:
        if sys.exc_info()[0] is None:  # else a step has failed already, and that is to be told
            self._end()

    def _end(self) -> None:
        endings.history_is_whole(self.desk.chronicle, self.editors[0].visitor)
        self.desk.book.holds()
        endings.all_have_the_same(self.plan_id, self.visitors, self.listeners)
        with self.app.app_context():
            endings.rating_follows_from_facts(self.plan_id)
            endings.plan_file_brings_back_the_same(self.plan_id)
        background.wait()


def test_nothing_is_lost_and_everybody_ends_with_the_same_plan(
    app: Flask, database_kind: str, cast: Cast, visitor: Visitors
) -> None:
    people = (cast.anna, cast.tom, cast.jo, cast.ruth, cast.paul)
    visitors = {person.key: visitor(person) for person in people}
    # The tool calls what it is given, and a function that makes the machine does as well.
    machine: Any = partial(ManyEditors, app, cast, visitors)
    profile = settings(PROFILE, max_examples=STORIES or EXAMPLES[database_kind])
    run_state_machine_as_test(machine, settings=profile)
