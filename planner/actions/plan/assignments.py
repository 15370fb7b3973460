"""Who has an activity. Of two who claim in the same instant the database lets one win."""

import datetime

from sqlalchemy import bindparam, select, update
from sqlalchemy.exc import InvalidRequestError
from sqlalchemy.orm.attributes import set_committed_value

from planner import clock
from planner.actions import editing
from planner.actions.editing import assign, lock_plan
from planner.actions.errors import Refused, Taken
from planner.actions.history import events
from planner.actions.history.row_json import table_of
from planner.actions.plan import members
from planner.database import db, named
from planner.models import Activity, EventType, Person, Plan, Request
from planner.models.kinds import ActivityStatus, Mode, RequestStatus
from planner.queries.history import field_history
from planner.queries.history.field_history import Deletion


def claims_without_asking(plan: Plan, person: Person) -> bool:
    """Whether `person` can take an activity of `plan` without asking anybody."""
    return plan.mode is Mode.CO_CARE or person.is_generalist_side


def give(activity: Activity, person: Person, *, by: Person) -> None:
    """Assign an open activity to `person` if it is still open, decided by the database alone."""
    members.refuse_who_is_gone(person)
    day = max(clock.today(), activity.created_on)
    asked = {"activity_id": activity.id, "person_id": person.id, "day": day}
    db.session.flush()
    if db.session.connection().execute(_TAKE, asked).rowcount != 1:
        _look_again(activity)
        raise taken(activity)
    _say_who_has_it(activity, person, day)
    changes: events.Changes = {
        "assignee": [None, {"id": person.id, "name": person.name}],
        "status": ["open", "planned"],
        "claimed_on": [None, day.isoformat()],
    }
    events.record("claimed", activity, by=by, changes=changes)
    settle_claims(activity, person, by=by)


_TAKE = (
    update(table_of(Activity))
    .where(
        table_of(Activity).c.id == bindparam("activity_id"),
        table_of(Activity).c.status == ActivityStatus.OPEN,
    )
    .values(
        assignee_id=bindparam("person_id"),
        status=ActivityStatus.PLANNED,
        claimed_on=bindparam("day"),
    )
)


def _say_who_has_it(activity: Activity, person: Person, day: datetime.date) -> None:
    """Let the item be as it was just stored, which need not be read for that."""
    for name, value in (
        ("assignee_id", person.id),
        ("assignee", person),
        ("status", ActivityStatus.PLANNED),
        ("claimed_on", day),
    ):
        set_committed_value(activity, name, value)


def settle_claims(activity: Activity, winner: Person | None = None, *, by: Person) -> None:
    """Nobody waits for an activity that is no longer open.

    Who was given what they had asked for was answered by that. What others asked for is gone;
    declining them would say that somebody turned them down.
    """
    for request in db.session.scalars(_WAITING, {"activity_id": activity.id}).all():
        if winner is not None and request.person_id == winner.id != by.id:
            _accept(request, by=by)
        else:
            editing.remove(request, by=by)
    db.session.flush()


_WAITING = named(
    select(Request).where(
        Request.activity_id == bindparam("activity_id"),
        Request.status == RequestStatus.PENDING,
    )
)


def _accept(request: Request, *, by: Person) -> None:
    answer = {
        "status": RequestStatus.ACCEPTED,
        "answered_on": max(clock.today(), request.on),
        "answered_by": by,
        "answered_by_id": by.id,
    }
    assign(request, answer)
    events.record("accepted", request, by=by)


def taken(activity: Activity) -> Refused:
    """The refusal for whoever comes too late, naming who was faster, or who ended it and when."""
    ended = _ENDED.get(activity.status)
    event = field_history.last_of_type(activity, ended) if ended else None
    if event is not None:
        name, moment = event.actor or "—", event.at
        if event.type == EventType.ACTIVITY_FINISHED:
            return Taken("%(name)s finished this activity on %(moment)s.", name=name, moment=moment)
        return Taken("%(name)s cancelled this activity on %(moment)s.", name=name, moment=moment)
    if activity.assignee is not None:
        return Taken("%(name)s was faster and has this activity now.", name=activity.assignee.name)
    return Taken("This activity is no longer open.")


_ENDED = {
    ActivityStatus.DONE: EventType.ACTIVITY_FINISHED,
    ActivityStatus.CANCELLED: EventType.ACTIVITY_CANCELLED,
}


def deleted(deletion: Deletion) -> Refused:
    """The refusal for whoever asks for an activity that somebody has deleted."""
    return Taken(
        "%(name)s deleted this activity on %(moment)s.",
        name=deletion.actor or "—",
        moment=deletion.at,
    )


def hand_to(activity: Activity, person: Person, *, by: Person) -> None:
    """Give an unfinished activity to somebody, whoever had it."""
    lock_unfinished(activity)
    members.refuse_who_is_gone(person)
    if activity.assignee_id == person.id:
        raise Refused("%(name)s has this activity already.", name=person.name)
    claimed_on = max(clock.today(), activity.created_on)
    assign(
        activity,
        {
            "assignee": person,
            "assignee_id": person.id,
            "status": ActivityStatus.PLANNED,
            "claimed_on": claimed_on,
        },
    )
    events.record("assigned", activity, by=by)
    settle_claims(activity, person, by=by)


def release(activity: Activity, *, by: Person) -> None:
    """Put an activity back into the pool."""
    lock_unfinished(activity)
    if activity.assignee_id is None:
        raise Refused("The activity is already open.")
    activity.assignee_id, activity.claimed_on = None, None
    activity.status = ActivityStatus.OPEN
    events.record("released", activity, by=by)
    db.session.refresh(activity, ["assignee"])


def lock_unfinished(activity: Activity) -> None:
    """Look at the activity as it is now, and keep others from changing it until the commit."""
    lock_activity(activity)
    if activity.status is ActivityStatus.DONE:
        raise Refused("The activity is already done.")
    if activity.status is ActivityStatus.CANCELLED:
        raise Refused("The activity is cancelled.")


def lock_activity(activity: Activity) -> None:
    """Wait for others who change it or who answer a request for it, then look again."""
    lock_plan(activity.plan)
    _look_again(activity)


def _look_again(activity: Activity) -> None:
    identity = activity.__tablename__, activity.id
    try:
        db.session.refresh(activity, with_for_update={"key_share": True})
    except InvalidRequestError as error:
        deletion = field_history.deletion_of(*identity)
        raise deleted(deletion) if deletion else Taken("This activity has been deleted.") from error
