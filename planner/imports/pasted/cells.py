"""Reads cells of a pasted table; what is wrong is said at the cell, in the reader's language."""

import enum
from collections.abc import Callable
from decimal import Decimal
from typing import TypeVar

from planner.imports.pasted.looking import PastedRow
from planner.insights import numbers
from planner.models.mixins import LINE_LENGTH
from planner.models.types import LARGEST_AMOUNT
from planner.words import gettext, language, word

_POINTS = {"de": ",", "en": "."}
_CENTS = Decimal("0.01")
_Member = TypeVar("_Member", bound=enum.StrEnum)


def cell_line(
    entry: PastedRow, name: str, *, required: bool = False, longest: int = LINE_LENGTH
) -> str:
    """The text of a cell; empty where there is none, or where it is wrong."""
    text = entry.cells.get(name, "")
    if required and not text:
        entry.problems[name] = gettext("Fill this in.")
    if len(text) > longest:
        entry.problems[name] = gettext("Use at most %(max)d characters.", max=longest)
        return ""
    return text


def cell_choice(
    entry: PastedRow, name: str, of: type[_Member], called: Callable[[str], _Member | None]
) -> _Member | None:
    """The value of a closed list that a cell names; None for none, or for an unknown one."""
    text = entry.cells.get(name, "")
    found = called(text) if text else None
    if text and found is None:
        offered = ", ".join(word(member) for member in of)
        entry.problems[name] = gettext("Write one of these: %(words)s.", words=offered)
    return found


def amount(entry: PastedRow, name: str) -> Decimal | None:
    """An amount of money of zero or more, as the reader writes numbers; None where there is none,
    or where it is wrong."""
    text = entry.cells.get(name, "")
    try:
        number = numbers.read(text, language()) if text else None
    except numbers.NotANumber:
        entry.problems[name] = gettext("This is not a number.")
        return None
    except numbers.TwoReadings as two:
        entry.problems[name] = gettext(
            "This can be read as %(thousands)s or as %(decimals)s. Write the one you mean.",
            thousands=two.thousands,
            decimals=numbers.unmistakable(str(two.decimals).replace(".", _POINTS[language()])),
        )
        return None
    if number is not None and not 0 <= number < LARGEST_AMOUNT:
        entry.problems[name] = gettext("Write zero or more.")
        return None
    if number is not None and number != number.quantize(_CENTS):
        entry.problems[name] = gettext("Write an amount with at most two decimals.")
    return number
