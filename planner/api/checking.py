"""Whether an item is one of the plan file, by the file's own checks."""

import datetime
from collections.abc import Mapping
from typing import Any, Final

from planner.api.problems import FieldError, Problem
from planner.api.reading import Place
from planner.api.resources import PLAIN_SHAPES, SHAPE_OF_TEAMS
from planner.planfiles.checks.parsing import Document
from planner.planfiles.checks.problems import FilePlace, Report, pointer_to
from planner.planfiles.checks.validation import check_plan_file
from planner.planfiles.exporting import FORMAT
from planner.planfiles.items import CUSTOMERS, PEOPLE_SHAPE, PLANS
from planner.words import exact_day, gettext

_SOMEBODY: Final = {"name": "somebody", "role": "generalist"}
_ANY_DAY: Final = datetime.date(2026, 1, 1)


def check_alone(place: Place, said: Mapping[str, Any]) -> None:
    """Raise Problem with all that is wrong with a customer, plan, person, team or field."""
    if place.shape in PLAIN_SHAPES:
        _check_plain(place, said)
        return
    document, at = _document(place, dict(said))
    report = Report("")
    check_plan_file(document, report)
    raise_at(report, at)


def raise_at(report: Report, at: FilePlace) -> None:
    """Raise Problem with what is wrong with the item there; other items stay as they are."""
    if errors := _errors(report, at):
        raise Problem("validation", errors=errors)


def _errors(report: Report, at: FilePlace) -> tuple[FieldError, ...]:
    here = pointer_to(at)
    return tuple(
        FieldError(each.pointer.removeprefix(here), each.text(gettext, exact_day))
        for each in report.problems
        if each.pointer == here or each.pointer.startswith(f"{here}/")
    )


def _document(place: Place, said: Document) -> tuple[Document, FilePlace]:
    """A plan file in which the item stands, and where that is."""
    customer: Document = {"key": "customer", "name": "customer"}
    end = _ANY_DAY.replace(year=_ANY_DAY.year + 1)
    period = {"starts_on": _ANY_DAY.isoformat(), "ends_on": end.isoformat()}
    plan: Document = {**period, "status": "draft", "members": []}
    people: list[Document] = []
    at: FilePlace = ()
    if place.shape is CUSTOMERS:
        customer, at = {"key": "customer", **said}, ("customer",)
        if isinstance(said.get("owner"), str):
            people = [{"key": said["owner"], **_SOMEBODY}]
    if place.shape is PLANS:
        plan, at = {"status": "draft", "members": [], **said}, ("plan",)
    if place.shape is PEOPLE_SHAPE:
        people, at = [{"key": "somebody", **said}], ("people", 0)
    return {"format": FORMAT, "customer": customer, "people": people, "plan": plan}, at


def _check_plain(place: Place, said: Mapping[str, Any]) -> None:
    """Their names and regions are lines, as those of people."""
    person = {"key": "somebody", "role": "generalist", "name": said.get("name")}
    if "name" not in said:
        del person["name"]
    if "region" in said:
        person["unit"] = said["region"]
    report = Report("")
    plan = {"status": "draft", "members": []}
    document = {"format": FORMAT, "customer": {}, "people": [person], "plan": plan}
    check_plan_file(document, report)
    errors = [
        FieldError(each.pointer.replace("/unit", "/region"), each.message)
        for each in _errors(report, ("people", 0))
    ]
    above = said.get("department") if place.shape is SHAPE_OF_TEAMS else None
    if above is not None and (not isinstance(above, int) or isinstance(above, bool)):
        errors.append(FieldError("/department", gettext("Write the id of a team.")))
    if errors:
        raise Problem("validation", errors=tuple(errors))
