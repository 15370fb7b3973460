"""All that a feed tells of."""

from planner.feeds.queries import told
from planner.feeds.queries.dated import Dated
from planner.feeds.queries.of_activities import dated_activities
from planner.feeds.queries.of_contracts import dated_contracts
from planner.feeds.queries.of_plans import dated_of_plans
from planner.feeds.queries.sights import sight_of_feed
from planner.models import Feed


def days_in(feed: Feed) -> list[Dated]:
    """By day, in an order that is the same each time."""
    sight, first = sight_of_feed(feed), told.first_kept()
    found = [
        *dated_activities(feed, sight, first),
        *dated_of_plans(sight, first),
        *dated_contracts(sight),
    ]
    return sorted(found, key=lambda dated: (dated.on, dated.kind, dated.id))
