"""The columns of a table that is taken away, and what may stand in each."""

import enum
from dataclasses import dataclass


class Kind(enum.Enum):
    """What the cells of a column hold; None is an empty cell in every one of them."""

    TEXT = "text"
    """Anything that `str` makes readable."""
    NUMBER = "number"
    """int or Decimal"""
    MONEY = "money"
    """Decimal; the currency stands in a text column of its own beside it"""
    PERCENT = "percent"
    """Decimal, where 1 is 100 %"""
    DATE = "date"
    """datetime.date"""


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    kind: Kind = Kind.TEXT
