"""Everything that a database holds, to compare before and after."""

from typing import Any

from flask import Flask
from sqlalchemy import select

from planner.database import Base, db
from planner.models import Event

# What is added whatever happens, or follows from the rest.
BESIDE = {"events", "notifications", "ratings", "search_entries", "sessions", "submissions"}


def rows(app: Flask) -> dict[str, list[tuple[Any, ...]]]:
    """All rows by their table."""
    with app.app_context():
        return {
            table.name: sorted((tuple(row) for row in db.session.execute(select(table))), key=repr)
            for table in Base.metadata.sorted_tables
            if table.name not in BESIDE
        }


def newest_event(app: Flask, happened: str) -> int:
    """The id of the last event of this type."""
    with app.app_context():
        newest = select(Event.id).where(Event.type == happened).order_by(Event.id.desc())
        found = db.session.scalars(newest.limit(1)).one()
        return int(found)
