"""What `planner demo load` refuses; what it loads is looked at in tests/seeds/test_ages.py."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from planner import create_app
from planner.actions.people import people
from planner.config import Settings
from planner.database import db
from planner.models import Event, Person
from planner.models.kinds import Role


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
