"""A rule that a kind of item breaks, on its way into the report."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from planner.planfiles.checks.messages import Rule
from planner.planfiles.checks.problems import FilePlace
from planner.planfiles.schema import is_day


@dataclass(frozen=True, slots=True)
class Broken:
    place: FilePlace
    rule: Rule
    values: Mapping[str, object] = field(default_factory=dict)


def later_before(
    place: FilePlace, name: str, earlier: Any, item: Mapping[str, Any]
) -> Iterator[Broken]:
    """That the day `name` of an item lies before that of the item before it, if it does."""
    later = item.get(name)
    if is_day(earlier) and is_day(later) and later < earlier:
        days = {"earlier_day": date.fromisoformat(earlier), "later_day": date.fromisoformat(later)}
        said = {"earlier": name, "later": name}
        yield Broken((*place, name), Rule.BEFORE, {**days, **said})
