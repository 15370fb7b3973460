"""Whether somebody may bring in a plan file: it changes a plan, begins one, or adds a customer."""

from collections.abc import Set

from planner import access
from planner.access import Permission, Standing
from planner.database import db
from planner.models import Customer, Person, Plan
from planner.models.kinds import PlanStatus
from planner.planfiles.checks.messages import Rule
from planner.planfiles.checks.problems import Report
from planner.planfiles.incoming.drafts import Found

_PLACE = ("plan", "starts_on")


def check_rights(by: Person, found: Found, report: Report) -> Set[Standing]:
    """How `by` stands to the plan, for what a file says of it part by part.

    Raise Refused unless `by` may bring in a file at all; it can name another plan than that whose
    page is open.
    """
    plan = db.session.get(Plan, found.plan.id) if found.plan else None
    customer = db.session.get(Customer, found.customer.id) if found.customer else None
    if customer is None:
        permission, standings = Permission.CREATE_CUSTOMER, access.general_standings(by)
    else:
        permission = Permission.STEER if plan else Permission.BEGIN_PLAN
        standings = set(access.standings(by, customer, plan))
    if not access.allows(permission, standings):
        report.refuse(_PLACE, Rule.NOT_ALLOWED_TO)
    if plan is not None and plan.status is PlanStatus.CLOSED:
        report.refuse(_PLACE, Rule.PLAN_CLOSED)
    # Whoever adds a customer owns it from then on.
    return standings | ({Standing.OWNER} if customer is None else set())
