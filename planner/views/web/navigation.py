"""The places that the bar at the top and tabs lead to."""

from typing import Any

from flask import url_for

from planner.access import Permission
from planner.queries.plan.customers import CustomerListFilter
from planner.views.web.current import may
from planner.views.web.filters import said
from planner.words import gettext


def entries() -> list[tuple[str, str, str]]:
    """Endpoint, text and icon of each place that the person can go to."""
    places = [("customers.index", gettext("Customers"), "building")]
    if may(Permission.SEE_COVERAGE):
        places.append(("coverage.index", gettext("Team"), "layout-grid"))
    if may(Permission.SEE_POOL):
        places.append(("pool.index", gettext("Pool"), "inbox"))
        places.append(("requests.index", gettext("Requests"), "hand-stop"))
        places.append(("weeks.show", gettext("My week"), "calendar"))
    places.append(("talks.new", gettext("Log a talk"), "message-circle"))
    if may(Permission.ADMINISTER):
        places.append(("people.index", gettext("Administration"), "settings"))
    elif may(Permission.SEE_AUDIT):
        places.append(("audit.index", gettext("Administration"), "settings"))
    return places


def administration() -> list[tuple[str, str]]:
    """Endpoint and text of each place of administrators."""
    return [
        ("people.index", gettext("People")),
        ("teams.index", gettext("Teams")),
        ("fields.index", gettext("Fields")),
        ("playbooks.index", gettext("Playbooks")),
        ("settings.edit", gettext("Organisation")),
        ("settings.new_logo", gettext("Logo")),
        ("thresholds.edit", gettext("Thresholds")),
        ("settings.edit_ages", gettext("Who sees ages")),
        ("settings.edit_rhythms", gettext("Rhythm of reviews")),
        *([("audit.index", gettext("Changes"))] if may(Permission.SEE_AUDIT) else ()),
        ("first_steps.show", gettext("First steps")),
    ]


def team_pages() -> list[tuple[str, str]]:
    """Between these of a team tabs lead; who sees one of them sees the first."""
    found, added_up = [], may(Permission.SEE_COVERAGE)
    if added_up:
        found.append(("coverage.index", gettext("Coverage")))
        found.append(("pipeline.index", gettext("Plans and targets")))
    if may(Permission.SEE_MATURITY):
        found.append(("maturity_map.index", gettext("Maturity map")))
        found.append(("one_sided_plans.index", gettext("One-sided plans")))
    if added_up:
        found.append(("capacity.index", gettext("Capacity")))
        found.append(("team_reviews.index", gettext("Reviews")))
    if may(Permission.WRITE_PLAYBOOKS):
        found.append(("playbooks.index", gettext("Playbooks")))
    return found


def customers_address(wanted: CustomerListFilter, **changed: Any) -> str:
    """The list of customers with the same filter but for what is changed."""
    return url_for("customers.index", **customers_asked(wanted, **changed))


def customers_asked(wanted: CustomerListFilter, **changed: Any) -> dict[str, Any]:
    """The filter as parts of an address, which here names the team by its id."""
    asked = said(wanted, **changed)
    return {"team_id" if name == "team" else name: value for name, value in asked.items()}
