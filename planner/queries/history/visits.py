"""What others have changed on a plan since somebody last read it."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import and_, bindparam, distinct, func, or_, select

from planner.database import rows
from planner.models import Event, EventType, Person, Plan, PlanVisit
from planner.queries.live import freshness
from planner.queries.live.freshness import StateOfEvents
from planner.queries.plan.comments import number_of


@dataclass(frozen=True, slots=True)
class Since:
    """`changed` is how many items of each table; `last_event` the last change of somebody else, if
    there is one that was not read; `known` up to which change was read, if the plan ever was."""

    comments: int
    known: int | None
    last_event: int | None
    changed: dict[str, int]


@dataclass(frozen=True, slots=True)
class Reading:
    """The state of the events in which a plan is read, and the position from which to listen."""

    since: Since
    state: StateOfEvents
    position: int


_SINCE = (
    select(
        number_of(Plan),
        PlanVisit.last_event,
        Event.subject,
        func.count(distinct(Event.subject_id)),
        func.max(Event.id),
        *freshness.STATE_COLUMNS,
    )
    .select_from(Plan)
    .outerjoin(
        PlanVisit,
        and_(PlanVisit.plan_id == Plan.id, PlanVisit.person_id == bindparam("person_id")),
    )
    .outerjoin(
        Event,
        and_(
            Event.customer_id == Plan.customer_id,
            or_(Event.plan_id == Plan.id, Event.plan_id.is_(None)),
            Event.id > func.coalesce(PlanVisit.last_event, 0),
            or_(Event.actor_id.is_(None), Event.actor_id != bindparam("person_id")),
            Event.type.not_in(bindparam("hidden", expanding=True)),
        ),
    )
    .where(Plan.id == bindparam("plan_id"))
    .group_by(Plan.id, PlanVisit.last_event, Event.subject)
)


def read_by(plan: Plan, person: Person, *, hidden: Collection[EventType]) -> Reading:
    """What is new on a plan to this person, how many comments there are on the plan itself, and
    what was the newest event when that was asked; one statement."""
    left_out = [str(each) for each in hidden]
    asked = {"plan_id": plan.id, "person_id": person.id, "hidden": left_out}
    found = rows(_SINCE, **asked, **freshness.state_values(plan.customer_id))
    comments, known = found[0][:2]
    new = {row[2]: row[3] for row in found if row[2] is not None}
    last = max((row[4] for row in found if row[4] is not None), default=None)
    since = Since(comments, known, last, new if known is not None else {})
    return Reading(since, *freshness.state_and_position(found[0][5:]))
