"""The heat map: groups of customers by fields, and how much of the potential is covered."""

from decimal import ROUND_DOWN, Decimal

from planner.team.coverage.queries.coverage_sums import CoverageSum, CoverageSums
from planner.views.web import percent

_Groups = list[tuple[str, CoverageSums]]


def charts(groups: _Groups, fields: list[tuple[int, str]]) -> dict[str, dict[str, object]]:
    """By currency, since what is covered in two of them has no share in common."""
    found = {
        currency
        for _name, sums in groups
        for field, _field_name in fields
        for currency, one in sums.get(field, {}).items()
        if one.potential
    }
    return {currency: _chart(groups, fields, currency) for currency in sorted(found)}


def _chart(groups: _Groups, fields: list[tuple[int, str]], currency: str) -> dict[str, object]:
    """Only groups that have potential in the currency."""
    shares = [
        (name, [covered_share(sums.get(field, {}).get(currency)) for field, _name in fields])
        for name, sums in groups
    ]
    shown = [(name, row) for name, row in shares if any(share is not None for share in row)]
    return {
        "columns": [name for _id, name in fields],
        "rows": [name for name, _row in shown],
        "values": [[None if one is None else float(one) for one in row] for _name, row in shown],
        "texts": [[percent(one) for one in row] for _name, row in shown],
    }


def covered_share(one: CoverageSum | None) -> Decimal | None:
    """From 0 to 1, which only all of it is; None where there is no potential."""
    if one is None or not one.potential:
        return None
    share = (one.potential - one.uncovered) / one.potential
    return share.quantize(Decimal("0.01"), ROUND_DOWN)
