"""Programs and people at once: nothing is lost, and who follows meets everything once."""

import threading
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, text

from planner.actions.history import events
from planner.database import db
from planner.models import Goal, Person, Plan, TokenScope
from tests.api.programs import Program
from tests.api.test_reading import plan_address
from tests.support.fixtures import Visitors
from tests.support.pages import Page
from tests.support.stories.cast import Cast
from tests.support.stories.places import surroundings


class Writing:
    """One goal that a program and a page have both read, and change without knowing of it."""

    def __init__(self, app: Flask, visitor: Visitors) -> None:
        member = surroundings(app).member
        self.program = Program(app, member, TokenScope.WRITE)
        made = self.program.send(
            "POST",
            f"{plan_address(app)}/goals",
            {"title": "Grow", "metric": "Volume"},
        )
        self.read = made.get_json()
        with app.app_context():
            newest = db.session.scalars(select(Goal).order_by(Goal.id.desc())).first()
            assert newest is not None
            identity = newest.id
        page = visitor(member).visit(f"/goals/{identity}/edit")
        self.form = page.form(f"/goals/{identity}")

    def by_program(self, **fields: Any) -> Any:
        began = f'"{self.read["version"]}"'
        return self.program.send("PATCH", self.read["url"], fields, If_Match=began)

    def by_page(self, **fields: str) -> Page:
        return self.form.fill(**fields).submit()

    def now(self) -> dict[str, Any]:
        found: dict[str, Any] = self.program.get(self.read["url"]).get_json()
        return found


@pytest.fixture
def writing(app: Flask, cast: Cast, visitor: Visitors) -> Writing:
    return Writing(app, visitor)


@pytest.mark.databases("sqlite", "postgresql")
def test_what_page_and_program_say_of_different_fields_holds_both(writing: Writing) -> None:
    assert writing.by_page(metric="Contracts").status == 303
    answer = writing.by_program(title="Grow faster")
    assert (answer.status_code, answer.get_json()["metric"]) == (200, "Contracts")
    assert writing.now()["title"] == "Grow faster"


@pytest.mark.databases("sqlite", "postgresql")
def test_a_page_that_was_opened_before_the_program_wrote_keeps_its_change(
    writing: Writing,
) -> None:
    assert writing.by_program(title="Grow faster").status_code == 200
    assert writing.by_page(metric="Contracts").status == 303
    assert (writing.now()["title"], writing.now()["metric"]) == ("Grow faster", "Contracts")


@pytest.mark.databases("sqlite", "postgresql")
def test_of_the_same_field_the_second_is_told_whoever_it_is(writing: Writing) -> None:
    assert writing.by_page(title="By the page").status == 303
    answer = writing.by_program(title="By the program", metric="Contracts")
    assert answer.status_code == 412
    told = {"title": {"yours": "By the program", "theirs": "By the page"}}
    assert answer.get_json()["conflicts"] == told
    assert writing.now()["title"] == "By the page"
    assert writing.now()["metric"] == "Volume", "nothing of it is written"


@pytest.mark.databases("sqlite", "postgresql")
def test_the_page_is_shown_what_the_program_has_written_meanwhile(writing: Writing) -> None:
    assert writing.by_program(title="By the program").status_code == 200
    page = writing.by_page(title="By the page")
    assert page.status == 409
    assert "By the program" in page.html
    assert "By the page" in page.html
    assert writing.now()["title"] == "By the program"


@pytest.mark.databases("postgresql")
def test_who_follows_meets_each_event_once_whoever_writes_meanwhile(app: Flask, cast: Cast) -> None:
    """Four connections write at once; some hold their number for long before it is committed."""
    program = Program(app, cast.anna, TokenScope.READ)
    after = program.get("/events?limit=200").get_json()["last"]
    writers = [threading.Thread(target=write, args=(app, cast, n)) for n in range(4)]
    for writer in writers:
        writer.start()
    met: list[int] = []
    while any(writer.is_alive() for writer in writers):
        after = follow(program, after, met)
    for writer in writers:
        writer.join()
    with app.app_context():
        # What is not committed within a minute never comes; until then a gap is waited for.
        db.session.execute(text("UPDATE events SET at = at - INTERVAL '2 minutes'"))
        db.session.commit()
    follow(program, after, met)
    with app.app_context():
        wanted = text("SELECT id FROM events WHERE type = 'plan.updated' ORDER BY id")
        there = list(db.session.scalars(wanted))
    assert len(there) == 4 * 15
    assert met == there, "in order, each once"


def write(app: Flask, cast: Cast, number: int) -> None:
    with app.app_context():
        anna, plan = (
            db.session.get_one(Person, cast.anna.id),
            db.session.get_one(Plan, cast.plan.id),
        )
        for step in range(15):
            events.record("updated", plan, by=anna, changes={"strategy": [number, step]})
            db.session.flush()
            if step % 3 == number % 3:
                db.session.execute(text("SELECT pg_sleep(0.05)"))
            db.session.commit()


def follow(program: Program, after: int, met: list[int]) -> int:
    """Read on to the end, and note what has happened to plans."""
    while True:
        answer = program.get(f"/events?after={after}&limit=7").get_json()
        met += [each["id"] for each in answer["items"] if each["type"] == "plan.updated"]
        after = answer["last"]
        if answer["next"] is None:
            return int(after)
