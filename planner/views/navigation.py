"""The places that the bar at the top leads to."""

from dataclasses import asdict
from typing import Any

from flask import url_for
from flask_babel import gettext

from planner.access import Permission
from planner.queries.customers import Filter
from planner.views.current import may


def entries() -> list[tuple[str, str, str]]:
    """Endpoint, text and icon of each place that the person can go to."""
    places = [("customers.index", gettext("Customers"), "building")]
    if may(Permission.SEE_COVERAGE):
        places.append(("coverage.index", gettext("Team"), "layout-grid"))
    if may(Permission.SEE_POOL):
        places.append(("pool.index", gettext("Pool"), "inbox"))
        places.append(("requests.index", gettext("Requests"), "hand-stop"))
    places.append(("talks.new", gettext("Log a talk"), "message-circle"))
    if may(Permission.ADMINISTER):
        places.append(("people.index", gettext("Administration"), "settings"))
    return places


def customers_address(wanted: Filter, **changed: Any) -> str:
    """The list of customers with the same filter but for what is changed."""
    asked = {**asdict(wanted), **changed}
    return url_for("customers.index", **{k: v for k, v in asked.items() if v not in (None, "")})
