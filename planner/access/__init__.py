"""Who may do what: how a person stands to a customer, and the one table that follows from it."""

from planner.access.activities import activities_beside_plans
from planner.access.customers import (
    OwnRights,
    covered_customers,
    own_plans_for,
    own_rights,
    plans_for,
    rated_customers,
    readers_plans,
    visible_customers,
)
from planner.access.leads import lead_standings, visible_leads
from planner.access.standing import (
    activity_standings,
    field_standings,
    general_standings,
    leads_a_team,
    member_standing,
    sponsor_standings,
    standings,
    standings_in_team,
    standings_to_owned,
    team_standings,
    value_standings,
)
from planner.access.table import (
    ENDED_WITH_PLAN,
    READING,
    TABLE,
    Permission,
    Standing,
    allows,
    only_reads,
)
from planner.access.units import is_in, lies_in, people_of, teams_of

__all__ = [
    "ENDED_WITH_PLAN",
    "READING",
    "TABLE",
    "OwnRights",
    "Permission",
    "Standing",
    "activities_beside_plans",
    "activity_standings",
    "allows",
    "covered_customers",
    "field_standings",
    "general_standings",
    "is_in",
    "lead_standings",
    "leads_a_team",
    "lies_in",
    "member_standing",
    "only_reads",
    "own_plans_for",
    "own_rights",
    "people_of",
    "plans_for",
    "rated_customers",
    "readers_plans",
    "sponsor_standings",
    "standings",
    "standings_in_team",
    "standings_to_owned",
    "team_standings",
    "teams_of",
    "value_standings",
    "visible_customers",
    "visible_leads",
]
