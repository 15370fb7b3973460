"""The migrations make the tables that the models describe."""

from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from sqlalchemy import inspect, text
from sqlalchemy.exc import IntegrityError

from planner import create_app
from planner.cli.database import is_up_to_date, upgrade_to_head
from planner.config import Settings
from planner.database import Base, db
from planner.models import Person
from planner.models.kinds import Role


def differences(app: Flask) -> list[Any]:
    """What alembic would write into a new migration."""
    with app.app_context(), db.engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        return list(compare_metadata(context, Base.metadata))


# Of SQLite nobody can read back the one index of an expression; the test below looks at it.
@pytest.mark.filterwarnings("ignore:.*expression-based index")
def test_the_newest_migration_is_what_the_models_are(app: Flask) -> None:
    assert differences(app) == []


def test_a_migrated_database_is_up_to_date(app: Flask) -> None:
    with app.app_context():
        assert is_up_to_date()


def test_migrating_again_changes_nothing(app: Flask) -> None:
    with app.app_context():
        before = set(inspect(db.engine).get_table_names())
        upgrade_to_head()
        assert set(inspect(db.engine).get_table_names()) == before


def test_checks_of_the_models_stand_in_the_database(app: Flask) -> None:
    """Alembic does not compare them."""
    with app.app_context():
        inspector = inspect(db.engine)
        for table in Base.metadata.sorted_tables:
            wanted = {c.name for c in table.constraints if c.__visit_name__ == "check_constraint"}
            made = {check["name"] for check in inspector.get_check_constraints(table.name)}
            assert wanted <= made, table.name


def test_the_database_itself_knows_no_capitals_in_addresses(app: Flask) -> None:
    with app.app_context():
        for key, email in (("ada", "Ada@Example.org"), ("eda", "aDa@example.ORG")):
            db.session.add(Person(key=key, name=key, role=Role.TEAM_LEAD, email=email))
        with pytest.raises(IntegrityError):
            db.session.flush()
        db.session.rollback()


def test_an_empty_database_is_not_up_to_date_until_it_is_migrated(
    empty_database_url: str, tmp_path: Path
) -> None:
    settings = Settings(empty_database_url, tmp_path, secret_key="only for tests", testing=True)
    with create_app(settings).app_context():
        assert not is_up_to_date()
        upgrade_to_head()
        assert is_up_to_date()
        assert db.session.scalar(text("SELECT count(*) FROM customers")) == 0
        db.session.remove()
        db.engine.dispose()
