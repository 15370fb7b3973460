"""Commands that answer a line for each plan file, without any database."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TypeVar

import click

from planner import clock, config
from planner.config import WrongSetting
from planner.planfiles.checks.parsing import Document
from planner.planfiles.checks.problems import PlanFileRefused
from planner.planfiles.reading import contents, customer_in, read_plan_file

_Answer = TypeVar("_Answer")
_Line = dict[str, object]


class Unanswered(Exception):
    """Why there is no answer to a plan file, though it can be read."""


class PlanFiles:
    """Reads plan files one after the other, says of each bad one what is wrong, and goes on."""

    def __init__(self, paths: Iterable[Path], *, as_json: bool) -> None:
        self._paths = paths
        self._as_json = as_json
        self.bad = 0

    def answers(self, answer: Callable[[Document], _Answer]) -> Iterator[_Answer]:
        """What `answer` makes of each file that can be read, in the order given.

        It may raise Unanswered.
        """
        for path in self._paths:
            data = b""
            try:
                data = contents(path)
                answered = answer(read_plan_file(data, str(path)))
            except (PlanFileRefused, Unanswered) as refused:
                self._say(path, data, refused)
            else:
                yield answered

    def _say(self, path: Path, data: bytes, refused: Exception) -> None:
        self.bad += 1
        if self._as_json:
            write_line(json.dumps(_refusal(path, data, refused)))
        click.echo(str(refused), err=True)


def today_of_settings() -> date:
    """Today, by the settings; reading all of them would make a data folder."""
    try:
        zone, fixed_day = config.calendar_from_environment()
    except WrongSetting as error:
        raise click.ClickException(str(error)) from error
    clock.configure(zone=zone, fixed_day=fixed_day)
    return clock.today()


def _refusal(path: Path, data: bytes, refused: Exception) -> _Line:
    customer = customer_in(data)
    named: _Line = {"file": str(path)} if customer is None else {"customer": customer}
    return {**named, "error": str(refused)}


def write_line(line: str) -> None:
    sys.stdout.write(f"{line}\n")
