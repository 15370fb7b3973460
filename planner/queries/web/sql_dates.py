"""A day some days after another one, in the words of either database."""

from typing import Any

from sqlalchemy import Date, Integer, cast
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement


class day_after(FunctionElement[Any]):  # noqa: N801 - it is written like a function of SQL
    """`day_after(day, days)` as a column; the number of days may be one as well."""

    type = Date()
    inherit_cache = True

    def __init__(self, day: Any, days: Any) -> None:
        super().__init__(day, cast(days, Integer))


@compiles(day_after)
def _plus(element: Any, compiler: Any, **named: Any) -> str:
    day, days = element.clauses
    return f"({compiler.process(day, **named)} + {compiler.process(days, **named)})"


@compiles(day_after, "sqlite")
def _in_sqlite(element: Any, compiler: Any, **named: Any) -> str:
    day, days = element.clauses
    of, number = compiler.process(day, **named), compiler.process(days, **named)
    return f"date({of}, {number} || ' days')"
