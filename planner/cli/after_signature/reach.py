"""`planner reach`: whom we know at customers, by connections files."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from planner.cli.after_signature.answering import AnswerJson, json_option
from planner.cli.after_signature.tables import path_type, read_table, refuse
from planner.cli.plan_file_lines import write_line
from planner.matching.connections import ConnectionsFile, connections_in
from planner.matching.reach import reach_as_json
from planner.matching.tables import TableRefused, contacts_in, customers_in


@click.group()
def reach() -> None:
    """Whom we know at customers, by connections files."""


@reach.command()
@click.argument("customers", metavar="CUSTOMERS.csv", type=path_type)
@click.argument("files", metavar="CONNECTIONS.csv...", nargs=-1, required=True, type=path_type)
@click.option("--contacts", type=path_type, metavar="CONTACTS.csv", help="The people on record.")
@json_option
def match(
    customers: Path, files: tuple[Path, ...], *, contacts: Path | None, as_json: bool
) -> None:
    """Compare the people in connections files, one file for each of us, with those on record."""
    known = read_table(customers, customers_in, as_json=as_json)
    on_record = read_table(contacts, contacts_in, as_json=as_json) if contacts else []
    read = list(_files(files, as_json=as_json))
    if len(read) < len(files):
        click.get_current_context().exit(1)
    answered = reach_as_json(known, on_record, read)
    write_line(json.dumps(answered) if as_json else "\n".join(_lines(answered)))


def _files(paths: Iterable[Path], *, as_json: bool) -> Iterator[ConnectionsFile]:
    """The files that can be read; of each other one it is said why it cannot."""
    for path in paths:
        try:
            yield connections_in(path.read_bytes(), path.name)
        except OSError as error:
            refuse(path, f"The file cannot be opened: {error.strerror}.", as_json=as_json)
        except TableRefused as refused:
            refuse(path, str(refused), as_json=as_json)


def _lines(answered: AnswerJson) -> Iterator[str]:
    for file in answered["files"]:
        counted = f"{file['people']} people in {file['rows']} rows"
        yield f"{file['file']}: {counted}, {file['without_email']} without an e-mail"
    yield f"{answered['sum']} added up, {answered['distinct']} people in all"
    yield f"{answered['on_record']} on record, {answered['both']} of them known to somebody"
    for customer in answered["customers"]:
        yield f"  {customer['customer']}: {customer['people']}, known by {customer['knowers']}"
    yield f"{answered['unmatched']} at no customer"
