"""`planner people`: bring people in from the command line."""

import smtplib
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy import select

from planner import email_addresses
from planner.actions.errors import Refused
from planner.actions.people import people as actions
from planner.cli.named_people import person_called
from planner.cli.personal import disclosures, erasing
from planner.database import db
from planner.insights.lines import clean_line
from planner.jobs import password_mails
from planner.jobs.mail import Unencrypted
from planner.models import Person
from planner.models.kinds import Role
from planner.models.mixins import LINE_LENGTH
from planner.seeds import first_playbook
from planner.translation import speaking


@click.group()
def people() -> None:
    """The people who use the program."""


@people.command()
@click.argument("name")
@click.option("--email", required=True, help="The address that the person signs in with.")
@click.option("--role", required=True, type=click.Choice([role.value for role in Role]))
@click.option("--admin", is_flag=True, help="Let the person manage people, teams and fields.")
@with_appcontext
def add(name: str, email: str, role: str, *, admin: bool) -> None:
    """Add a person and print a one-time link to set a password.

    With the first one an organisation begins, and has its first playbook from then on.
    """
    name, email = clean_line(name), clean_line(email)
    if not name or len(name) > LINE_LENGTH or len(name.splitlines()) > 1:
        raise click.ClickException(f"NAME: write a name of at most {LINE_LENGTH} characters.")
    if not email_addresses.is_valid(email):
        raise click.ClickException(f"--email: {email!r} is no e-mail address.")
    begins = db.session.scalar(select(Person.id).limit(1)) is None
    try:
        person = actions.create(
            {"name": name, "email": email, "role": Role(role), "is_administrator": admin}, by=None
        )
    except Refused as error:
        raise click.ClickException(str(error)) from error
    if begins:
        with speaking(current_app.config["PLANNER"].language):
            first_playbook.write()
    _hand_out_link(person)


@people.command()
@click.argument("email")
@with_appcontext
def link(email: str) -> None:
    """Print a new one-time link with which the person with this EMAIL sets a password."""
    person = actions.find_by_email(clean_line(email))
    if person is None or not person.is_active:
        raise click.ClickException(f"Nobody who may sign in has the address {email!r}.")
    _hand_out_link(person)


def _hand_out_link(person: Person) -> None:
    token = password_mails.make_link(person, by=None)
    db.session.commit()
    click.echo(password_mails.password_address(token))
    if password_mails.can_be_sent():
        _mail(token, person.email)


def _mail(token: str, email: str | None) -> None:
    try:
        password_mails.send_now(token)
    except (OSError, smtplib.SMTPException, Unencrypted) as error:
        click.echo(
            f"The link could not be mailed to {email}: {error}. The server tries it again.",
            err=True,
        )
    else:
        click.echo(f"The link was also mailed to {email}.", err=True)


@people.command()
@click.argument("text")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@with_appcontext
def find(text: str, *, as_json: bool) -> None:
    """List every place in the database where TEXT stands, in any spelling."""
    erasing.print_places(text, as_json=as_json)


@people.command()
@click.argument("person")
@click.option("--successor", metavar="PERSON", help="Who takes over what the person holds.")
@erasing.options
@with_appcontext
def erase(
    person: str, successor: str | None, also: tuple[str, ...], *, dry_run: bool, as_json: bool
) -> None:
    """Erase who PERSON (key or e-mail address) was. What was done stays, by a former colleague.

    Refused for the last administrator, and for who owns customers or has open activities unless a
    successor is named.
    """
    erasing.erase_one_of_ours(person, successor, also, dry_run=dry_run, as_json=as_json)


@people.command()
@click.argument("person")
@disclosures.to_folder
@with_appcontext
def disclose(person: str, folder: Path) -> None:
    """Write what there is on PERSON (key or e-mail address) into a new folder, for them to have."""
    disclosures.write_disclosure(person_called(person), folder)
