"""The table of headings, as it stands in `headings.csv` beside this file."""

import csv
import re
import unicodedata
from collections import defaultdict
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

READ = ("deals", "activities", "contracts", "contacts", "customers", "people", "fields")
"""The nouns that are read, the most telling first: a deal names a customer as well."""
ENOUGH: dict[str, tuple[frozenset[str], ...]] = {
    "deals": (
        frozenset({"number", "customer"}),
        # Accounts have a name and an owner, too.
        *(frozenset({"title", name}) for name in ("stage", "status", "value", "closes_on")),
        *(frozenset({"title", name}) for name in ("customer", "probability", "is_won")),
    ),
    "activities": (frozenset({"title"}), frozenset({"kind", "due_on"})),
    "contracts": tuple(
        frozenset({"customer", name})
        for name in ("signed_on", "company_signed_on", "activated_on", "status")
    ),
    "contacts": tuple(frozenset({name}) for name in ("name", "last_name", "first_name")),
    "customers": (frozenset({"name"}),),
    "people": tuple(frozenset({name}) for name in ("name", "last_name", "email")),
    "fields": (frozenset({"name"}),),
}
"""The columns, any set of which suffices to make something of a row."""
PLAIN = "table"
"""What is called so comes from no program that is known."""
_RELATIONS = {
    "account": "customer", "owner": "owner", "what": "regarding", "opportunity": "regarding",
    "who": "attendees", "contact": "attendees",
}  # fmt: skip
"""What Salesforce names something by, whatever column of that stands behind the dot."""
_SELDOM = 99
_GUARD = re.compile(r"\s*\((?:do not modify|nicht ändern)\)\s*", re.IGNORECASE)
_GUARDED = "guarded:"
_WEIGHTS = (1, 3, 8, 40)
"""By the number of marks before a heading."""
_SAYS_NOTHING = "~"
"""Before a heading that other files have as well: it is read once the noun is known."""


class Known(NamedTuple):
    """What a heading stands for in one system; the smaller its `rank` among those of its field,
    the rather it is taken."""

    noun: str
    field: str
    system: str
    weight: int
    rank: int


@lru_cache(maxsize=4096)
def folded(heading: str) -> str:
    """A heading without case, blanks, punctuation and accents."""
    plain = unicodedata.normalize("NFKD", heading.casefold())
    return "".join(sign for sign in plain if sign.isalnum())


def known_as(heading: str) -> tuple[Known, ...]:
    """All that a heading can stand for."""
    table = headings()
    if guard := _GUARD.match(heading):
        rest = heading[guard.end() :]
        return table.get(_GUARDED + folded(rest)) or table.get(folded(rest), ())
    return table.get(folded(heading), ()) or _related(heading)


def telling(heading: str) -> list[Known]:
    """What it can stand for and says of the file that it stands in."""
    return [known for known in known_as(heading) if known.weight]


def _related(heading: str) -> tuple[Known, ...]:
    """What `Account.Customer_Number__c` stands for."""
    relation, dot, column = heading.partition(".")
    field = _RELATIONS.get(folded(relation)) if dot and column else None
    nouns = [noun for noun in READ if field in fields_of(noun)] if field else []
    return tuple(Known(noun, field or "", "salesforce", _WEIGHTS[0], _SELDOM) for noun in nouns)


@cache
def headings() -> dict[str, tuple[Known, ...]]:
    """What each heading, folded, stands for."""
    table: dict[str, list[Known]] = defaultdict(list)
    with Path(__file__).with_name("headings.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for rank, marked in enumerate(row["headings"].split("|")):
                heading = marked.lstrip("!~")
                weight = 0 if marked[0] == _SAYS_NOTHING else _WEIGHTS[len(marked) - len(heading)]
                known = Known(row["noun"], row["field"], row["system"], weight, rank)
                table[_key(heading)].append(known)
    return {key: tuple(found) for key, found in table.items()}


@cache
def systems() -> tuple[str, ...]:
    """The names of all systems, in the order of the table."""
    found = (known.system for each in headings().values() for known in each)
    return tuple(dict.fromkeys(system for system in found if system))


@cache
def fields_of(noun: str) -> frozenset[str]:
    """What a column of a file of this noun can be."""
    return frozenset(
        known.field for each in headings().values() for known in each if known.noun == noun
    )


def _key(heading: str) -> str:
    guard = _GUARD.match(heading)
    return _GUARDED + folded(heading[guard.end() :]) if guard else folded(heading)
