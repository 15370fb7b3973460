"""Values of columns as JSON, alike for both databases."""

import base64
import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, Column, Date, DateTime, LargeBinary, Numeric


def plain(value: Any) -> str:
    """What JSON has no word for, as text."""
    if isinstance(value, datetime.datetime):
        # SQLite keeps moments in UTC and does not say so.
        aware = value if value.tzinfo else value.replace(tzinfo=datetime.UTC)
        return aware.astimezone(datetime.UTC).isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    raise TypeError(f"A column holds {type(value).__name__}, which backups do not know.")


Read = Callable[[Any], Any]


def reader(column: Column[Any], dialect: str) -> Read | None:
    """Makes of what `plain` wrote what the column takes; None where that is the same."""
    kind = column.type
    if isinstance(kind, DateTime):
        return datetime.datetime.fromisoformat
    if isinstance(kind, Date):
        return datetime.date.fromisoformat
    if isinstance(kind, LargeBinary):
        return base64.b64decode
    if isinstance(kind, Numeric):  # of numbers with a point SQLite has one kind only
        return float if dialect == "sqlite" else _exactly
    return None


def _exactly(value: object) -> Decimal:
    return Decimal(str(value))


def keep_nothing_apart_from_null(column: Column[Any]) -> None:
    """Let a JSON column hold no value where it may be empty, and JSON's `null` where it may not."""
    if isinstance(column.type, JSON):
        column.type.none_as_null = bool(column.nullable)
