"""Column types that behave alike on SQLite and PostgreSQL."""

import datetime
import enum
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, DateTime, Dialect, Enum, Float, Numeric
from sqlalchemy.types import TypeDecorator, TypeEngine

LARGEST_AMOUNT = 10**15
"""Amounts stay below this: up to here every cent is exact in either database."""


class Amount(TypeDecorator[Decimal]):
    """A number kept exactly as given, up to 15 significant digits."""

    impl = Numeric
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        plain = Numeric() if dialect.name == "postgresql" else Float(asdecimal=False)
        return dialect.type_descriptor(plain)

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> Any:
        if value is None or dialect.name == "postgresql":
            return value
        return float(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        return amount_of(value)


def amount_of(stored: Any) -> Decimal | None:
    """What a column of amounts says, of the driver's own type: SQLite's is a number."""
    if stored is None or isinstance(stored, Decimal):
        return stored
    return Decimal(int(stored)) if float(stored).is_integer() else Decimal(repr(stored))


class DaysByPerson(JSON):
    """A list of `{"person": key, "on": day}`, which plan files say as days by the person's key."""


class Moment(TypeDecorator[datetime.datetime]):
    """A point in time, aware and in UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(
        self, value: datetime.datetime | None, dialect: Dialect
    ) -> datetime.datetime | None:
        return None if value is None else value.astimezone(datetime.UTC)

    def process_result_value(
        self, value: datetime.datetime | None, dialect: Dialect
    ) -> datetime.datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            return value.replace(tzinfo=datetime.UTC)
        return value.astimezone(datetime.UTC)


def one_of(of: type[enum.StrEnum], *, name: str) -> Enum:
    """A column that holds one of the values of `of`, checked by the database itself."""
    return Enum(
        of,
        name=name,
        native_enum=False,
        create_constraint=True,
        validate_strings=True,
        length=32,
        values_callable=lambda members: [member.value for member in members],
    )
