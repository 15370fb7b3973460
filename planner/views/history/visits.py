"""What has changed on a plan since the last visit, and that it was read."""

from dataclasses import replace

from flask import Blueprint, request

from planner.access import Permission
from planner.actions.history import visits
from planner.models import Plan
from planner.nouns import NOUNS
from planner.queries.history.events import hidden_types
from planner.queries.history.visits import Reading, Since, read_by
from planner.translation import ngettext
from planner.views.web import LARGEST_ID, Reply, addresses, changed, db, find_plan, may, me

bp = Blueprint("visits", __name__)


@bp.post("/plans/<int:plan_id>/visit")
def update(plan_id: int) -> Reply:
    """For those who take part in the talk about a plan; sent when its page is left."""
    plan = find_plan(plan_id, Permission.COMMENT)
    last = request.form.get("event", type=int)
    if last is not None and 0 < last <= LARGEST_ID:
        visits.note(plan, last, by=me())
        db.session.commit()
    return changed(addresses.of_plan(plan))


def reading(plan: Plan) -> Reading:
    """What is new to whoever reads the page; to those who do not take part, only how many comments
    there are on the plan."""
    found = read_by(plan, me(), hidden=hidden_types(may))
    if may(Permission.COMMENT):
        return found
    return replace(found, since=Since(found.since.comments, None, None, {}))


def in_words(found: Since) -> str:
    """`3 goals changed, 1 talk was written down`."""
    counts = dict(found.changed)
    said = [
        noun.count_changed(counts.pop(noun.table))
        for noun in NOUNS
        if noun.count_changed and noun.table in counts
    ]
    if others := sum(counts.values()):
        said.append(ngettext("%(num)d other change", "%(num)d other changes", others))
    return ", ".join(said)
