"""What became of a plan file, as lines of text."""

from collections.abc import Iterator
from typing import Any

from planner.planfiles.checks.problems import printable, shortened
from planner.planfiles.outcomes import PlanFileChange, PlanFileOutcome

_NOTHING = "—"


def summary(outcome: PlanFileOutcome, *, dry_run: bool) -> str:
    """One line: who, and how many of what."""
    who = printable(f"{outcome.customer_name} ({outcome.customer})")
    if outcome.changes_nothing:
        return f"{who}: nothing to change, all of it is there already."
    words = (
        ("to create", "to change", "to remove") if dry_run else ("created", "changed", "removed")
    )
    lists = (outcome.created, outcome.changed, outcome.removed)
    counts = [f"{len(changes)} {word}" for changes, word in zip(lists, words, strict=True)]
    if outcome.reordered:
        counts.append(f"in another order: {', '.join(outcome.reordered)}")
    return f"{who}: {', '.join(counts)}."


def details(outcome: PlanFileOutcome) -> Iterator[str]:
    """A line for everything that is new, changes or goes."""
    for sign, changes in (("+", outcome.created), ("~", outcome.changed), ("-", outcome.removed)):
        for change in changes:
            line = f"  {sign} {change.noun.replace('_', ' ')} {_shown(change.name)}"
            yield f"{line}: {_fields(change)}" if sign == "~" else line


def _fields(change: PlanFileChange) -> str:
    return "; ".join(
        f"{each.field} {_shown(each.old)} → {_shown(each.new)}" for each in change.fields
    )


def _shown(value: Any) -> str:
    if value is None or value == []:
        return _NOTHING
    if isinstance(value, list):
        return ", ".join(_shown(each) for each in value)
    return printable(shortened(str(value)))
