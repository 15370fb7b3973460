"""Activities of other programs: at whose customer they stand, how far they are, what was said."""

from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from planner import clock
from planner.database import db
from planner.imports.bringing import Brought, read, write
from planner.imports.deciding import Options
from planner.imports.dirt import Dirt
from planner.imports.export_error import ExportError
from planner.models import Activity, Conversation, Deal, Entry, Event, Member, Person
from planner.models.kinds import ActivityKind, ActivityStatus, Role, TalkState
from tests.imports.tables import Table, write_table

TODAY = date(2026, 5, 4)
ACCOUNTS: Table = [("Id", "Name", "BillingCity"), ("A1", "Acme", "Wien"), ("A2", "Beta", "Graz")]
CONTACTS: Table = [
    ("Id", "AccountId", "LastName", "Email"),
    ("C1", "A1", "Ada", "ada@example.com"),
    ("C2", "A2", "Bob", "bob@example.com"),
]
DEALS: Table = [
    ("Id", "AccountId", "Name", "StageName", "CloseDate", "Amount"),
    ("D1", "A1", "Platform", "Closed Won", "2026-03-01", "100"),
]
HEADING = ("Id", "WhoId", "WhatId", "Subject", "ActivityDate", "Status", "TaskSubtype", "Owner",
           "Description")  # fmt: skip
DONE = ("T1", "", "D1", "Asked for numbers", "2026-02-10", "Completed", "Call", "Anna Kurz",
        "They want it\nin spring")  # fmt: skip
PLANNED = (
    "T2",
    "C2",
    "",
    "Prepare",
    "2026-06-01",
    "Not Started",
    "Task",
    "Anna Kurz",
    "Bring pens",
)
UNOWNED = ("T3", "", "A1", "Who will?", "2026-06-02", "Not Started", "Task", "", "")


def bring(folder: Path, *rows: tuple[str, ...], by: Person | None = None) -> Brought:
    for name, table in (
        ("Account", ACCOUNTS),
        ("Contact", CONTACTS),
        ("Opportunity", DEALS),
        ("Task", [HEADING, *rows]),
    ):
        write_table(folder / f"{name}.csv", table)
    with clock.at(TODAY):
        brought = write(read([folder], Options()), by=by)
    db.session.commit()
    db.session.expunge_all()
    return brought


def counts(brought: Brought) -> tuple[int, ...]:
    (fates,) = (each for each in brought.fates() if each.file.noun == "activities")
    assert sum(fates[2:]) == fates.rows
    return (*fates[2:6], fates.left_out)


def activity(title: str) -> Activity:
    return db.session.scalars(select(Activity).where(Activity.title == title)).one()


def noted(brought: Brought, kind: Dirt) -> int:
    return sum(one.count for one in brought.outcome.findings if one.kind is kind)


@pytest.mark.databases("sqlite", "postgresql")
def test_what_is_done_and_what_is_planned_comes_to_the_customer_it_regards(
    app: Flask, tmp_path: Path
) -> None:
    with app.app_context():
        assert counts(bring(tmp_path, DONE, PLANNED)) == (2, 0, 0, 0, 0)

        done, planned = activity("Asked for numbers"), activity("Prepare")
        assert (done.status, done.done_on) == (ActivityStatus.DONE, date(2026, 2, 10))
        assert (done.kind, done.customer_facing) == (ActivityKind.CALL, True)
        assert done.deal is db.session.scalars(select(Deal)).one()
        assert done.plan.customer.name == "Acme"
        assert (planned.status, planned.due_on) == (ActivityStatus.PLANNED, date(2026, 6, 1))
        assert (planned.plan.customer.name, planned.internal_note) == ("Beta", "Bring pens")
        assert planned.assignee is not None
        members = select(Member).where(Member.plan_id == planned.plan_id)
        assert planned.assignee in [one.person for one in db.session.scalars(members)]


@pytest.mark.databases("sqlite", "postgresql")
def test_a_second_import_changes_nothing(app: Flask, tmp_path: Path) -> None:
    with app.app_context():
        bring(tmp_path, DONE, PLANNED)
        events = db.session.scalars(select(Event.id)).all()

        again = bring(tmp_path, DONE, PLANNED)

        assert counts(again) == (0, 0, 2, 0, 0)
        assert db.session.scalars(select(Event.id)).all() == events


def test_what_was_said_is_an_entry_that_ends_in_the_state_of_the_deal(
    app: Flask, tmp_path: Path
) -> None:
    later = ("T9", "", "D1", "Signed", "2026-03-01", "Completed", "Email", "Anna Kurz", "Yes.")
    with app.app_context():
        bring(tmp_path, later, DONE)

        conversation = db.session.scalars(select(Conversation)).one()
        first, last = db.session.scalars(select(Entry).order_by(Entry.on))
        assert conversation.topic == "Platform"
        assert (first.summary, first.state) == ("They want it\nin spring", TalkState.INTEREST)
        assert (last.summary, last.state) == ("Yes.", TalkState.WON)
        assert activity("Signed").internal_note is None


