"""The data of the demo story, as the files beside the code have it."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from planner import places

TomlTable = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class CustomerData:
    """A customer, and what is to be told of it; `kind` names a story of `planner.seeds.kinds`.

    One that `lags` stands among the customers without a contract.
    People are named by their keys in `organisation.toml`; `plans` is what the customer is about
    to do, in the accusative.
    """

    name: str
    city: str
    industry: str
    owner: str
    kind: str
    plans: str
    specialists: tuple[str, ...] = ()
    revenue: int | None = None
    stage: str = "customer"
    mode: str = "specialist"
    contract: str | None = None
    lags: bool = False
    earlier: bool = False
    sponsor: bool = False
    business_case: bool = False
    value_request: bool = False


@lru_cache
def organisation() -> TomlTable:
    """The teams, the fields, the people and their password."""
    return _read("organisation.toml")


def demo_customers() -> list[CustomerData]:
    return [
        CustomerData(
            **{name: value for name, value in table.items() if name != "with"},
            specialists=tuple(table.get("with", ())),
        )
        for table in _read("customers.toml")["customers"]
    ]


def playbooks() -> list[TomlTable]:
    """Templates, each with its goal and its activities."""
    return list(_read("playbooks.toml")["playbooks"])


def leads() -> TomlTable:
    """Who has written to the bank of late, by which rules and kits."""
    return _read("leads.toml")


@lru_cache
def contact_parts() -> TomlTable:
    """Names and functions that the customers' people are made of."""
    return _read("contacts.toml")


@lru_cache
def texts() -> Mapping[str, TomlTable]:
    """What is said and written, by field; under the empty name what belongs to none."""
    files = sorted((places.SEED_DATA / "texts").glob("*.toml"))
    tables = [tomllib.loads(file.read_text(encoding="utf-8")) for file in files]
    by_field = {table["field"]: table for table in tables if "field" in table}
    general: dict[str, Any] = {}
    for table in tables:
        if "field" not in table:
            general |= table
    return {**by_field, "": general}


def _read(name: str) -> TomlTable:
    return tomllib.loads((places.SEED_DATA / name).read_text(encoding="utf-8"))
