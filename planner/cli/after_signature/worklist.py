"""`planner worklist`: the next step with each customer of a person."""

import json
from datetime import date
from pathlib import Path

import click

from planner.after_signature.next_steps import BestStep, best_step
from planner.cli.after_signature.answering import (
    account_in,
    all_option,
    as_of_option,
    exit_if_bad,
    files_argument,
    json_option,
    source_of,
)
from planner.cli.plan_file_lines import today_of_settings, write_line


@click.command()
@files_argument
@all_option
@click.option("--person", required=True, metavar="KEY", help="Whose customers.")
@as_of_option
@json_option
def worklist(
    files: tuple[Path, ...], *, everything: bool, person: str, as_of: date | None, as_json: bool
) -> None:
    """The next best step with each customer of whose plan the person is a member."""
    day = as_of or today_of_settings()
    read = source_of(files, everything=everything, as_json=as_json)
    found = read.answers(lambda file: best_step(account_in(file, day, read), person))
    steps = [step for step in found if step is not None]
    for step in sorted(steps, key=lambda step: step.order):
        write_line(json.dumps(step.as_json()) if as_json else _in_words(step))
    exit_if_bad(read)


def _in_words(step: BestStep) -> str:
    since = "" if step.since is None else f" since {step.since}"
    evidence = f": {', '.join(step.evidence)}" if step.evidence else ""
    return f"{step.customer}: {step.step}{since}{evidence}"
