"""What somebody gets who asks what is kept of them."""

import json
from pathlib import Path

from flask import Flask
from sqlalchemy import func, select

from planner.database import db
from planner.models import Entry, Event, Person
from tests.personal_data.test_erasing import ANNA, contact_who_stands_everywhere, run


def test_a_colleague_gets_everything_and_others_are_told_of_by_role(
    story: Flask, tmp_path: Path
) -> None:
    with story.app_context():
        entry = db.session.scalars(select(Entry).order_by(Entry.id).limit(1)).one()
        entry.summary = "Vorher nichts. Anna Berg hat Mehmet Aydin mitgebracht. Danach auch."
        db.session.commit()
    folder = tmp_path / "anna"
    result = run(story, "people", "disclose", ANNA, "--to", str(folder))
    assert (result.exit_code, result.stderr, result.exception) == (0, "", None)
    assert folder.stat().st_mode & 0o777 == 0o700
    said = json.loads((folder / "data.json").read_text(encoding="utf-8"))
    (own,) = said["data"]["people"]
    assert (own["name"], own["email"]) == ("Anna Berg", ANNA)
    assert "password_hash" not in own
    assert {"notifications", "activities", "members", "events"} <= said["data"].keys()
    assert any(
        "Anna Berg hat" in each["text"] and "Vorher" not in each["text"] for each in said["texts"]
    )
    readme = (folder / "README.html").read_text(encoding="utf-8")
    assert "Anna Berg" in readme
    everything = "".join(each.read_text(encoding="utf-8-sig") for each in folder.iterdir())
    with story.app_context():
        others = db.session.scalars(select(Person.name).where(Person.email != ANNA)).all()
        told = select(func.count(Event.id)).where(Event.type == "person.disclosed")
        assert db.session.scalar(told) == 1
    assert [name for name in others if name in everything] == []


def test_a_contact_gets_what_is_noted_about_them(story: Flask, tmp_path: Path) -> None:
    customer, key, name = contact_who_stands_everywhere(story)
    folder = tmp_path / "contact"
    result = run(story, "contacts", "disclose", customer, key, "--to", str(folder))
    assert (result.exit_code, result.stderr, result.exception) == (0, "", None)
    said = json.loads((folder / "data.json").read_text(encoding="utf-8"))
    assert said["data"]["contacts"][0]["name"] == name
    assert said["data"]["acquaintances"]


def test_no_folder_is_written_into_that_is_there(story: Flask, tmp_path: Path) -> None:
    result = run(story, "people", "disclose", ANNA, "--to", str(tmp_path))
    assert result.exit_code == 1
    assert "is there already" in result.stderr
