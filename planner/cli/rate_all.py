"""`planner rate --all`: every plan in the database."""

import sys
from datetime import date

import click
from flask.cli import ScriptInfo

from planner import clock
from planner.cli.application import loader
from planner.cli.database import is_up_to_date
from planner.cli.mass_rating import RatingTask, batches, processes_for
from planner.cli.progress import Progress
from planner.cli.rating_text import as_json_line, text_of
from planner.database import only_reading
from planner.queries.maturity import facts, organisation


def print_database(context: click.Context, as_of: date | None, *, as_json: bool) -> None:
    """Rate every plan and print the ratings in the order of the plans' ids."""
    app = (context.find_object(ScriptInfo) or loader(with_pages=False)).load_app()
    with app.app_context(), only_reading():
        if not is_up_to_date():
            raise click.ClickException(
                "The database is not up to date. Run `planner database upgrade` first."
            )
        written = as_json_line if as_json else text_of
        task = RatingTask(as_of or clock.today(), organisation.thresholds(), written)
        plans = facts.count()
        with Progress("plans", plans) as progress:
            for batch in batches(task, processes=processes_for(plans)):
                sys.stdout.write(batch.lines)
                if not sys.stdout.isatty():  # plans printed there are progress enough
                    progress.step(batch.plans)
