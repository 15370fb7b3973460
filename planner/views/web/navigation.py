"""The places that the bar at the top and tabs lead to."""

from typing import NamedTuple

from flask import request

from planner.access import Permission
from planner.models.kinds import Side
from planner.views.web.current import may, me, what_waits
from planner.words import gettext


class Place(NamedTuple):
    """Where the bar leads to; what is rare stands elsewhere on a phone, which has room for five."""

    endpoint: str
    text: str
    icon: str
    is_rare: bool = False


class Tab(NamedTuple):
    """A place of administrators, and whether the page is one of those that it holds."""

    endpoint: str
    text: str
    is_current: bool


_LOGO = ("settings.new_logo", "settings.create_logo")
_CHANGES = ("audit", "import_runs", "import_uploads", "import_mappings", "import_undos")
_ORGANISATION = ("settings.edit", "settings.update", *_LOGO)
_RHYTHMS = ("settings.edit_rhythms", "settings.update_rhythms")


def entries() -> list[Place]:
    """Each place that the person can go to."""
    if not may(Permission.SEE_COMMON_PAGES):
        return [Place("desk.index", gettext("Desk"), "briefcase")]
    leads = may(Permission.SEE_COVERAGE)
    places = [Place("today.index", gettext("Today"), "sun")] if may(Permission.SEE_POOL) else []
    if may(Permission.SEE_DESK):
        places.insert(0, Place("desk.index", gettext("Desk"), "briefcase"))
    if places and me().side is Side.GENERALIST:
        places.append(Place("work_list.index", gettext("Work list"), "list-check", is_rare=True))
    places.append(Place("customers.index", gettext("Customers"), "building"))
    if leads:
        places.append(Place("coverage.index", gettext("Team"), "layout-grid"))
    if may(Permission.SEE_POOL) and not may(Permission.SEE_DESK):
        places.append(Place("pool.index", gettext("Pool"), "inbox", is_rare=leads))
        places.append(Place("weeks.show", gettext("My week"), "calendar"))
    places += _inboxes()
    places.append(Place("talks.new", gettext("Log a talk"), "message-circle"))
    if may(Permission.ADMINISTER):
        places.append(Place("people.index", gettext("Administration"), "settings", is_rare=True))
    elif may(Permission.SEE_AUDIT):
        places.append(Place("audit.index", gettext("Administration"), "settings", is_rare=True))
    return places


def _inboxes() -> list[Place]:
    """Where what others ask waits for somebody. Leads stand there for who has some, and for all on
    Today: the bar has no room for more that everybody has."""
    places = []
    if what_waits().leads:
        places.append(Place("leads.index", gettext("Leads"), "mail", is_rare=True))
    if may(Permission.SEE_VALUE_REQUESTS):
        asked = Place("value_inbox.index", gettext("Asked for value"), "help-circle", is_rare=True)
        places.append(asked)
    return places


def administration() -> list[Tab]:
    """The places of administrators, no more than a desk has room for in one line: the logo stands
    on the organisation's page, the rules for leads on that of their form, imports on that of
    changes."""
    return [
        _tab("people.index", gettext("People")),
        _tab("teams.index", gettext("Teams")),
        _tab("fields.index", gettext("Fields")),
        _tab("playbooks.index", gettext("Playbooks")),
        _tab("involvement_rules.index", gettext("Involvement")),
        _tab("lead_settings.edit", gettext("Leads"), "lead_settings", "lead_rules"),
        _tab("settings.edit", gettext("Organisation"), *_ORGANISATION),
        _tab("thresholds.edit", gettext("Thresholds")),
        _tab("settings.edit_ages", gettext("Ages"), "settings.edit_ages", "settings.update_ages"),
        _tab("settings.edit_rhythms", gettext("Reviews"), *_RHYTHMS),
        *(
            [_tab("audit.index", gettext("Changes"), *_CHANGES)]
            if may(Permission.SEE_AUDIT)
            else ()
        ),
        _tab("first_steps.show", gettext("First steps")),
    ]


def _tab(endpoint: str, text: str, *holds: str) -> Tab:
    """It `holds` the pages of these blueprints or endpoints, or all of its own blueprint."""
    here = {request.blueprint, request.endpoint}
    return Tab(endpoint, text, not here.isdisjoint(holds or endpoint.split(".")[:1]))


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
        found.append(("team_signatures.index", gettext("After the signature")))
        found.append(("reach.index", gettext("Reach")))
    if may(Permission.WRITE_PLAYBOOKS):
        found.append(("playbooks.index", gettext("Playbooks")))
    return found
