"""Erasing a colleague and somebody of a customer's: afterwards the name is nowhere."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import func, select

from planner.database import db
from planner.jobs import erasures
from planner.models import (
    Activity,
    Contact,
    Customer,
    Entry,
    ErasedKind,
    Erasure,
    Event,
    Person,
    Session,
)
from planner.models.kinds import ActivityStatus
from planner.queries.people.erased import erased_here
from tests.personal_data.places import columns_with, files_with

ANNA = "anna.berg@example.org"
KATRIN = "katrin.hoffmann@example.org"
SVEN = "sven.michels@example.org"
OF_ANNA = r"anna[\s._+\\-]{0,3}berg"

BOTH = pytest.mark.databases("sqlite", "postgresql")


def run(app: Flask, *arguments: str) -> Result:
    return app.test_cli_runner().invoke(args=list(arguments))


def erased(app: Flask, *arguments: str) -> dict[str, Any]:
    result = run(app, *arguments, "--json")
    assert (result.exit_code, result.stderr, result.exception) == (0, "", None)
    said: dict[str, Any] = json.loads(result.stdout)
    return said


def is_nowhere(app: Flask, pattern: str) -> None:
    assert columns_with(app, re.compile(pattern, re.IGNORECASE)) == []
    assert files_with(app, re.compile(pattern.encode(), re.IGNORECASE)) == []


def write_everywhere(app: Flask, name: str, email: str) -> None:
    """Into texts that people type, in many spellings."""
    words = name.split()
    first, last = words[0], words[-1]
    with app.app_context():
        for model, column, text in (
            (Activity, "internal_note", f"{name}s Termin; {name.upper()} fragen, {email.upper()}"),
            (
                Entry,
                "summary",
                f"Mit {last}, {first} gesprochen.",
            ),
        ):
            item = db.session.scalars(select(model).order_by(model.id).limit(1)).one()
            setattr(item, column, text)
        db.session.commit()


@BOTH
def test_a_colleague_is_in_no_byte_afterwards(story: Flask) -> None:
    write_everywhere(story, "Anna Berg", ANNA)
    assert columns_with(story, re.compile(OF_ANNA, re.IGNORECASE)), "the story tells of her"
    said = erased(story, "people", "erase", ANNA, "--successor", KATRIN)
    assert said["person"] == "former-1"
    assert said["deleted"]["notifications"]
    assert said["replaced"]["events"]
    is_nowhere(story, OF_ANNA)
    with story.app_context():
        former = db.session.scalars(select(Person).where(Person.key == "former-1")).one()
        assert (former.name, former.email, former.password_hash) == (
            "Former colleague 1",
            None,
            None,
        )
        assert not former.is_active
        assert not db.session.scalars(select(Session).where(Session.person_id == former.id)).all()
        katrin = db.session.scalars(select(Person).where(Person.email == KATRIN)).one()
        owned = select(func.count(Customer.id)).where(Customer.owner_id == katrin.id)
        assert db.session.scalar(owned), "the successor has her customers"
        done = select(func.count(Activity.id)).where(
            Activity.assignee_id == former.id, Activity.status == ActivityStatus.DONE
        )
        assert db.session.scalar(done), "what she has done stays hers"
        note = db.session.scalars(select(Activity.internal_note).order_by(Activity.id)).first()
        assert note == "Former colleague 1s Termin; Former colleague 1 fragen, Former colleague 1"
        told = db.session.scalars(select(Event).where(Event.type == "erasure.created")).one()
        assert (told.subject_name, told.changes) == ("former-1", {})


def contact_who_stands_everywhere(app: Flask) -> tuple[str, str, str]:
    """The customer's key, the contact's key and name: of whom the most talks tell."""
    with app.app_context():
        lists = Contact.metadata.tables["entry_contacts"]
        talks = func.count(lists.c.entry_id)
        found = (
            select(Contact)
            .join(lists, lists.c.contact_id == Contact.id)
            .group_by(Contact.id)
            .order_by(talks.desc(), Contact.id)
        )
        contact = db.session.scalars(found).first()
        assert contact is not None
        contact.email, contact.profile = "x.y@kunde.example", "https://example.org/in/xy"
        db.session.commit()
        return contact.customer.key, contact.key, contact.name


@BOTH
def test_a_contact_is_in_no_byte_afterwards(story: Flask) -> None:
    customer, key, name = contact_who_stands_everywhere(story)
    write_everywhere(story, name, "x.y@kunde.example")
    said = erased(story, "contacts", "erase", customer, key)
    assert said["person"] == "former-1"
    assert said["deleted"]["acquaintances"]
    is_nowhere(story, r"[\s._+-]{1,3}".join(map(re.escape, name.split())))
    is_nowhere(story, re.escape("x.y@kunde.example"))
    with story.app_context():
        former = db.session.scalars(select(Contact).where(Contact.key == "former-1")).one()
        emptied = (former.email, former.profile, former.function, former.influence)
        assert former.name == "Former contact 1"
        assert {*emptied, former.attitude, former.known_since, former.buying_role} == {None}
        assert former.acquaintances == []
        talks = Contact.metadata.tables["entry_contacts"]
        kept = select(func.count()).select_from(talks).where(talks.c.contact_id == former.id)
        assert db.session.scalar(kept), "that one has talked to somebody stays"


def test_a_dry_run_says_what_would_be_done_and_changes_nothing(story: Flask) -> None:
    with story.app_context(), db.engine.connect() as connection:
        tables = Person.metadata.sorted_tables
        before = [connection.execute(select(t).order_by(*t.primary_key)).all() for t in tables]
    said = erased(story, "people", "erase", ANNA, "--successor", KATRIN, "--dry-run")
    with story.app_context(), db.engine.connect() as connection:
        after = [connection.execute(select(t).order_by(*t.primary_key)).all() for t in tables]
        assert after == before
        assert not erasures.place().exists()
    done = erased(story, "people", "erase", ANNA, "--successor", KATRIN)
    assert done == said


def test_who_still_holds_something_needs_a_successor(story: Flask) -> None:
    result = run(story, "people", "erase", ANNA)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "Anna Berg owns customers: name a successor." in result.stderr
    mehmet = "mehmet.aydin@example.org"
    assert "has open activities" in run(story, "people", "erase", mehmet).stderr
    refused = run(story, "people", "erase", ANNA, "--successor", ANNA)
    assert "Nobody takes over from themselves." in refused.stderr


def test_the_last_administrator_stays(story: Flask) -> None:
    result = run(story, "people", "erase", SVEN, "--successor", KATRIN)
    assert result.exit_code == 1
    assert "is the last administrator" in result.stderr


def test_nobody_is_erased_twice_and_numbers_go_on(story: Flask) -> None:
    first = erased(story, "people", "erase", ANNA, "--successor", KATRIN)
    assert first["person"] == "former-1"
    again = run(story, "people", "erase", "former-1")
    assert again.exit_code == 1
    assert "was erased already" in again.stderr
    mehmet = "mehmet.aydin@example.org"
    second = erased(story, "people", "erase", mehmet, "--successor", "ruth.falkenberg@example.org")
    assert second["person"] == "former-2"


def test_what_else_somebody_is_called_goes_too_and_parts_of_the_name_are_to_be_checked(
    story: Flask,
) -> None:
    with story.app_context():
        entry = db.session.scalars(select(Entry).order_by(Entry.id).limit(1)).one()
        entry.summary = "Frau Berg rief an. Annchen kommt auch."
        db.session.commit()
        place = f"entries {entry.id} summary"
    said = erased(story, "people", "erase", ANNA, "--successor", KATRIN, "--also", "Annchen")
    assert {"place": place, "text": "Frau Berg rief an."} in said["to_check"]
    with story.app_context():
        summary = db.session.scalars(select(Entry.summary).order_by(Entry.id).limit(1)).one()
        assert summary == "Frau Berg rief an. Former colleague 1 kommt auch."


def test_fingerprints_say_who_was_erased(story: Flask) -> None:
    erased(story, "people", "erase", ANNA, "--successor", KATRIN)
    with story.app_context():
        known = erased_here()
        assert known.has(ErasedKind.PERSON, email=ANNA.upper())
        assert known.has(ErasedKind.PERSON, name="anna  berg")
        assert not known.has(ErasedKind.PERSON, name="Anna Berg", email="another@example.org")
        assert not known.has(ErasedKind.CONTACT, name="Anna Berg")
        (line,) = erasures.lines()
        assert (line["key"], line["kind"]) == ("former-1", "person")
        assert db.session.scalars(select(Erasure.is_clean)).all() == [True]


def test_what_a_crash_has_left_undone_is_taken_up_again(
    story: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The process ends between the commit and the clearing."""
    monkeypatch.setattr(erasures, "clean_up", lambda: True)
    erased(story, "people", "erase", ANNA, "--successor", KATRIN)
    monkeypatch.undo()
    with story.app_context():
        assert not erasures.place().exists()
        assert erasures.clean_up()
        assert len(list(erasures.lines())) == 1
    is_nowhere(story, OF_ANNA)


