"""`planner demo`: a made-up bank to look around in."""

import click
from flask.cli import with_appcontext

from planner import seeds
from planner.actions.errors import Refused
from planner.cli.database import is_up_to_date
from planner.cli.progress import Progress
from planner.database import db


@click.group()
def demo() -> None:
    """The demo story."""


@demo.command()
@click.option("--if-empty", is_flag=True, help="Leave a database that holds something as it is.")
@with_appcontext
def load(*, if_empty: bool) -> None:
    """Load the demo story into an empty database, and say who can sign in to it."""
    if not is_up_to_date():
        raise click.ClickException(
            "The database is not up to date. Run `planner database upgrade` first."
        )
    if if_empty and not seeds.is_empty():
        click.echo(sign_in_text() if seeds.is_loaded() else "This database has its own people.")
        return
    try:
        with Progress("days of the demo story told", seeds.NIGHTS) as progress:
            seeds.load(at_night=progress.step)
    except Refused as error:
        db.session.rollback()
        raise click.ClickException(str(error)) from error
    db.session.commit()
    click.echo(sign_in_text())


def sign_in_text() -> str:
    """Who can sign in to the demo story, one a line, and the password of all."""
    sign_ins = seeds.sign_ins()
    lines = [f"  {who.email:<30} {who.name}, {who.role}" for who in sign_ins]
    return "\n".join([f"Sign in with the password {sign_ins[0].password} as", *lines])
