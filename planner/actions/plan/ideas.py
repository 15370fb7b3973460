"""Ideas: proposed by a colleague, adopted or rejected."""

from planner import clock
from planner.actions.editing import Values, added, assign, remove
from planner.actions.errors import Refused
from planner.actions.history import events
from planner.database import db
from planner.models import Idea, Person, Plan
from planner.models.kinds import IdeaStatus


def create(plan: Plan, values: Values, *, by: Person) -> Idea:
    """Propose an idea, today."""
    idea = added(Idea, plan, values)
    idea.proposed_by, idea.on = by, clock.today()
    events.record("created", idea, by=by)
    return idea


def update(idea: Idea, values: Values, *, by: Person) -> None:
    """Change what an idea says, or that it has been presented."""
    assign(idea, values)
    events.record("updated", idea, by=by)


def adopt(idea: Idea, *, by: Person) -> None:
    """Take an idea up; somebody else than its author does that."""
    _refuse_decided(idea)
    if idea.proposed_by_id == by.id:
        raise Refused("Somebody else adopts an idea that you have proposed.")
    idea.status, idea.decided_on = IdeaStatus.ADOPTED, max(clock.today(), idea.on)
    idea.adopted_by, idea.adopted_by_id = by, by.id
    events.record("adopted", idea, by=by)


def reject(idea: Idea, *, by: Person) -> None:
    """Turn an idea down; raise Refused when it has been decided already."""
    _refuse_decided(idea)
    idea.status, idea.decided_on = IdeaStatus.REJECTED, max(clock.today(), idea.on)
    events.record("rejected", idea, by=by)


def reconsider(idea: Idea, *, by: Person, status: IdeaStatus = IdeaStatus.PRESENTED) -> None:
    """Take the decision about an idea back; it has been presented, unless `status` says that it
    had only been proposed before."""
    if not idea.is_decided:
        raise Refused("The idea has not been decided yet.")
    idea.status, idea.decided_on = status, None
    idea.adopted_by, idea.adopted_by_id = None, None
    events.record("updated", idea, by=by)


def delete(idea: Idea, *, by: Person) -> None:
    """Delete an idea."""
    remove(idea, by=by)


def _refuse_decided(idea: Idea) -> None:
    # Of two who decide in the same instant the second sees what the first did.
    db.session.refresh(idea, with_for_update=True)
    if idea.is_decided:
        raise Refused("The idea has been decided already.")
