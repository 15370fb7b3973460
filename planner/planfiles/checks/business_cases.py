"""What the scenarios and assumptions of a business case must hold: they speak of its own flows."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from planner.planfiles.checks.broken import Broken
from planner.planfiles.checks.messages import Rule
from planner.planfiles.checks.places import objects_in
from planner.planfiles.checks.problems import FilePlace, quoted

_BASE: Final = "base"


def problems(place: FilePlace, case: Mapping[str, Any]) -> Iterator[Broken]:
    """All that is wrong with one case by itself."""
    keys = (flow.get("key") for _, flow in objects_in(case.get("flows")))
    flows = {key for key in keys if isinstance(key, str)}
    for index, scenario in objects_in(case.get("scenarios")):
        at: FilePlace = (*place, "scenarios", index)
        if scenario.get("key") == _BASE:
            yield Broken((*at, "key"), Rule.BASE_IS_THE_CASE)
        yield from _changes(at, scenario, flows)
    for index, assumption in objects_in(case.get("assumptions")):
        yield from _of_no_flow((*place, "assumptions", index), assumption, flows)


def _changes(place: FilePlace, scenario: Mapping[str, Any], flows: set[str]) -> Iterator[Broken]:
    changed: set[str] = set()
    for index, change in objects_in(scenario.get("changes")):
        at: FilePlace = (*place, "changes", index)
        yield from _of_no_flow(at, change, flows)
        key = change.get("flow")
        if isinstance(key, str):
            if key in changed:
                yield Broken((*at, "flow"), Rule.CHANGED_TWICE, {"key": quoted(key)})
            changed.add(key)


def _of_no_flow(place: FilePlace, item: Mapping[str, Any], flows: set[str]) -> Iterator[Broken]:
    key = item.get("flow")
    if isinstance(key, str) and key not in flows:
        yield Broken((*place, "flow"), Rule.NO_SUCH_FLOW, {"key": quoted(key)})
