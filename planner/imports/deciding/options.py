"""What whoever imports has said about the files."""

from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass, field

from planner.imports.dates import DateForm
from planner.imports.numbers import NumberForm
from planner.imports.recognising import Mapping

MATCHES = {
    "customers": ("name", "website", "number"),
    "contacts": ("number",),
    "deals": ("number",),
    "activities": ("number",),
}
"""By what things of a noun can be found again, if it is said."""


@dataclass(frozen=True, slots=True)
class Options:
    """What is None was left to the files."""

    system: str | None = None
    mapping: Mapping = field(default_factory=Mapping)
    match: AnyMapping[str, str] = field(default_factory=dict)
    dates: DateForm | None = None
    numbers: NumberForm | None = None
    currency: str | None = None
