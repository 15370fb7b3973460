"""Whom somebody means on the command line."""

import click
from sqlalchemy import select

from planner.actions.people import people
from planner.database import db
from planner.insights.lines import clean_line
from planner.models import Person


def person_called(said: str) -> Person:
    """The person with this key or e-mail address; raise ClickException if nobody has it."""
    by_key = db.session.scalar(select(Person).where(Person.key == said))
    person = by_key or people.find_by_email(clean_line(said))
    if person is None:
        raise click.ClickException(f"Nobody has the key or the address {said!r}.")
    return person
