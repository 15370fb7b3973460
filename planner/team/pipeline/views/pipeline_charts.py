"""What the charts of the pipeline show; each stands beside a table with the same figures."""

import datetime

from planner.insights.pipeline import Comparison, PipelineSum
from planner.views.web import gettext, money, month


def months(
    of: list[datetime.date], sums: dict[datetime.date, dict[str, PipelineSum]], currency: str
) -> dict[str, object]:
    """What was won and what is planned, weighted, in one currency."""
    found = [sums.get(first, {}).get(currency, PipelineSum()) for first in of]
    parts = (
        (gettext("Won"), [one.won for one in found]),
        (gettext("Planned, weighted"), [one.weighted for one in found]),
    )
    return {
        "names": [month(first) for first in of],
        "series": [
            {
                "name": name,
                "values": [float(value) for value in values],
                "texts": [money(value, currency) for value in values],
            }
            for name, values in parts
        ],
    }


def bridge(compared: Comparison, currency: str) -> dict[str, object]:
    """From the target down to the gap; where more is expected than wanted, up and back to it."""
    found, gap = compared.found, compared.gap
    way = "down" if gap >= 0 else "up"
    target = (gettext("Team target"), compared.target, "total")
    carried = (
        (gettext("Won"), found.won, way),
        (gettext("Planned, weighted"), found.weighted, way),
    )
    if gap >= 0:
        steps = (target, *carried, (gettext("Gap"), gap, "total"))
    else:
        steps = (*carried, (gettext("More than wanted"), -gap, "down"), target)
    return {
        "steps": [
            {"name": name, "value": float(value), "text": money(value, currency), "kind": kind}
            for name, value, kind in steps
        ]
    }
