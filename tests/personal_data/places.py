"""Where bytes of a name could be left."""

import re
from pathlib import Path

from flask import Flask
from sqlalchemy import Text, cast, column, inspect, make_url, select, table

from planner.database import db


def files_with(app: Flask, pattern: re.Pattern[bytes]) -> list[str]:
    """Files of the data folder, and of SQLite's database with what lies beside it, in whose bytes
    it stands."""
    settings = app.config["PLANNER"]
    files = [each for each in Path(settings.data_folder).rglob("*") if each.is_file()]
    url = make_url(settings.database_url)
    if url.get_backend_name() == "sqlite":
        database = Path(str(url.database))
        files += database.parent.glob(f"{database.name}*")
    return [str(each) for each in files if pattern.search(each.read_bytes())]


def columns_with(app: Flask, pattern: re.Pattern[str]) -> list[str]:
    """Columns of any table of the database, also of those that no model knows."""
    found = []
    with app.app_context(), db.engine.connect() as connection:
        there = inspect(connection)
        for name in there.get_table_names():
            if name.startswith("search_index"):
                continue
            for each in there.get_columns(name):
                stored = cast(column(each["name"]), Text)
                values = connection.scalars(select(stored).select_from(table(name)))
                if any(pattern.search(value or "") for value in values):
                    found.append(f"{name}.{each['name']}")
    return found
