"""What is wanted from above of the teams of the demo story."""

import datetime
from collections.abc import Iterator
from decimal import Decimal

from planner.actions.plan import targets
from planner.seeds import data
from planner.seeds.organisation import Bank
from planner.seeds.timeline import Script

_AHEAD = datetime.timedelta(days=150)
_BEFORE_THE_YEAR = datetime.timedelta(days=21)


def scripts(bank: Bank, today: datetime.date) -> Iterator[Script]:
    """The targets of this year, and of the next one as soon as deals are planned for it."""
    for year in sorted({today.year, (today + _AHEAD).year}):
        for told in data.organisation()["targets"]:
            yield _target(bank, told, year, today)


def _target(bank: Bank, told: data.TomlTable, year: int, today: datetime.date) -> Script:
    first = datetime.date(year, 1, 1)
    yield max(0, (today - (first - _BEFORE_THE_YEAR)).days)
    values = {
        "team_id": bank.teams[told["team"]].id,
        "field_id": bank.fields[told["field"]].id if "field" in told else None,
        "starts_on": first.replace(month=told.get("from", 1)),
        "ends_on": datetime.date(year, 12, 31),
        "amount": Decimal(told["amount"]),
        "currency": "EUR",
    }
    targets.create(values, by=bank.people[told["by"]])
