"""Reads plan files: all of a file holds, or it is refused with everything that is wrong with it."""

from pathlib import Path

from planner.planfiles.checks.messages import Rule
from planner.planfiles.checks.parsing import LARGEST_FILE, Document, parse
from planner.planfiles.checks.problems import PlanFileRefused, Report
from planner.planfiles.checks.validation import check_plan_file


def read_plan_file(data: bytes, name: str) -> Document:
    """The plan file in the bytes, as its schema describes it; `name` is what messages call it.

    Whole numbers are int, others float, dates are texts. Raises Refused with all problems.
    """
    report = Report(name)
    document = parse(data, report)
    check_plan_file(document, report)
    report.settle()
    return document


def read_file(path: Path) -> Document:
    """The plan file at the path."""
    return read_plan_file(contents(path), str(path))


def contents(path: Path) -> bytes:
    """The bytes at the path, of a file that is too large no more than enough to see it.

    Raises Refused where it cannot be opened.
    """
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        Report(str(path)).refuse((), Rule.NOT_OPENED, reason=reason)


def customer_in(data: bytes) -> str | None:
    """The key of the customer in a file that may be refused; None where it cannot be read."""
    try:
        customer = parse(data, Report("")).get("customer")
    except PlanFileRefused:
        return None
    key = customer.get("key") if isinstance(customer, dict) else None
    return key if isinstance(key, str) and key else None
