"""`planner handovers`: what happens between a signature and its handover."""

from datetime import date
from pathlib import Path

import click

from planner.after_signature.handover_codes import handovers_as_json
from planner.cli.after_signature.answering import (
    AnswerJson,
    all_option,
    answer_accounts,
    as_of_option,
    codes_in_words,
    files_argument,
    json_option,
    source_of,
)


@click.group()
def handovers() -> None:
    """What happens between a signature and its handover."""


@handovers.command()
@files_argument
@all_option
@as_of_option
@json_option
def check(files: tuple[Path, ...], *, everything: bool, as_of: date | None, as_json: bool) -> None:
    """How far the handovers in plan files have come, and what is missing."""
    source = source_of(files, everything=everything, as_json=as_json)
    answer_accounts(source, as_of, handovers_as_json, _in_words, as_json=as_json)


def _in_words(answered: AnswerJson) -> str:
    head = f"{answered['customer']}: handovers on {answered['as_of']}"
    return "\n".join((head, *map(_handover, answered["handovers"])))


def _handover(said: AnswerJson) -> str:
    who = [f"{word} {said[word]}" for word in ("winner", "receiver") if said[word]]
    facts = ", ".join((f"{said['days']} days after the signature", *who))
    return f"  {said['contract']}: {said['state']}, {facts}: {codes_in_words(said['codes'])}"
