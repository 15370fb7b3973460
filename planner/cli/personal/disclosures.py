"""Writes what there is on somebody into a new folder."""

import json
import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import click
from flask import current_app
from markupsafe import Markup, escape

from planner import clock
from planner.actions.history import events
from planner.database import db
from planner.exports import tables
from planner.exports.tables import Column, Table
from planner.models import Contact, Person
from planner.personal_data import disclosing
from planner.personal_data.disclosing import Disclosure
from planner.personal_data.queries.finding import TextPlace
from planner.translation import gettext, speaking

DATA_USE = "data_use"
"""Under this name the application knows what the page about the use of data says."""


to_folder = click.option(
    "--to",
    "folder",
    metavar="DIR",
    required=True,
    type=click.Path(path_type=Path),
    help="A new folder.",
)
"""Of both commands that disclose."""


def write_disclosure(item: Person | Contact, folder: Path) -> None:
    """Write everything into the folder; raise ClickException if it is there already."""
    language = getattr(item, "language", None) or current_app.config["PLANNER"].language
    with speaking(language):
        found = disclosing.disclosure_of(item)
        files = dict(_files(found, language))
    try:
        folder.mkdir(mode=0o700)
        for name, content in files.items():
            handle = os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(content)
    except FileExistsError as error:
        raise click.ClickException(f"{folder} is there already: name a new folder.") from error
    except OSError as error:
        raise click.ClickException(f"{folder} cannot be written: {error.strerror}.") from error
    events.record("disclosed", item, by=None, changes={})
    db.session.commit()


def _files(found: Disclosure, language: str) -> Iterable[tuple[str, bytes]]:
    yield "README.html", _readme(found, language).encode()
    said = {
        "name": found.name,
        "data": found.rows,
        "texts": [{"place": each.place, "text": each.text} for each in found.places],
    }
    yield "data.json", json.dumps(said, ensure_ascii=False, indent=1, default=str).encode()
    for name, rows in found.rows.items():
        yield f"{name}.csv", _csv(name, rows, language)
    columns: tuple[Column[TextPlace], ...] = (
        Column("place", lambda each: each.place),
        Column("text", lambda each: each.text),
    )
    yield "texts.csv", tables.as_csv(Table("texts", columns, found.places), language)


def _csv(name: str, rows: list[dict[str, Any]], language: str) -> bytes:
    names = list(dict.fromkeys(column for row in rows for column in row))
    columns = [Column(each, _cell(each)) for each in names]
    return tables.as_csv(Table(name, columns, rows), language)


def _cell(name: str) -> Callable[[Mapping[str, Any]], str | None]:
    def cell(row: Mapping[str, Any]) -> str | None:
        value = row.get(name)
        if isinstance(value, dict | list):
            return json.dumps(value, ensure_ascii=False, default=str)
        return None if value is None else str(value)

    return cell


def _readme(found: Disclosure, language: str) -> str:
    uses: list[dict[str, Any]] = current_app.extensions[DATA_USE]()
    shown = [use for use in uses if found.rows.keys() & set(use["tables"])]
    rows = Markup().join(
        Markup("<tr><th scope=row>{}</th><td>{}</td><td>{}</td><td>{}</td></tr>\n").format(
            use["what"], use["purpose"], use["receivers"], use["how_long"]
        )
        for use in shown
    )
    heads = (gettext("What"), gettext("For what"), gettext("Who sees it"), gettext("How long"))
    head = Markup().join(Markup("<th scope=col>{}</th>").format(each) for each in heads)
    title = gettext("What is kept of %(name)s", name=found.name)
    source = gettext(
        "It was written by the people who use the program, or imported by them from other programs."
    )
    files = gettext(
        "data.json holds all of it for other programs, each table is also a file for a spreadsheet,"
        " and texts.csv has the places where the name stands in what others wrote."
        " Other people are told of by their role."
    )
    return (
        f'<!doctype html>\n<html lang="{language}"><meta charset="utf-8">'
        f"<title>{escape(title)}</title>\n<h1>{escape(title)}</h1>\n"
        f"<p>{clock.today().isoformat()}</p>\n<p>{escape(source)}</p>\n<p>{escape(files)}</p>\n"
        f"<table border=1>\n<tr>{head}</tr>\n{rows}</table>\n</html>\n"
    )