def test_what_regards_no_deal_is_said_in_a_conversation_of_its_own(
    app: Flask, tmp_path: Path
) -> None:
    row = ("T1", "C1", "", "Rang", "2026-02-10", "Completed", "Call", "Anna Kurz", "Hello")
    with app.app_context():
        bring(tmp_path, row)

        assert db.session.scalars(select(Conversation.topic)).all() == ["Import"]


def test_what_has_no_customer_is_left_out_and_reported(app: Flask, tmp_path: Path) -> None:
    row = ("T1", "C9", "X9", "Rang", "2026-02-10", "Completed", "Call", "Anna Kurz", "Hello")
    with app.app_context():
        brought = bring(tmp_path, row)

        assert counts(brought) == (0, 0, 0, 0, 1)
        assert noted(brought, Dirt.ACTIVITY_WITHOUT_CUSTOMER) == 1


def test_what_nobody_has_is_open_and_somebody_has_to_stand_in(app: Flask, tmp_path: Path) -> None:
    with app.app_context():
        with pytest.raises(ExportError, match=r"Task.csv:2: nobody is named.*--by"):
            bring(tmp_path, UNOWNED)
        db.session.rollback()
        paula = Person(key="paula", name="Paula", role=Role.GENERALIST)
        db.session.add(paula)
        db.session.commit()

        bring(tmp_path, UNOWNED, by=paula)

        made = activity("Who will?")
        assert (made.status, made.assignee, made.created_by.key) == (
            ActivityStatus.OPEN, None, "paula",
        )  # fmt: skip


def test_one_that_was_deleted_here_does_not_come_back_and_one_done_there_is_done(
    app: Flask, tmp_path: Path
) -> None:
    with app.app_context():
        bring(tmp_path, DONE, PLANNED)
        db.session.delete(activity("Asked for numbers"))
        db.session.commit()
        finished = (*PLANNED[:4], "2026-04-30", "Completed", *PLANNED[6:])

        again = bring(tmp_path, DONE, finished)

        assert counts(again) == (0, 1, 0, 0, 1)
        assert noted(again, Dirt.DELETED_HERE) == 1
        assert activity("Prepare").done_on == date(2026, 4, 30)


def test_activities_alone_find_what_earlier_imports_brought(app: Flask, tmp_path: Path) -> None:
    with app.app_context():
        bring(tmp_path, DONE)
        folder = tmp_path / "later"
        folder.mkdir()
        rows = [
            HEADING,
            PLANNED,
            ("T8", "", "D1", "Ring", "2026-06-03", "", "Call", "Anna Kurz", ""),
        ]
        write_table(folder / "Task.csv", rows)

        with clock.at(TODAY):
            brought = write(read([folder], Options()))
        db.session.commit()

        assert counts(brought) == (2, 0, 0, 0, 0)
        assert activity("Ring").deal is db.session.scalars(select(Deal)).one()


@pytest.mark.parametrize(
    ("status", "kind", "day", "expected"),
    [
        ("Canceled", "Task", "2026-02-10", ActivityStatus.CANCELLED),
        ("Abgeschlossen", "Task", "2026-02-10", ActivityStatus.DONE),
        ("No Show", "Meeting", "2026-02-10", ActivityStatus.CANCELLED),
        ("", "Note", "2026-02-10", ActivityStatus.DONE),
        ("", "Call", "2026-02-10", ActivityStatus.DONE),
        ("", "Task", "2026-02-10", ActivityStatus.PLANNED),
    ],
)
def test_how_far_it_is_is_told_by_its_status_else_by_its_kind(
    app: Flask, tmp_path: Path, status: str, kind: str, day: str, expected: ActivityStatus
) -> None:
    with app.app_context():
        bring(tmp_path, ("T1", "C1", "", "Something", day, status, kind, "Anna Kurz", ""))

        assert activity("Something").status is expected


def test_an_event_without_a_status_is_done_once_it_is_past(app: Flask, tmp_path: Path) -> None:
    write_table(tmp_path / "Event.csv", [
        ("Id", "WhoId", "Subject", "StartDateTime", "Owner"),
        ("E1", "C1", "Past", "2026-03-01T09:00:00.000+0000", "Anna Kurz"),
        ("E2", "C1", "Ahead", "2026-07-01T09:00:00.000+0000", "Anna Kurz"),
    ])  # fmt: skip
    with app.app_context():
        bring(tmp_path)

        assert activity("Past").status is ActivityStatus.DONE
        assert (activity("Ahead").status, activity("Ahead").kind) == (
            ActivityStatus.PLANNED, ActivityKind.VISIT,
        )  # fmt: skip
