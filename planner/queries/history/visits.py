"""What others have changed on a plan since somebody last read it."""

import datetime
from dataclasses import dataclass
from functools import cache

from sqlalchemy import Executable, and_, bindparam, distinct, func, or_, select

from planner import clock
from planner.database import is_among, named, rows
from planner.models import Event, EventType, Plan, PlanVisit, StoredRating
from planner.queries.live import freshness
from planner.queries.live.freshness import StateOfCustomer
from planner.queries.maturity import maturity
from planner.queries.notices import follows
from planner.queries.notices.follows import Followed
from planner.queries.plan.comments import number_of


@dataclass(frozen=True, slots=True)
class Since:
    """`known` is up to which change was read, if the plan ever was. Of what others have changed
    since then, `changed` is how many items of each table, and `last_event` the last change."""

    comments: int
    known: int | None
    last_event: int | None
    changed: dict[str, int]


@dataclass(frozen=True, slots=True)
class Reading:
    """What is new, whether the reader follows it, the rating as it is stored, the state of the
    events in which a plan is read, and the position from which to listen."""

    since: Since
    followed: Followed
    rating: tuple[object, ...]
    state: StateOfCustomer
    position: int


@dataclass(frozen=True, slots=True)
class ReaderOfPlan:
    """What somebody may read of a plan: ratings that could be seen by a day, and no events of the
    types that are hidden from them."""

    person_id: int
    hidden: tuple[EventType, ...]
    rated_until: datetime.date
    takes_part: bool


@cache
def _since(hidden: tuple[EventType, ...]) -> Executable:
    return named(
        select(
            number_of(Plan),
            follows.follows_plan(),
            follows.follows_customer(),
            PlanVisit.last_event,
            Event.subject,
            func.count(distinct(Event.subject_id)),
            func.max(Event.id),
            *maturity.RATING_COLUMNS,
            *freshness.STATE_COLUMNS,
        )
        .select_from(Plan)
        .outerjoin(
            PlanVisit,
            and_(PlanVisit.plan_id == Plan.id, PlanVisit.person_id == bindparam("person_id")),
        )
        .outerjoin(StoredRating, StoredRating.id == maturity.LATEST_RATING)
        .outerjoin(
            Event,
            and_(
                Event.customer_id == Plan.customer_id,
                or_(Event.plan_id == Plan.id, Event.plan_id.is_(None)),
                Event.id > PlanVisit.last_event,
                or_(Event.actor_id.is_(None), Event.actor_id != bindparam("person_id")),
                ~is_among(Event.type, hidden),
            ),
        )
        .where(Plan.id == bindparam("plan_id"))
        .group_by(Plan.id, PlanVisit.last_event, Event.subject, StoredRating.id)
    )


def read_by(plan_id: int, customer_id: int, reader: ReaderOfPlan) -> Reading | None:
    """What is new on a plan to this person, how many comments there are on the plan itself, its
    rating as far as it was to be seen by a day, and what was the newest event when all that was
    asked; one statement. To those who do not take part nothing is new. None if there is no such
    plan."""
    asked = {"plan_id": plan_id, "person_id": reader.person_id}
    of_rating = {"today": clock.today(), "visible_on": reader.rated_until}
    of_state = freshness.state_values(customer_id)
    found = rows(_since(reader.hidden), **asked, **of_rating, **of_state)
    if not found:
        return None
    comments, of_plan, of_customer, known = found[0][:4]
    new = {row[4]: row[5] for row in found if row[4] is not None}
    last = max((row[6] for row in found if row[6] is not None), default=None)
    since = Since(comments, *((known, last, new) if reader.takes_part else (None, None, {})))
    followed = Followed(plan=bool(of_plan), customer=bool(of_customer))
    end = 7 + len(maturity.RATING_COLUMNS)
    state, position = freshness.state_and_position(found[0][end:])
    return Reading(since, followed, tuple(found[0][7:end]), state, position)
