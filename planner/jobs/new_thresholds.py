"""What follows when the organisation has changed the numbers of the rating."""

from planner.jobs import nightly


def rate_all() -> None:
    """Rate every active plan by the numbers that hold now."""
    for _batch in nightly.rate_active_plans():
        pass  # each is committed already
