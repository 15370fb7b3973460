"""What the filter of customers offers: only what is among the reader's own."""

from planner.forms.web.filters import CustomerFilterForm
from planner.queries.web import coverage_choices, customer_filter
from planner.team.coverage.queries.coverage_filter import CoverageGroup
from planner.team.coverage.views.coverage_words import GROUPS
from planner.views.web import me


def offer_customers(form: CustomerFilterForm) -> None:
    """Offer the teams, regions and segments of the reader, and what has none of them."""
    found = coverage_choices.offered_customers(me())
    form.team.offer([*((str(one), name) for one, name in found.teams), _none(CoverageGroup.TEAM)])
    form.region.offer([*((name, name) for name in found.regions), _none(CoverageGroup.REGION)])
    form.segment.offer([*((name, name) for name in found.segments), _none(CoverageGroup.SEGMENT)])


def _none(group: CoverageGroup) -> tuple[str, str]:
    return (customer_filter.NOTHING, str(GROUPS[group][1]))
