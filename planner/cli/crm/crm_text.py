"""What an import has done, in lines for a terminal."""

import json
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from planner.imports.dirt import Handling
from planner.imports.findings import Finding
from planner.imports.reporting import place_alone
from planner.imports.writing import Fate, Outcome
from planner.models import ImportRun

_SHOWN = 10
"""So many findings of one kind are told singly."""
_HANDLED = {
    Handling.LEFT_OUT: "Left out",
    Handling.KEPT: "Kept",
    Handling.ASSUMED: "Assumed",
    Handling.CORRECTED: "Corrected",
    Handling.NOTED: "Noted",
}
_ALWAYS = ("customers", "contacts", "people", "deals", "activities")
_OF_NOUNS = ("created", "changed", "unchanged")


def report(outcome: Outcome, *, dry_run: bool) -> Iterator[str]:
    yield from _counts(outcome)
    yield from _findings(outcome)
    yield ""
    if not outcome.has_anything:
        yield "Nothing was brought in: there is nothing in the files that is read."
    elif not outcome.changes_anything:
        yield "Nothing changed: everything in the export is here already."
    elif dry_run:
        yield "Nothing was changed: this was a dry run."


def ways_in(*, without_address: int, has_administrator: bool) -> Iterator[str]:
    """How people who came without an e-mail address are let in."""
    if without_address:
        yield f"{without_address:,} people have no e-mail address and cannot sign in yet."
        yield "To let somebody in, an administrator adds the address on the page People;"
        yield "`planner people link EMAIL` then gives a one-time link to set a password."
    if not has_administrator:
        yield "There is no administrator yet; `planner people add NAME --email EMAIL --role ROLE"
        yield "--admin` makes one."


def _counts(outcome: Outcome) -> Iterator[str]:
    yield f"{'':10}{'new':>10}{'changed':>10}{'as before':>12}"
    for noun in outcome.nouns:
        new, changed, same = (outcome.count(noun, Fate(fate)) for fate in _OF_NOUNS)
        yield f"{noun:10}{new:>10,}{changed:>10,}{same:>12,}"


def _findings(outcome: Outcome) -> Iterator[str]:
    for handling, findings in groupby(outcome.findings, lambda one: one.treatment.handling):
        yield ""
        yield f"{_HANDLED[handling]}:"
        for _kind, alike in groupby(findings, lambda one: one.kind):
            yield from _of_one_kind(list(alike))


def _of_one_kind(findings: list[Finding]) -> Iterator[str]:
    for finding in findings[:_SHOWN]:
        yield f"  {finding}"
    if more := findings[_SHOWN:]:
        count = sum(finding.count for finding in more)
        yield f"  {count:,} × {more[0].treatment.what}, {len(more):,} more of them"


def findings_as_json(run: ImportRun) -> list[dict[str, Any]]:
    """What was odd, with examples as `file:line`; what has no row is told as it stands."""
    return [
        {**finding, "examples": [place_alone(each) for each in finding["examples"]]}
        for finding in run.findings
    ]


def as_json(run: ImportRun, *, dry_run: bool) -> str:
    """What an import did, or would have done, as one JSON object."""
    nothing = dict.fromkeys(("created", "changed", "unchanged"), 0)
    told = {
        "format": "planner.import/1",
        "run": run.id,
        "dry_run": dry_run,
        "system": run.system,
        "files": run.files,
        "nouns": dict.fromkeys(_ALWAYS, nothing) | run.nouns,
        "findings": findings_as_json(run),
    }
    return json.dumps(told, ensure_ascii=False, indent=2)
