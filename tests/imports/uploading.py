"""What tests of sent files share."""

from collections.abc import Mapping
from pathlib import Path

from flask import Flask
from sqlalchemy import func, select

from planner.database import Base, db
from tests.imports.deciding import made
from tests.support.pages import Page, Visitor


def exported(tmp_path: Path, kind: str = "hubspot en") -> dict[str, bytes]:
    """The files of a made export, by name."""
    return {path.name: path.read_bytes() for path in made.write_export(tmp_path, kind, ".csv")}


def send(visitor: Visitor, files: Mapping[str, bytes]) -> Page:
    form = visitor.visit("/imports").form("files-form")
    return form.fill(files=[(data, name) for name, data in files.items()]).submit()


def number_of(app: Flask, model: type[Base]) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(model)) or 0


def folder(app: Flask) -> Path:
    """Where sent files lie."""
    data_folder: Path = app.config["PLANNER"].data_folder
    return data_folder / "imports"


def kept(app: Flask) -> set[str]:
    """The names of all files that lie there, but for the hidden ones."""
    found = (path for path in folder(app).rglob("*") if path.is_file())
    return {path.name for path in found if path.name[:1] != "."}
