"""Reviews of a plan, the latest first."""

import datetime
from dataclasses import dataclass, field

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import aliased

from planner.database import rows
from planner.models import Attendance, Decision, Person, Review
from planner.models.kinds import Role, Side
from planner.queries.comments import number_of


@dataclass(frozen=True, slots=True)
class Attendee:
    name: str
    side: Side | None


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """`there` are those of ours who attended, who led it first; `decisions` how many there are."""

    id: int
    on: datetime.date
    outcome: str | None
    decisions: int
    comments: int = 0
    there: list[Attendee] = field(default_factory=list)

    @property
    def is_joint(self) -> bool:
        """Whether both sides were there, as the rating asks for."""
        return {Side.GENERALIST, Side.SPECIALIST} <= {person.side for person in self.there}


_leader = aliased(Person)
_decided = (
    select(func.count()).where(Decision.review_id == Review.id).correlate(Review).scalar_subquery()
)
_OF_PLAN = (
    select(
        Review.id,
        Review.on,
        Review.outcome,
        _decided,
        number_of(Review),
        _leader.name,
        _leader.role,
        Person.name,
        Person.role,
    )
    .join(_leader, _leader.id == Review.by_id)
    .outerjoin(Attendance, Attendance.review_id == Review.id)
    .outerjoin(Person, Person.id == Attendance.person_id)
    .where(Review.plan_id == bindparam("plan_id"))
    .order_by(Review.on.desc(), Review.position.desc(), Review.id.desc(), Attendance.position)
)


def of_plan(plan_id: int) -> list[ReviewRow]:
    """All reviews of a plan with who was there, in one statement."""
    found: dict[int, ReviewRow] = {}
    for *columns, leader, leads_as, name, role in rows(_OF_PLAN, plan_id=plan_id):
        review = found.setdefault(columns[0], ReviewRow(*columns))
        _add(review.there, leader, leads_as)
        if name is not None:
            _add(review.there, name, role)
    return list(found.values())


def of_review(review: Review) -> ReviewRow:
    """The same for one review that is loaded already."""
    found = ReviewRow(review.id, review.on, review.outcome, len(review.decisions))
    for person in (review.by, *review.attendees):
        _add(found.there, person.name, person.role)
    return found


def _add(there: list[Attendee], name: str, role: Role) -> None:
    attendee = Attendee(name, role.side)
    if attendee not in there:
        there.append(attendee)
