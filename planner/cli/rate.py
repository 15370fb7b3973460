"""`planner rate`: which age plans are in, and why. Rating files touches no database."""

import json
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import click

from planner import clock, config
from planner.cli.cycles import seldom_looking_for_cycles
from planner.cli.days import DayType
from planner.cli.rating_text import as_json_line, text_of
from planner.config import WrongSetting
from planner.planfiles.checks.problems import PlanFileRefused
from planner.planfiles.facts import facts_from
from planner.planfiles.reading import contents, customer_in, read_plan_file
from planner.rating import rate as rating_of

_Line = dict[str, object]


@click.command()
@click.argument("files", metavar="[FILE...]", nargs=-1, type=click.Path(path_type=Path))
@click.option("--all", "everything", is_flag=True, help="Rate every plan in the database.")
@click.option("--as-of", type=DayType(), help="The day to rate the plans for; today unless given.")
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
        with seldom_looking_for_cycles():
            from planner.cli.rate_all import print_database  # noqa: PLC0415 - files do without

            print_database(context, as_of, as_json=as_json)
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
            rating = rating_of(facts_from(read_plan_file(data, str(path))), as_of)
        except PlanFileRefused as refused:
            bad += 1
            if as_json:
                _write(json.dumps(_refusal(path, data, refused)))
            click.echo(str(refused), err=True)
        else:
            _write(as_json_line(rating) if as_json else text_of(rating))
    return bad


def _refusal(path: Path, data: bytes, refused: PlanFileRefused) -> _Line:
    customer = customer_in(data)
    named: _Line = {"file": str(path)} if customer is None else {"customer": customer}
    return {**named, "error": str(refused)}


def _write(line: str) -> None:
    sys.stdout.write(f"{line}\n")
