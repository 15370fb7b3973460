"""Customers of whom a second export says something else."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from planner.database import db
from planner.models import Customer, Event
from tests.imports.deciding.test_systems import bring
from tests.imports.tables import Table, write_table
from tests.support.statements import counted


def export(path: Path, count: int, city: str) -> Path:
    rows: Table = [("Company", "City"), *((f"Nordwind {n}", city) for n in range(count))]
    return write_table(path / "customers.csv", rows)


def asked(tmp_path: Path, count: int) -> int:
    """How often the database is asked for something while so many customers are changed."""
    bring([export(tmp_path, count, "Köln")])
    changed = export(tmp_path, count, "Bonn")
    with counted(db.engine) as statements:
        bring([changed])
    return sum(said.startswith("SELECT") for said in statements)


@pytest.mark.databases("sqlite")
def test_many_are_changed_without_asking_for_each(app: Flask, tmp_path: Path) -> None:
    with app.app_context():
        few = asked(tmp_path, 5)
        assert asked(tmp_path, 40) <= few + 5


def test_each_says_what_was_changed(app: Flask, tmp_path: Path) -> None:
    with app.app_context():
        asked(tmp_path, 3)
        assert set(db.session.scalars(select(Customer.city))) == {"Bonn"}
        told = select(Event).where(Event.type == "customer.updated").order_by(Event.id)
        changes = [(each.subject_name, each.changes) for each in db.session.scalars(told)]
        assert changes == [(f"Nordwind {n}", {"city": ["Köln", "Bonn"]}) for n in range(3)]
