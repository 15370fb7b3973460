"""Reads one page of a list, by the row that the page before ended with."""

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, UnaryExpression, and_, false, literal, or_, type_coerce
from sqlalchemy.sql import operators

from planner.database import rows
from planner.insights.pages import FIRST_PAGE, Page, Value
from planner.models.types import Amount

_MOST_DIGITS = 30
_Row = TypeVar("_Row")
_Other = TypeVar("_Other")


@dataclass(frozen=True, slots=True)
class ListPage(Generic[_Row]):
    """Some rows of a list, and the pages before and after them, where there are such."""

    rows: list[_Row]
    number: int
    before: Page | None
    after: Page | None

    def __iter__(self) -> Iterator[_Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def has_more(self) -> bool:
        return self.after is not None

    def turned(self, into: Callable[[list[_Row]], Iterable[_Other]]) -> "ListPage[_Other]":
        """The same page with its rows as something else."""
        return ListPage(list(into(self.rows)), self.number, self.before, self.after)


def read_page(
    statement: Any, order: Sequence[Any], page: Page, size: int, **values: object
) -> ListPage[Any]:
    """A page of what the statement finds, in this order.

    The order ends with what no two rows have in common. What may be empty in it has
    `column.is_(None)` before itself. The rows end with the columns of the order; `values` are
    those of `bindparam`s.
    """
    keys = [_Key(each) for each in order]
    statement = statement.add_columns(*(key.column(number) for number, key in enumerate(keys)))

    def read(page: Page) -> list[Any]:
        wanted = _narrowed(statement, keys, page).limit(size + 1)
        if page.number > 1 and not page.values:
            wanted = wanted.offset((page.number - 1) * size)
        return list(rows(wanted, **values))

    def values_of(row: Any) -> tuple[Value, ...]:
        return tuple(_kept(value) for value in row[-len(keys) :])

    return _page(read, values_of, _checked(page, keys), size)


def page_of_list(
    found: Sequence[_Row], sorted_by: Callable[[_Row], tuple[Value, ...]], page: Page, size: int
) -> ListPage[_Row]:
    """The same of a list that is sorted by these values."""

    def read(page: Page) -> list[_Row]:
        if not page.values:
            return list(found[(page.number - 1) * size :][: size + 1])
        if page.is_before:
            before = [each for each in found if _is_less(sorted_by(each), page.values)]
            return before[::-1][: size + 1]
        return [each for each in found if _is_less(page.values, sorted_by(each))][: size + 1]

    return _page(read, sorted_by, page, size)


def _is_less(one: tuple[Any, ...], other: tuple[Any, ...]) -> bool:
    """What cannot be compared was not kept by a list of ours."""
    try:
        return one < other
    except TypeError:
        return False


def _page(
    read: Callable[[Page], list[_Row]],
    values_of: Callable[[_Row], tuple[Value, ...]],
    page: Page,
    size: int,
) -> ListPage[_Row]:
    """`read` finds one row more than there is place for; those before a row in reverse."""
    found = read(page)
    there = found[:size]
    is_more = len(found) > size
    if page.values and (not there or (page.is_before and not is_more)):
        return _page(read, values_of, FIRST_PAGE, size)  # which is there, and full
    if page.is_before:
        there.reverse()
    has_before = is_more if page.is_before else page.number > 1 or bool(page.values)
    has_after = page.is_before or is_more
    number = max(page.number, 1 + has_before)
    return ListPage(
        there,
        number,
        Page(number - 1, values_of(there[0]), is_before=True) if there and has_before else None,
        Page(number + 1, values_of(there[-1])) if there and has_after else None,
    )


class _Key:
    """What a list is sorted by, upwards or downwards."""

    def __init__(self, given: Any) -> None:
        self.goes_down = isinstance(given, UnaryExpression) and given.modifier is operators.desc_op
        self.element: ColumnElement[Any] = given.element if self.goes_down else given
        if _kind_of(self.element) is Decimal:  # which SQLite would give in ten digits
            self.element = type_coerce(self.element, Amount)

    def column(self, number: int) -> ColumnElement[Any]:
        return self.element.label(f"sorted_by_{number}")

    def order(self, *, turned: bool) -> Any:
        return self.element.desc() if self.goes_down != turned else self.element.asc()

    def value(self, kept: Value) -> Any:
        """Raises ValueError where no such value was kept."""
        return None if kept is None else _value(_kind_of(self.element), kept)

    def is_same(self, value: Any) -> ColumnElement[bool]:
        if value is None:
            return self.element.is_(None)
        return self.element == literal(value, self.element.type)

    def is_beyond(self, value: Any, *, turned: bool) -> ColumnElement[bool]:
        if value is None:
            return false()
        there = literal(value, self.element.type)
        return self.element < there if self.goes_down != turned else self.element > there


def _narrowed(statement: Any, keys: Sequence[_Key], page: Page) -> Any:
    turned = page.is_before
    ordered = statement.order_by(*(key.order(turned=turned) for key in keys))
    if not page.values:
        return ordered
    beyond = _beyond(keys, page)
    return ordered.having(beyond) if ordered._group_by_clauses else ordered.where(beyond)  # noqa: SLF001 - nothing public tells


def _beyond(keys: Sequence[_Key], page: Page) -> ColumnElement[bool]:
    """Behind the row with these values. The first key is compared once more, for an index."""
    values = [key.value(kept) for key, kept in zip(keys, page.values, strict=True)]
    turned = page.is_before
    cases = []
    same: list[ColumnElement[bool]] = []
    for key, value in zip(keys, values, strict=True):
        cases.append(and_(*same, key.is_beyond(value, turned=turned)))
        same.append(key.is_same(value))
    first = or_(keys[0].is_beyond(values[0], turned=turned), keys[0].is_same(values[0]))
    return and_(first, or_(*cases))


def _checked(page: Page, keys: Sequence[_Key]) -> Page:
    """The first page where the address holds what this list was never sorted by."""
    try:
        for key, kept in zip(keys, page.values, strict=bool(page.values)):
            key.value(kept)
    except (ValueError, ArithmeticError):
        return FIRST_PAGE
    return page


def _kind_of(element: ColumnElement[Any]) -> type:
    """What its values are; numbers where SQLAlchemy does not know."""
    if isinstance(element.type, Amount):
        return Decimal
    try:
        known = element.type.python_type
    except NotImplementedError:
        return int
    return int if known is object else known


def _kept(value: Any) -> Value:
    """As an address keeps it."""
    if isinstance(value, datetime.date | Decimal):
        return str(value)
    if isinstance(value, Enum):
        return str(value.value)
    kept: Value = value
    return kept


def _value(kind: type, kept: str | int) -> Any:
    if issubclass(kind, bool | int) and isinstance(kept, int):
        return kind(kept)
    if not isinstance(kept, str) or issubclass(kind, bool | int):
        raise ValueError(kept)
    if issubclass(kind, Decimal):
        return _decimal(kept)
    if issubclass(kind, datetime.date):
        return kind.fromisoformat(kept)
    text: Any = kind  # str, or a StrEnum
    return text(kept)


def _decimal(kept: str) -> Decimal:
    value = Decimal(kept)
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int) or abs(exponent) > _MOST_DIGITS or len(kept) > _MOST_DIGITS:
        raise ValueError(kept)
    return value
