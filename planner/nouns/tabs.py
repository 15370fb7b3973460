"""The tabs of a plan's page beside its overview; the card of a noun says which one holds it."""

import enum

from planner.translation import lazy as _


class Tab(enum.StrEnum):
    """In the order of the page; each is the last part of its address."""

    GOALS = "goals"
    ACTIVITIES = "activities"
    TALKS = "talks"
    VALUE = "value"
    PEOPLE = "people"
    RENEWALS = "renewals"


TABS = {
    Tab.GOALS: _("Goals & deals"),
    Tab.ACTIVITIES: _("Activities"),
    Tab.TALKS: _("Talks"),
    Tab.VALUE: _("Value"),
    Tab.PEOPLE: _("People"),
    Tab.RENEWALS: _("Renewals"),
}
"""What each is called on the page."""
