"""Who may do what: how a person stands to a customer, and the one table that follows from it."""

from planner.access.customers import covered_customers, rated_customers, visible_customers
from planner.access.standing import (
    activity_standings,
    general_standings,
    leads_a_team,
    standings,
    team_standings,
)
from planner.access.table import (
    ENDED_WITH_PLAN,
    TABLE,
    Permission,
    Standing,
    allows,
    sees_rating_at_once,
)

__all__ = [
    "ENDED_WITH_PLAN",
    "TABLE",
    "Permission",
    "Standing",
    "activity_standings",
    "allows",
    "covered_customers",
    "general_standings",
    "leads_a_team",
    "rated_customers",
    "sees_rating_at_once",
    "standings",
    "team_standings",
    "visible_customers",
]
