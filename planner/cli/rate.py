"""`planner rate`: which age plans are in, and why. Rating files touches no database."""

import json
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import click
from flask.cli import ScriptInfo

from planner import clock, config
from planner.cli.database import is_up_to_date
from planner.cli.days import Day
from planner.cli.mass_rating import Task, batches, processes_for
from planner.cli.progress import Progress
from planner.cli.rating_text import text_of
from planner.config import WrongSetting
from planner.database import only_reading
from planner.planfiles.facts import facts_from
from planner.planfiles.problems import Refused
from planner.planfiles.reading import contents, customer_in, read
from planner.queries import facts, organisation
from planner.rating import Rating
from planner.rating import rate as rating_of

_Line = dict[str, object]


@click.command()
@click.argument("files", metavar="[FILE...]", nargs=-1, type=click.Path(path_type=Path))
@click.option("--all", "everything", is_flag=True, help="Rate every plan in the database.")
@click.option("--as-of", type=Day(), help="The day to rate the plans for; today unless given.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
@click.pass_context
def rate(
    context: click.Context,
    files: tuple[Path, ...],
    *,
    everything: bool,
    as_of: date | None,
    as_json: bool,
) -> None:
    """Rate the collaboration on plans, from plan files or from the database."""
    if everything and files:
        raise click.UsageError("Name plan files or give --all, not both.")
    if not everything and not files:
        raise click.UsageError("Name the plan files to rate, or give --all for the database.")
    if everything:
        _print_database(context, as_of, as_json=as_json)
    elif _print_files(files, as_of or _today(), as_json=as_json):
        context.exit(1)


def _today() -> date:
    """Today, by the settings; reading all of them would make a data folder."""
    try:
        zone, fixed_day = config.calendar_from_environment()
    except WrongSetting as error:
        raise click.ClickException(str(error)) from error
    clock.configure(zone=zone, fixed_day=fixed_day)
    return clock.today()


def _print_files(files: Iterable[Path], as_of: date, *, as_json: bool) -> int:
    """Rate each file, and say of each bad one what is wrong; the number of bad ones."""
    bad = 0
    for path in files:
        data = b""
        try:
            data = contents(path)
            rating = rating_of(facts_from(read(data, str(path))), as_of)
        except Refused as refused:
            bad += 1
            if as_json:
                _write(json.dumps(_refusal(path, data, refused)))
            click.echo(str(refused), err=True)
        else:
            _write(as_json_line(rating) if as_json else text_of(rating))
    return bad


def _refusal(path: Path, data: bytes, refused: Refused) -> _Line:
    customer = customer_in(data)
    named: _Line = {"file": str(path)} if customer is None else {"customer": customer}
    return {**named, "error": str(refused)}


def _print_database(context: click.Context, as_of: date | None, *, as_json: bool) -> None:
    app = context.ensure_object(ScriptInfo).load_app()
    with app.app_context(), only_reading():
        if not is_up_to_date():
            raise click.ClickException(
                "The database is not up to date. Run `planner database upgrade` first."
            )
        written = as_json_line if as_json else text_of
        task = Task(as_of or clock.today(), organisation.thresholds(), written)
        plans = facts.count()
        with Progress("plans", plans) as progress:
            for batch in batches(task, processes=processes_for(plans)):
                sys.stdout.write(batch.lines)
                if not sys.stdout.isatty():  # plans printed there are progress enough
                    progress.step(batch.plans)


def as_json_line(rating: Rating) -> str:
    return json.dumps(rating.as_json())


def _write(line: str) -> None:
    sys.stdout.write(f"{line}\n")
