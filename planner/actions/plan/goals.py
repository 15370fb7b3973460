"""Goals, and the signatures of both sides under them."""

from decimal import Decimal

from planner import clock
from planner.actions.editing import Values, added, assign, remove
from planner.actions.errors import Refused
from planner.actions.history import events
from planner.database import db
from planner.models import Commitment, Goal, Person, Plan


def create(plan: Plan, values: Values, *, by: Person) -> Goal:
    """Add a goal that nobody has signed yet."""
    goal = added(Goal, plan, values)
    events.record("created", goal, by=by)
    return goal


def update(goal: Goal, values: Values, *, by: Person) -> None:
    """Change a goal. When its target moves, those who signed the old one are asked again."""
    old_target = goal.target
    assign(goal, values)
    events.record("updated", goal, by=by)
    if goal.target != old_target:
        ask_again(goal, by=by, old_target=old_target)


def ask_again(goal: Goal, *, by: Person, old_target: Decimal | None) -> None:
    """The target was moved by `by`: everybody else who has signed is asked for the new one."""
    for commitment in goal.commitments:
        _follow(commitment, by=by, old_target=old_target)


def _follow(commitment: Commitment, *, by: Person, old_target: Decimal | None) -> None:
    """Whoever moves the target stands by the new one; everybody else stays with the old."""
    if commitment.person_id == by.id:
        assign(commitment, {"target": None, "on": clock.today(), "asked_again_on": None})
        events.record("updated", commitment, by=by)
        return
    if commitment.target is None:
        commitment.target = old_target
    commitment.asked_again_on = clock.today()
    events.record("asked_again", commitment, by=by)


def delete(goal: Goal, *, by: Person) -> None:
    """Delete a goal with its signatures; each leaves its event."""
    remove(goal, by=by)


def commit_to(goal: Goal, *, by: Person) -> Commitment:
    """Sign a goal as it is now, for the first time or again after its target moved."""
    commitment = goal.commitment_of(by)
    if commitment is None:
        commitment = Commitment(person=by, on=clock.today(), position=len(goal.commitments))
        goal.commitments.append(commitment)
        events.record("created", commitment, by=by)
    else:
        assign(commitment, {"target": None, "on": clock.today(), "asked_again_on": None})
        events.record("updated", commitment, by=by)
    return commitment


def withdraw_from(goal: Goal, *, by: Person) -> None:
    """Take the own signature back; raise Refused where there is none."""
    commitment = goal.commitment_of(by)
    if commitment is None:
        raise Refused("You have not signed this goal.")
    events.record("deleted", commitment, by=by)
    goal.commitments.remove(commitment)
    db.session.flush()
