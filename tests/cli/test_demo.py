"""`planner demo load`."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from planner import create_app, seeds
from planner.actions.people import people
from planner.config import Settings
from planner.database import db
from planner.models import Customer, Event, Person
from planner.models.kinds import Role


@pytest.mark.databases("postgresql")  # on SQLite `make run` loads it
def test_the_story_is_loaded_into_an_empty_database_and_says_who_signs_in(app: Flask) -> None:
    result = app.test_cli_runner().invoke(args=["demo", "load"])
    assert (result.exit_code, result.stderr) == (0, "")
    for who in seeds.sign_ins():
        assert who.email in result.stdout
        assert who.password in result.stdout
    with app.app_context():
        assert db.session.scalar(select(func.count(Customer.id))) == 61


@pytest.mark.databases("sqlite")
def test_a_database_with_anything_in_it_is_refused_and_left_as_it_was(app: Flask) -> None:
    with app.app_context():
        people.create({"name": "Ida", "role": Role.GENERALIST}, by=None)
        db.session.commit()
    result = app.test_cli_runner().invoke(args=["demo", "load"])
    assert result.exit_code == 1
    assert "empty database" in result.stderr
    with app.app_context():
        assert db.session.scalars(select(Person.name)).all() == ["Ida"]
        assert db.session.scalar(select(func.count(Event.id))) == 1


@pytest.mark.databases("sqlite")
def test_a_database_without_tables_is_refused(empty_database_url: str, tmp_path: Path) -> None:
    app = create_app(Settings(empty_database_url, tmp_path / "data", "only for tests"))
    result = app.test_cli_runner().invoke(args=["demo", "load"])
    assert result.exit_code == 1
    assert "planner database upgrade" in result.stderr
    with app.app_context():
        db.engine.dispose()