@BOTH
def test_an_older_backup_does_not_bring_anybody_back(story: Flask, demo_backup: Path) -> None:
    with story.app_context():
        entry = db.session.scalars(select(Entry).order_by(Entry.id).limit(1)).one()
        words = entry.summary.split()
        also = " ".join(words[1:3])
    erased(story, "people", "erase", ANNA, "--successor", KATRIN, "--also", also)
    customer, key, name = contact_who_stands_everywhere(story)
    erased(story, "contacts", "erase", customer, key)
    restored = run(story, "restore", str(demo_backup), "--replace")
    assert (restored.exit_code, restored.stderr) == (0, "")
    is_nowhere(story, OF_ANNA)
    is_nowhere(story, r"[\s._+-]{1,3}".join(map(re.escape, name.split())))
    is_nowhere(story, re.escape(also))
    with story.app_context():
        assert db.session.scalars(select(Person.key).where(Person.key == "former-1")).all()
        assert len(db.session.scalars(select(Erasure.id)).all()) == 2
        assert len(list(erasures.lines())) == 2


def test_the_officer_finds_nothing_any_more(story: Flask) -> None:
    erased(story, "people", "erase", ANNA, "--successor", KATRIN)
    result = run(story, "people", "find", "Anna Berg", "--json")
    assert json.loads(result.stdout) == {"text": "Anna Berg", "places": []}
