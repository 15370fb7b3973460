"""`planner contracts`: how long contracts run, and what is done about their renewal."""

from datetime import date
from pathlib import Path

import click

from planner.after_signature.renewals import contracts_as_json
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
def contracts() -> None:
    """How long contracts run, and what is done about their renewal."""


@contracts.command()
@files_argument
@all_option
@as_of_option
@json_option
def dates(files: tuple[Path, ...], *, everything: bool, as_of: date | None, as_json: bool) -> None:
    """Ends, last days for notice and renewals of contracts."""
    source = source_of(files, everything=everything, as_json=as_json)
    answer_accounts(source, as_of, contracts_as_json, _in_words, as_json=as_json)


def _in_words(answered: AnswerJson) -> str:
    missing = answered["without_value"]
    unknown = f", {missing} without a value" if missing else ""
    head = (
        f"{answered['customer']}: {answered['at_stake']} at stake on {answered['as_of']}{unknown}"
    )
    return "\n".join((head, *map(_contract, answered["contracts"])))


def _contract(said: AnswerJson) -> str:
    days = (
        ("ends", "ends_on"),
        ("notice until", "notice_on"),
        ("decided by", "decision_on"),
        ("in sight from", "radar_on"),
    )
    known = [f"{words} {_with_weekday(said[name])}" for words, name in days if said[name]]
    stake = f"at stake: {or_unknown(said['at_stake'])}"
    work = f"work: {', '.join(said['work']) or 'none'}"
    risks = [f"risks: {codes_in_words(said['risks'])}"] if said["risks"] else []
    facts = ", ".join([*known, stake, work, *risks])
    return f"  {said['contract']}: {said['state']} ({said['kind']}), {facts}"


def _with_weekday(day: str) -> str:
    return f"{day} ({date.fromisoformat(day):%A})"
