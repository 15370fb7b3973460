"""No column is forgotten: also one that a later change adds is found and erased."""

from random import Random
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import JSON, Column, MetaData, Table, text, update

from planner.database import Base, db
from planner.models import Contact, ErasedKind, Person
from planner.personal_data.actions.erasing import STAYS, nothing_of
from planner.personal_data.actions.replacing import Spelled, replace
from planner.personal_data.queries import finding, texts
from tests.support.stories.any_rows import FIRST, fill_all_tables

NAME, INSTEAD = "Jörg Müller", "Former colleague 1"
CODES = 12
"""Letters; what is shorter than that cannot hold a name."""
SPELLED = Spelled(NAME, "j.m@example.org", "joerg-mueller", (), INSTEAD, "former-1")


def is_free(column: Column[Any]) -> bool:
    """Whether a name can stand there: no code that other rows refer to, and none too short."""
    referred = {key.column for each in Base.metadata.sorted_tables for key in each.foreign_keys}
    length = getattr(column.type, "length", None)
    return (
        not column.foreign_keys and column not in referred and (length is None or length >= CODES)
    )


def free_columns() -> list[Column[Any]]:
    return [
        column
        for table in texts.all_tables()
        for column in texts.text_columns(table)
        if is_free(column) and not column.primary_key
    ]


@pytest.fixture
def full(app: Flask) -> Flask:
    """A row of each table with the name in each of its columns that can hold one."""
    with app.app_context():
        with db.engine.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text("SET session_replication_role = replica"))
            fill_all_tables(connection, Random(5))
        with db.engine.begin() as connection:
            for column in free_columns():
                said: Any = {"a": [None, {NAME: NAME}]} if isinstance(column.type, JSON) else NAME
                connection.execute(
                    update(column.table).where(row_of(column.table)).values({column.name: said})
                )
    return app


def row_of(table: Table) -> Any:
    """The first row; of a table without numbers all that there are may be one."""
    return table.c.id == FIRST if "id" in table.c else text("TRUE")


def test_each_column_that_can_hold_a_name_is_found(full: Flask) -> None:
    with full.app_context():
        places = {
            (each.place.split()[0], each.place.split()[-1]) for each in finding.find_text(NAME)
        }
        assert places >= {(column.table.name, column.name) for column in free_columns()}


def test_in_no_column_the_name_remains(full: Flask) -> None:
    with full.app_context():
        replace(SPELLED, frozenset())
        db.session.flush()
        assert finding.find_text(NAME) == []
        db.session.rollback()


@pytest.mark.parametrize(("model", "kind"), [(Person, "person"), (Contact, "contact")])
def test_every_column_of_who_is_erased_can_be_emptied(model: Any, kind: str) -> None:
    """Whoever adds one that cannot be empty decides what is to stand there."""
    for column in model.__table__.columns:
        if column.name not in STAYS[ErasedKind(kind)]:
            assert nothing_of(column) in (None, False)


def test_a_new_column_that_cannot_be_empty_is_missed() -> None:
    with pytest.raises(LookupError):
        nothing_of(Table("people", MetaData(), Column("colour", JSON, nullable=False)).c.colour)


def test_pictures_are_the_only_columns_that_nobody_looks_through() -> None:
    binary = {
        f"{table.name}.{column.name}"
        for table in texts.all_tables()
        for column in texts.binary_columns(table)
    }
    assert binary == {"logos.content", "content_kits.picture"}
