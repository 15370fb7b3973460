"""Activities: what is to be done by somebody until a day."""

from collections.abc import Sequence

from planner import clock
from planner.actions.editing import Values, added, assign, remove
from planner.actions.errors import Refused
from planner.actions.history import events
from planner.actions.history.event_names import references
from planner.actions.plan import assignments
from planner.database import db
from planner.models import Activity, Participation, Person, Plan
from planner.models.kinds import ActivityStatus


def create(
    plan: Plan, values: Values, *, by: Person, participants: Sequence[Person] = ()
) -> Activity:
    """Add an activity: planned for its assignee, or open in the pool without one."""
    activity = added(Activity, plan, values)
    activity.created_by, activity.created_on = by, clock.today()
    assigned = values.get("assignee_id") is not None or values.get("assignee") is not None
    activity.status = ActivityStatus.PLANNED if assigned else ActivityStatus.OPEN
    activity.participations = _participations(participants)
    events.record("created", activity, by=by)
    return activity


def update(
    activity: Activity,
    values: Values,
    *,
    by: Person,
    participants: Sequence[Person] | None = None,
) -> None:
    """Change what is planned. `participants` replaces all who take part; None leaves them."""
    assign(activity, values)
    changes = events.changes_of(activity)
    if participants is not None and list(participants) != activity.participants:
        changes["participants"] = [references(activity.participants), references(participants)]
        activity.participations.clear()
        db.session.flush()
        activity.participations = _participations(participants)
    if changes:
        events.record("updated", activity, by=by, changes=changes)


def schedule(activity: Activity, values: Values, *, by: Person) -> None:
    """Put an unfinished activity on another day, or say how many hours it takes."""
    assignments.lock_unfinished(activity)
    update(activity, values, by=by)


def _participations(people: Sequence[Person]) -> list[Participation]:
    return [Participation(person=person, position=n) for n, person in enumerate(people)]


def finish(activity: Activity, *, by: Person) -> None:
    """Mark an activity as done today; an open one becomes that of whoever finishes it."""
    assignments.lock_unfinished(activity)
    if activity.assignee_id is None:
        if not assignments.claims_without_asking(activity.plan, by):
            raise Refused("Nobody has this activity yet. Ask for it first.")
        assignments.give(activity, by, by=by)
    begun_on = activity.claimed_on or activity.created_on
    activity.status, activity.done_on = ActivityStatus.DONE, max(clock.today(), begun_on)
    events.record("finished", activity, by=by)


def reopen(activity: Activity, *, by: Person) -> None:
    """Take back that an activity is done or cancelled."""
    assignments.lock_activity(activity)
    if activity.is_unfinished:
        raise Refused("The activity is not finished.")
    assigned = activity.assignee_id is not None
    activity.status = ActivityStatus.PLANNED if assigned else ActivityStatus.OPEN
    activity.done_on = None
    events.record("reopened", activity, by=by)


def cancel(activity: Activity, *, by: Person) -> None:
    """Give an activity up for good; whoever had it stays on record."""
    assignments.lock_unfinished(activity)
    activity.status = ActivityStatus.CANCELLED
    events.record("cancelled", activity, by=by)
    assignments.settle_claims(activity, by=by)


def delete(activity: Activity, *, by: Person) -> None:
    """Delete an activity; whoever had asked for it no longer waits."""
    assignments.lock_activity(activity)
    assignments.settle_claims(activity, by=by)
    remove(activity, by=by)
