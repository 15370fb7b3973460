"""What no form takes in, a plan file does not bring in either; what is stored already may stay."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from planner import clock
from planner.insights import days
from planner.models.mixins import TEXT_LENGTH
from planner.planfiles.checks.messages import Rule
from planner.planfiles.checks.problems import FilePlace, Report
from planner.planfiles.edits import Edit
from planner.planfiles.shapes import DAY, Attribute


def check_limits(edits: Iterable[Edit], report: Report) -> None:
    """Report texts that are too long, and days whose year nobody means."""
    for edit in edits:
        for place, attribute, value in _changed(edit):
            if attribute.kind is DAY:
                _day(place, date.fromisoformat(value), report)
            elif isinstance(value, str) and len(value) > TEXT_LENGTH:
                report.add(place, Rule.TOO_LONG, length=len(value), limit=TEXT_LENGTH)


def _changed(edit: Edit) -> Iterator[tuple[FilePlace, Attribute, Any]]:
    """What an item of the file says otherwise than what is stored, each value with its place."""
    for each in edit.shape.attributes if edit.place else ():
        if each.name in edit.changes and edit.values[each.name] is not None:
            yield (*edit.place, *each.path), each, edit.values[each.name]
    for held in edit.shape.lists if edit.place else ():
        for index, item in enumerate(edit.values[held.name] if held.name in edit.changes else ()):
            for each in held.attributes:
                value = item if held.single else item[each.name]
                if value is not None:
                    yield (*edit.place, held.name, index), each, value


def _day(place: FilePlace, day: date, report: Report) -> None:
    today = clock.today()
    if not days.is_plausible(day, today):
        first, last = days.EARLIEST_YEAR, days.latest_year(today)
        report.add(place, Rule.NOT_PLAUSIBLE, day=day, first=first, last=last)
