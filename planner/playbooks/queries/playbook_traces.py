"""What earlier uses of a playbook have left on a plan: the history knows what they added."""

from sqlalchemy import Select, and_, bindparam, func, select

from planner.database import rows
from planner.models import (
    Activity,
    Event,
    EventType,
    Goal,
    PlaybookActivity,
    PlaybookGoal,
    PlaybookUse,
)
from planner.models.kinds import ActivityStatus, GoalStatus

_ACTS = (
    select(func.coalesce(Event.act_id, Event.id))
    .join(PlaybookUse, Event.subject_id == PlaybookUse.id)
    .where(
        Event.subject == PlaybookUse.__tablename__,
        Event.type == EventType.PLAYBOOK_USE_CREATED,
        PlaybookUse.plan_id == bindparam("plan_id"),
        PlaybookUse.of_id == bindparam("playbook_id"),
    )
)


def _added(of: type[Goal] | type[Activity], created: EventType) -> Select[str, int]:
    """What was added by the playbook, as the history knows it."""
    event = and_(Event.subject == of.__tablename__, Event.subject_id == of.id)
    return (
        select(of.title, of.id)
        .join(Event, event)
        .where(of.plan_id == bindparam("plan_id"), Event.type == created, Event.act_id.in_(_ACTS))
    )


_GOALS = _added(Goal, EventType.GOAL_CREATED).where(Goal.status == GoalStatus.ACTIVE)
_ACTIVITIES = _added(Activity, EventType.ACTIVITY_CREATED).where(
    Activity.status.in_([ActivityStatus.OPEN, ActivityStatus.PLANNED])
)


def there_already(plan_id: int, playbook_id: int) -> dict[tuple[type, str], int]:
    """The ids of what earlier uses of the playbook added and is still to be reached or done."""
    which = {"plan_id": plan_id, "playbook_id": playbook_id}
    found: dict[tuple[type, str], int] = {}
    for of, statement in ((PlaybookGoal, _GOALS), (PlaybookActivity, _ACTIVITIES)):
        found |= {(of, title): identity for title, identity in rows(statement, **which)}
    return found
