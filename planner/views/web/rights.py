"""Whether the person who asks may do this; `finding` is where views come in.

Each check remembers how the person stands to what was found, for what the page then offers.
"""

from collections.abc import Set
from typing import Any, cast

from flask import abort, g

from planner import access
from planner.access import ENDED_WITH_PLAN, Permission, Standing, allows
from planner.actions.errors import Refused
from planner.models import Activity, Base, Customer, Lead, OfContract, OfCustomer, Plan, Target
from planner.queries.plan import plans
from planner.views.web.current import found_plan, found_standings, may, me, stood


def check_right(
    standings: Set[Standing],
    permission: Permission,
    *,
    sight: Permission = Permission.SEE_PLAN,
) -> None:
    """Answer 404 to who may not even see it, and 403 to who sees it but may not do this."""
    if not allows(sight, standings):
        abort(404)
    if not allows(permission, standings):
        abort(403)
    found_standings(standings)


def check_sight(permission: Permission) -> None:
    """Answer 404 to who sees what was found, but not this of it."""
    if not allows(permission, stood()):
        abort(404)


def check_general(permission: Permission) -> None:
    """For what belongs to no customer; whoever may not is told that there is nothing."""
    if not allows(permission, access.general_standings(me())):
        abort(404)


def check_team(team_id: int | None, permission: Permission) -> None:
    """For what belongs to a team: the lead of another one is told that there is nothing."""
    check_right(access.team_standings(me(), team_id), permission, sight=Permission.SEE_COVERAGE)


def check_covering(permission: Permission) -> None:
    """For what is added up over customers: a lead stands so to each of the own team's."""
    check_general(permission)
    found_standings(access.standings_in_team(me()))


def is_seen(customer: Customer, plan: Plan | None) -> bool:
    """Whether the person may still open the customer's page, after a change of who may."""
    return allows(sight_of(plan), access.standings(me(), customer, plan))


def sight_of(plan: Plan | None) -> Permission:
    """What it takes to know of a customer that has, or has not, this plan."""
    return Permission.SEE_PLAN if plan else Permission.SEE_CUSTOMER


def check_customer(customer: Customer, plan: Plan | None, permission: Permission) -> None:
    """For what belongs to the customer and outlasts the plan: a closed one is not in the way."""
    found_plan(plan)
    check_right(access.standings(me(), customer, plan), permission, sight=sight_of(plan))


def check_plan(plan: Plan, permission: Permission) -> None:
    """For what belongs to a plan and ends with it."""
    check_right(access.standings(me(), plan.customer, plan), permission)
    check_closed(plan, permission)


def check_lead(lead: Lead, permission: Permission) -> None:
    """For what somebody outside has sent: by who has it, and by the customer that it is of."""
    plan = plans.current(lead.customer_id) if lead.customer_id is not None else None
    there = access.lead_standings(me(), lead, plan)
    check_right(there, permission, sight=Permission.SEE_LEAD)


def check_item(item: Base, permission: Permission) -> None:
    """By what it belongs to; whoever asks for what belongs to nothing was checked before.

    An activity is seen by more than its plan: by who has it, and by its field while open. A target
    is seen by those who lead its team or see all teams, a lead by who has it.
    """
    if isinstance(item, Activity):
        standings = access.activity_standings(me(), item)
        check_right(standings, permission, sight=Permission.SEE_ACTIVITY)
        check_closed(item.plan, permission)
    elif isinstance(item, OfCustomer | OfContract):
        check_customer(item.customer, plans.current(item.customer_id), permission)
    elif isinstance(item, Lead):
        check_lead(item, permission)
    elif isinstance(item, Target):
        check_team(item.team_id, permission)
    elif not is_general(type(item)):
        check_plan(cast(Any, item).plan, permission)


def is_general(model: type[Base]) -> bool:
    """Whether such things belong to no plan, customer or team."""
    of_somebody = OfContract | OfCustomer | Lead | Target
    return not (issubclass(model, of_somebody) or hasattr(model, "plan"))


def check_closed(plan: Plan | None, permission: Permission) -> None:
    """The one place that keeps closed plans as they were."""
    found_plan(plan)
    if plan is None or plan.is_open:
        return
    found_standings(g.standings, in_closed_plan=True)
    if permission in ENDED_WITH_PLAN:
        raise Refused("This plan is closed. It can be read, but no longer changed.")


def sees(activity: Activity) -> bool:
    """Look again, after a change of who has an activity, how the person stands to it."""
    found_standings(access.activity_standings(me(), activity))
    return may(Permission.SEE_ACTIVITY)
