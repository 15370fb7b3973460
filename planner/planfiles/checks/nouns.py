"""What must hold in a plan file beyond its schema, for each kind of item that the schema has.

The same name means the same in every item, so most of it follows from the names of the schema;
what holds for one kind alone stands here. That what keys lead to is so in the database as well is
held by a test, since nothing here may need the models.
"""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from planner.planfiles.schema import SCHEMA

PEOPLE: Final = "/people"
# In which list a key must stand, by the name that it is said under; all others are of people.
_LEADS_TO: Final = {
    "activity": "/plan/activities",
    "contact": "/contacts",
    "contacts": "/contacts",
    "contract": "/contracts",
    "deal": "/plan/deals",
    "goal": "/plan/goals",
    "idea": "/plan/ideas",
    "renews": "/contracts",
    "reports_to": "/contacts",
}
# Keys of the same business case, which `checks.business_cases` looks after.
WITHIN_ITS_CASE: Final = "flow"
# Dates, none of which may lie before the one before it.
_ORDERS: Final = (
    ("created_on", "claimed_on", "done_on"),
    ("joined_on", "left_on"),
    ("on", "answered_on"),
    ("on", "decided_on"),
    ("signed_on", "terminated_on", "terminated_to"),
    ("proposed_on", "answered_on"),
)
_PERIOD: Final = {"starts_on", "ends_on"}


class Needed(NamedTuple):
    """`name` must be there when `key` has one of `values`."""

    name: str
    key: str
    values: Set[str]


# By the place of the items.
_NEEDED: Final = {
    "/plan": Needed("activated_on", "status", frozenset({"active", "closed"})),
    "/plan/activities/*": Needed("done_on", "status", frozenset({"done"})),
    "/plan/ideas/*": Needed("decided_on", "status", frozenset({"adopted", "rejected"})),
    "/plan/requests/*": Needed("answered_on", "status", frozenset({"accepted", "declined"})),
}


@dataclass(frozen=True, slots=True)
class PlanFileNoun:
    """The rules for the items at `place`, a pointer with * for every index."""

    place: str
    keyed: bool = False
    refers: Mapping[str, str] = field(default_factory=dict)
    """Names of a key, or of a list of keys, with the list in which the key must stand."""
    orders: tuple[tuple[str, ...], ...] = ()
    """Names of dates, none of which may lie before the one before it."""
    period: bool = False
    """Whether starts_on must lie before ends_on."""
    needed: Needed | None = None
    lines: tuple[str, ...] = ()
    """Names of texts of one line, which are cleaned of what nobody sees."""
    filled: tuple[str, ...] = ()
    """Names of texts in which something must be seen."""


def _nouns(part: Mapping[str, Any], place: str = "") -> Iterator[PlanFileNoun]:
    """Those of the items at a place of the schema, and of the items within them."""
    if "items" in part:
        yield from _nouns(part["items"], f"{place}/*")
    elif "properties" in part:
        yield _noun(place, part["properties"])
        for name, value in part["properties"].items():
            yield from _nouns(value, f"{place}/{name}")


def _noun(place: str, said: Mapping[str, Any]) -> PlanFileNoun:
    keys = [name for name, of in said.items() if _is_key(of) or _is_key(of.get("items", {}))]
    return PlanFileNoun(
        place,
        keyed=place.endswith("/*") and "key" in said,
        refers={
            name: _LEADS_TO.get(name, PEOPLE)
            for name in keys
            if name not in ("key", WITHIN_ITS_CASE)
        },
        orders=tuple(order for order in _ORDERS if said.keys() >= set(order)),
        period=said.keys() >= _PERIOD,
        needed=_NEEDED.get(place),
        lines=tuple(name for name, of in said.items() if _is_line(of) or "maxLength" in of),
        filled=tuple(name for name, of in said.items() if _is_line(of) or "minLength" in of),
    )


def _is_key(part: Mapping[str, Any]) -> bool:
    return bool(part.get("$ref") == "#/$defs/key")


def _is_line(part: Mapping[str, Any]) -> bool:
    return bool(part.get("$ref") == "#/$defs/line")


PLAN_FILE_NOUNS: Final = tuple(_nouns(SCHEMA))
