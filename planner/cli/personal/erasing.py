"""What the commands about people and contacts have in common that find and erase their data."""

import json
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import click
from flask import current_app
from sqlalchemy import select

from planner.actions.errors import Refused
from planner.cli.named_people import person_called
from planner.database import db, only_reading
from planner.jobs import erasures
from planner.models import Contact, Customer
from planner.personal_data import telling
from planner.personal_data.actions import contacts, people
from planner.personal_data.actions.erasing import ErasedData
from planner.personal_data.queries import finding
from planner.translation import speaking

_SHOWN = 20
"""So many places are shown on a terminal; `--json` lists all."""


def options(command: Callable[..., None]) -> Callable[..., None]:
    """The options of both commands that erase."""
    all_options = (
        click.option(
            "--also",
            multiple=True,
            metavar="TEXT",
            help="What else somebody is called, replaced as well; can be said several times.",
        ),
        click.option("--dry-run", is_flag=True, help="Only say what would be done."),
        click.option("--json", "as_json", is_flag=True, help="Print one JSON object."),
    )
    for option in reversed(all_options):
        command = option(command)
    return command


def print_places(text: str, *, as_json: bool) -> None:
    """Print every place where a text stands."""
    if not text.strip():
        raise click.BadParameter("write what to look for", param_hint="TEXT")
    with only_reading():
        found = finding.find_text(text)
    if as_json:
        places = [{"place": each.place, "text": each.text} for each in found]
        click.echo(json.dumps({"text": text, "places": places}, ensure_ascii=False))
        return
    for each in found:
        click.echo(f"{each.place}: {each.text}")
    if not found:
        click.echo("It stands nowhere in the database.")


def erase_one_of_ours(
    said: str, successor: str | None, also: Sequence[str], *, dry_run: bool, as_json: bool
) -> None:
    person = person_called(said)
    to = person_called(successor) if successor else None
    erase = partial(people.erase_person, person, successor=to)
    _erase(erase, also, dry_run=dry_run, as_json=as_json)


def erase_one_of_theirs(
    customer: str, key: str, also: Sequence[str], *, dry_run: bool, as_json: bool
) -> None:
    erase = partial(contacts.erase_contact, contact_called(customer, key))
    _erase(erase, also, dry_run=dry_run, as_json=as_json)


def contact_called(customer: str, key: str) -> Contact:
    """The contact; raise ClickException if there is none."""
    found = select(Contact).join(Contact.customer).where(Customer.key == customer)
    contact = db.session.scalar(found.where(Contact.key == key))
    if contact is None:
        raise click.ClickException(f"The customer {customer!r} has no contact {key!r}.")
    return contact


def _erase(
    erase: Callable[..., ErasedData], also: Sequence[str], *, dry_run: bool, as_json: bool
) -> None:
    texts = [" ".join(each.split()) for each in also]
    if not all(texts):
        raise click.BadParameter("write what somebody is called", param_hint="--also")
    try:
        done = erase(also=texts, by=None, language=current_app.config["PLANNER"].language)
        with speaking("en"):
            told = telling.erasure_as_json(done)
    except Refused as error:
        db.session.rollback()
        raise click.ClickException(str(error)) from error
    if dry_run:
        db.session.rollback()
    else:
        db.session.commit()
    is_clean = dry_run or erasures.clean_up()
    click.echo(json.dumps(told, ensure_ascii=False) if as_json else _in_lines(told, dry_run))
    if not is_clean:
        click.echo(
            "Others use the database at the moment. What it has given free is cleared as soon as"
            " they let it, by the server, or by `planner nightly`.",
            err=True,
        )


def _in_lines(told: dict[str, Any], dry_run: bool) -> str:
    would = "would be " if dry_run else ""
    lines = [f"{would}called {told['person']} from now on"]
    for what in ("deleted", "replaced"):
        lines += [f"{would}{what} in {table}: {n}" for table, n in told[what].items()]
    lines += [f"kept: {each['count']} {each['what']}. {each['why']}" for each in told["kept"]]
    to_check = told["to_check"]
    lines += [f"to check: {each['place']}: {each['text']}" for each in to_check[:_SHOWN]]
    if len(to_check) > _SHOWN:
        lines.append(f"to check: {len(to_check) - _SHOWN} more; --json lists all")
    return "\n".join(lines)
