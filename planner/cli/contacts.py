"""`planner contacts`: what is kept of people at customers."""

from pathlib import Path

import click
from flask.cli import with_appcontext

from planner.cli.personal import disclosures, erasing


@click.group()
def contacts() -> None:
    """What is kept of people at customers."""


@contacts.command()
@click.argument("customer")
@click.argument("key")
@erasing.options
@with_appcontext
def erase(customer: str, key: str, also: tuple[str, ...], *, dry_run: bool, as_json: bool) -> None:
    """Erase who the contact KEY of CUSTOMER (its key) was. Talks stay, with a former contact."""
    erasing.erase_one_of_theirs(customer, key, also, dry_run=dry_run, as_json=as_json)


@contacts.command()
@click.argument("customer")
@click.argument("key")
@disclosures.to_folder
@with_appcontext
def disclose(customer: str, key: str, folder: Path) -> None:
    """Write what there is on the contact KEY of CUSTOMER into a new folder, for them to have."""
    disclosures.write_disclosure(erasing.contact_called(customer, key), folder)
