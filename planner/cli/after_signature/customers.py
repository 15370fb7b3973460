"""`planner customers`: stage, wallet and relationships of customers."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from planner.after_signature.showing import customer_as_json
from planner.cli.after_signature.answering import (
    AnswerJson,
    all_option,
    answer_accounts,
    as_of_option,
    codes_in_words,
    files_argument,
    json_option,
    or_unknown,
    source_of,
)


@click.group()
def customers() -> None:
    """Stage, wallet and relationships of customers."""


@customers.command()
@files_argument
@all_option
@as_of_option
@json_option
def show(files: tuple[Path, ...], *, everything: bool, as_of: date | None, as_json: bool) -> None:
    """What the plan files say of their customers."""
    source = source_of(files, everything=everything, as_json=as_json)
    answer_accounts(source, as_of, customer_as_json, _in_words, as_json=as_json)


def _in_words(answered: AnswerJson) -> str:
    return "\n".join(_lines(answered))


def _lines(answered: AnswerJson) -> Iterator[str]:
    stage, wallet = answered["stage"], answered["wallet"]
    yield f"{answered['customer']}: {stage['evident']} on {answered['as_of']}"
    yield (
        f"  recorded as {stage['recorded']}, owner {or_unknown(stage['owner'])}: "
        + codes_in_words(stage["codes"])
    )
    yield f"  wallet: {wallet['ours']} of {wallet['value']}, {wallet['unknown']} unknown"
    yield from map(_cell, wallet["cells"])
    yield f"  contacts: {codes_in_words(answered['contacts'])}"
    for request in answered["sponsor_requests"]:
        codes = ", ".join(request["codes"]) or "nothing to be said"
        yield f"  {request['request']} ({request['reason']}): {request['status']}: {codes}"


def _cell(said: AnswerJson) -> str:
    place = said["field"] if said["unit"] is None else f"{said['field']} / {said['unit']}"
    return f"    {place}: {said['state']}, {or_unknown(said['ours'])} of {said['value']}"
