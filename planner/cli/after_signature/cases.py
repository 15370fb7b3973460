"""`planner cases`: what business cases are worth."""

import json
from collections.abc import Iterator
from pathlib import Path

import click

from planner.after_signature.thresholds import SignatureThresholds
from planner.after_signature.valuation.cases import cases_as_json
from planner.cli.after_signature.answering import (
    AnswerJson,
    all_option,
    exit_if_bad,
    files_argument,
    json_option,
    or_unknown,
    source_of,
)
from planner.cli.plan_file_lines import write_line
from planner.planfiles.case_facts import case_facts_from
from planner.planfiles.checks.parsing import Document


@click.group()
def cases() -> None:
    """What business cases are worth."""


@cases.command()
@files_argument
@all_option
@json_option
def value(files: tuple[Path, ...], *, everything: bool, as_json: bool) -> None:
    """Present value, rates of return, payback and sensitivity of the cases in plan files."""
    read = source_of(files, everything=everything, as_json=as_json)
    for answered in read.answers(lambda file: _answer(file, read.numbers)):
        write_line(json.dumps(answered) if as_json else "\n".join(_lines(answered)))
    exit_if_bad(read)


def _answer(document: Document, numbers: SignatureThresholds) -> AnswerJson:
    return cases_as_json(document["customer"]["key"], case_facts_from(document), numbers)


def _lines(answered: AnswerJson) -> Iterator[str]:
    yield f"{answered['customer']}: {len(answered['cases'])} business cases"
    for case in answered["cases"]:
        for said in case["scenarios"]:
            rates = ", ".join(map(str, said["irr_all"])) or str(said["irr_reason"])
            worth = f"NPV {said['npv']} at {said['discount_rate']}, IRR {rates}"
            payback = f"payback {or_unknown(said['payback'])} years"
            yield f"  {case['case']}, {said['scenario']}: {worth}, {payback}"
