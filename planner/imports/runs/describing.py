"""What an import did, as its run keeps it and as JSON tells it."""

from typing import Any

from planner.imports.findings import Finding
from planner.imports.writing.outcome import Fate, Outcome
from planner.models import ImportRun

_OF_NOUNS = (Fate.CREATED, Fate.CHANGED, Fate.UNCHANGED)


def describe(run: ImportRun, outcome: Outcome) -> None:
    """Keep with the run how many things of each noun it made and changed, and what was odd."""
    run.nouns = {
        noun: {fate.value: outcome.count(noun, fate) for fate in _OF_NOUNS}
        for noun in outcome.nouns
    }
    run.findings = [_finding(finding) for finding in outcome.findings]


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "kind": finding.kind.value,
        "handling": finding.treatment.handling.value,
        "about": finding.about,
        "count": finding.count,
        "examples": list(finding.examples),
    }
