"""`planner rate`: which age plans are in, and why. Rating files touches no database."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import click

from planner.cli.cycles import seldom_looking_for_cycles
from planner.cli.days import DayType
from planner.cli.plan_file_lines import PlanFiles, today_of_settings, write_line
from planner.cli.rate_way import rating_with_way
from planner.cli.rating_text import as_json_line, text_of
from planner.planfiles.checks.parsing import Document
from planner.planfiles.facts import facts_from
from planner.rating import rate as rating_of


@click.command()
@click.argument("files", metavar="[FILE...]", nargs=-1, type=click.Path(path_type=Path))
@click.option("--all", "everything", is_flag=True, help="Rate every plan in the database.")
@click.option("--as-of", type=DayType(), help="The day to rate the plans for; today unless given.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
@click.option("--way", "with_way", is_flag=True, help="Say what leads to the next age; for files.")
@click.option(
    "--way-to",
    type=click.Path(path_type=Path, file_okay=False),
    help="With --way: a folder for the plan files with all steps, and with all but one.",
)
@click.pass_context
def rate(
    context: click.Context,
    files: tuple[Path, ...],
    *,
    everything: bool,
    as_of: date | None,
    as_json: bool,
    with_way: bool,
    way_to: Path | None,
) -> None:
    """Rate the collaboration on plans, from plan files or from the database."""
    _check_way(with_way=with_way, way_to=way_to, everything=everything)
    if everything and files:
        raise click.UsageError("Name plan files or give --all, not both.")
    if not everything and not files:
        raise click.UsageError("Name the plan files to rate, or give --all for the database.")
    if everything:
        with seldom_looking_for_cycles():
            from planner.cli.rate_all import print_database  # noqa: PLC0415 - files do without

            print_database(context, as_of, as_json=as_json)
        return
    day, read = as_of or today_of_settings(), PlanFiles(files, as_json=as_json)
    rated = (
        rating_with_way(day, way_to, as_json=as_json) if with_way else _rating(day, as_json=as_json)
    )
    for line in read.answers(rated):
        write_line(line)
    if read.bad:
        context.exit(1)


def _check_way(*, with_way: bool, way_to: Path | None, everything: bool) -> None:
    if way_to is not None and not with_way:
        raise click.UsageError("Give --way as well: --way-to says where its plan files go.")
    if with_way and everything:
        raise click.UsageError("Name plan files for --way; the pages show it for the database.")


def _rating(as_of: date, *, as_json: bool) -> Callable[[Document], str]:
    written = as_json_line if as_json else text_of
    return lambda document: written(rating_of(facts_from(document), as_of))
