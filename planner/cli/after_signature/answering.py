"""What these commands have in common: one line for each customer, as JSON or in words."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Protocol, TypeVar

import click

from planner.after_signature.account import Account, account_on
from planner.after_signature.thresholds import SIGNATURE_DEFAULTS, SignatureThresholds
from planner.cli.days import DayType
from planner.cli.plan_file_lines import PlanFiles, today_of_settings, write_line
from planner.planfiles.account_facts import account_facts_from
from planner.planfiles.checks.parsing import Document

_Answer = TypeVar("_Answer")
AnswerJson = Mapping[str, Any]

files_argument = click.argument(
    "files", metavar="[FILE...]", nargs=-1, type=click.Path(path_type=Path)
)
all_option = click.option(
    "--all", "everything", is_flag=True, help="Answer for every customer in the database."
)
as_of_option = click.option(
    "--as-of", type=DayType(), help="The day to answer for; today unless given."
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")


class PlanSource(Protocol):
    """Where plans are read from: files, of which some may be bad, or the database.

    The numbers are those by which an answer is made, for files the defaults.
    """

    bad: int
    numbers: SignatureThresholds

    def answers(self, answer: Callable[[Document], _Answer]) -> Iterator[_Answer]: ...


class _PlanFiles(PlanFiles):
    numbers = SIGNATURE_DEFAULTS


def source_of(files: Sequence[Path], *, everything: bool, as_json: bool) -> PlanSource:
    """The files or, with --all, the database; naming both or neither is wrong usage."""
    if everything and files:
        raise click.UsageError("Name plan files or give --all, not both.")
    if not everything and not files:
        raise click.UsageError("Name the plan files, or give --all for the database.")
    if not everything:
        return _PlanFiles(files, as_json=as_json)
    from planner.cli.after_signature.current_plans import (  # noqa: PLC0415 - files do without
        CurrentPlans,
    )

    return CurrentPlans()


def answer_accounts(
    source: PlanSource,
    as_of: date | None,
    answer: Callable[[Account], AnswerJson],
    in_words: Callable[[AnswerJson], str],
    *,
    as_json: bool,
) -> None:
    """Answer for the customer of each plan; exit with 1 if a file is bad."""
    day = as_of or today_of_settings()
    for answered in source.answers(lambda file: answer(account_in(file, day, source))):
        write_line(json.dumps(answered) if as_json else in_words(answered))
    exit_if_bad(source)


def account_in(document: Document, day: date, source: PlanSource) -> Account:
    return account_on(account_facts_from(document), day, source.numbers)


def exit_if_bad(source: PlanSource) -> None:
    if source.bad:
        click.get_current_context().exit(1)


def codes_in_words(codes: Iterable[AnswerJson]) -> str:
    """Codes with their evidence: `no_receiver (contract:k1), promises_open (promise:k1/p)`."""
    named = (f"{code['code']} ({', '.join(code['evidence']) or 'none'})" for code in codes)
    return ", ".join(named) or "nothing to be said"


def or_unknown(value: object) -> str:
    return "unknown" if value is None else str(value)
