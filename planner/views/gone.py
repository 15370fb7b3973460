"""That a thing was deleted, for those who may know of it."""

from planner.access import (
    Permission,
    allows,
    general_standings,
    standings,
    team_standings,
)
from planner.database import db
from planner.models import Customer, Plan, Target
from planner.models.playbook import OF_PLAYBOOKS
from planner.queries import field_history, plans
from planner.queries.field_history import Deletion
from planner.views.current import me
from planner.views.rights import sight_of


class Gone(Exception):
    """The thing has been deleted, and the person who asks for it may know that."""

    def __init__(self, deletion: Deletion) -> None:
        super().__init__(deletion.name)
        self.deletion = deletion


def look(table: str, identity: int) -> None:
    """Raise Gone for somebody who would have seen the thing; for others it was never there."""
    deletion = seen_deletion(table, identity)
    if deletion is not None:
        raise Gone(deletion)


def seen_deletion(table: str, identity: int) -> Deletion | None:
    """That the thing was deleted, if it was and the person would have seen it."""
    deletion = field_history.deletion_of(table, identity)
    return deletion if deletion is not None and _is_seen(deletion) else None


def _is_seen(deletion: Deletion) -> bool:
    if deletion.subject == Target.__tablename__:
        team_id = deletion.held["team"][0]["id"]
        return allows(Permission.SEE_COVERAGE, team_standings(me(), team_id))
    if deletion.subject in OF_PLAYBOOKS:
        return allows(Permission.SEE_PLAYBOOKS, general_standings(me()))
    plan = db.session.get(Plan, deletion.plan_id) if deletion.plan_id else None
    customer = db.session.get(Customer, deletion.customer_id) if deletion.customer_id else None
    if customer is None:
        return False
    plan = plan or plans.current(customer.id)
    return allows(sight_of(plan), standings(me(), customer, plan))
