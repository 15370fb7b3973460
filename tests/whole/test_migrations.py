"""The migrations make the tables that the models describe."""

import os
import subprocess
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from sqlalchemy import inspect, text
from sqlalchemy.exc import IntegrityError

from planner import create_app
from planner.cli.database import is_up_to_date, run_migrations, upgrade_to_head
from planner.config import Settings
from planner.database import Base, db
from planner.models import Customer, Goal, Person, Plan, Team
from planner.models.kinds import Role
from planner.models.mixins import folded
from planner.models.search_entry import INDEX
from planner.nouns import NOUNS
from tests.support.production import PLANNER

pytestmark = pytest.mark.own_database


def differences(app: Flask) -> list[Any]:
    """What alembic would write into a new migration."""
    with app.app_context(), db.engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "compare_type": True,
                "compare_server_default": True,
                # No model can say it; `tests/search` looks at it.
                "include_name": lambda name, _kind, _parents: not str(name).startswith(INDEX),
            },
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


def test_of_three_who_migrate_at_once_one_does_it_and_the_others_find_it_done(
    empty_database_url: str, tmp_path: Path
) -> None:
    environment = {
        **os.environ,
        "DATABASE_URL": empty_database_url,
        "PLANNER_DATA": str(tmp_path / "data"),
    }
    words = [str(PLANNER), "database", "upgrade"]
    started = [
        subprocess.Popen(words, env=environment, stderr=subprocess.PIPE, text=True)
        for _each in range(3)
    ]
    ended = [(process.communicate()[1], process.returncode) for process in started]
    assert ended == [("The database is up to date.\n", 0)] * 3


BROUGHT_BACK = [noun.table for noun in NOUNS if "deleted" in noun.happened]


@pytest.mark.databases("sqlite")
@pytest.mark.parametrize("table", BROUGHT_BACK)
def test_no_id_of_what_can_come_back_is_given_twice(app: Flask, table: str) -> None:
    """SQLite gives the id of the last row that was deleted to the next one unless told not to."""
    with app.app_context():
        made = db.session.scalar(
            text("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = :name"),
            {"name": table},
        )
    assert "AUTOINCREMENT" in made


def test_what_there_was_before_acts_were_kept_stays_with_all_that_refers_to_it(
    empty_database_url: str, tmp_path: Path
) -> None:
    settings = Settings(empty_database_url, tmp_path, secret_key="only for tests", testing=True)
    with create_app(settings).app_context():
        migrate_to("0002")
        for statement in BEFORE_ACTS:
            db.session.execute(text(statement))
        db.session.commit()
        migrate_to("head")
        migrate_to("0002")
        upgrade_to_head()
        goal = db.session.scalars(db.select(Goal)).one()
        assert (goal.title, goal.target) == ("Grow", Decimal("0.25"))
        assert [commitment.person.name for commitment in goal.commitments] == ["Ada"]
        db.session.delete(goal)
        db.session.flush()
        plan = db.session.scalars(db.select(Plan)).one()
        new = Goal(plan=plan, key="new", title="New")
        db.session.add(new)
        db.session.flush()
        assert new.id > LAST_DELETED or db.engine.dialect.name == "postgresql"
        db.session.rollback()
        with pytest.raises(IntegrityError):
            db.session.execute(text("UPDATE commitments SET goal_id = 999"))
        db.session.rollback()
        db.session.remove()
        db.engine.dispose()


def test_names_that_were_there_are_folded_as_new_ones(
    empty_database_url: str, tmp_path: Path
) -> None:
    settings = Settings(empty_database_url, tmp_path, secret_key="only for tests", testing=True)
    with create_app(settings).app_context():
        migrate_to("0015")
        db.session.execute(text("INSERT INTO teams (id, name) VALUES (1, 'Öl')"))
        for statement in BEFORE_ACTS[:2]:
            db.session.execute(text(statement))
        db.session.execute(text("UPDATE customers SET name = 'O’Brüll 9'"))
        db.session.commit()
        migrate_to("head")
        migrate_to("0015")
        upgrade_to_head()
        assert db.session.scalars(db.select(Team.name_folded)).all() == ["ol\noel"]
        assert db.session.scalars(db.select(Person.name_folded)).all() == ["ada"]
        found = db.session.scalars(db.select(Customer.name_folded)).all()
        assert found == [folded("O’Brüll 9")]
        db.session.remove()
        db.engine.dispose()


LAST_DELETED = 40
BEFORE_ACTS = (
    "INSERT INTO people (id, key, name, role, language, is_active, is_administrator, is_auditor)"
    " VALUES (1, 'ada', 'Ada', 'team_lead', 'en', true, false, false)",
    "INSERT INTO customers (id, key, name, name_folded, stage, currency, owner_id)"
    " VALUES (1, 'x', 'X', 'x', 'customer', 'EUR', 1)",
    "INSERT INTO plans (id, customer_id, starts_on, ends_on, status, mode)"
    " VALUES (1, 1, '2026-01-01', '2026-12-31', 'draft', 'co_care')",
    "INSERT INTO goals (id, plan_id, key, title, target, origin, status, customer_goal, position)"
    " VALUES (7, 1, 'goal-1', 'Grow', 0.25, 'joint', 'active', false, 0)",
    'INSERT INTO commitments (id, goal_id, person_id, "on", position)'
    " VALUES (1, 7, 1, '2026-01-02', 0)",
    "INSERT INTO events (id, at, type, actor_id, customer_id, plan_id, subject, subject_id,"
    " subject_name, changes) VALUES (1, '2026-01-02 10:00:00', 'goal.deleted', 1, 1, 1, 'goals',"
    " 40, 'Gone', '{}')",
)


def migrate_to(revision: str) -> None:
    """Make or take back migrations until this one is the newest."""
    newest = MigrationContext.configure(db.session.connection()).get_current_revision() or ""
    db.session.rollback()
    go = command.downgrade if revision < newest else command.upgrade
    run_migrations(lambda configuration: go(configuration, revision))
