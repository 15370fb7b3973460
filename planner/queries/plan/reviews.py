"""Reviews of a plan, the latest first, and when the next one is due."""

import datetime
from dataclasses import dataclass, field

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import aliased

from planner.database import maker, rows
from planner.insights.rhythms import rhythms_from
from planner.models import Attendance, Customer, Decision, Person, Plan, Review, Setting
from planner.models.kinds import PlanStatus, ReviewStatus, Role, Side
from planner.models.people.setting import REVIEW_RHYTHMS
from planner.queries.history.brought_in import brought_in_by
from planner.queries.plan.comments import number_of

_SIDES = (Side.GENERALIST, Side.SPECIALIST)


@dataclass(frozen=True, slots=True)
class Attendee:
    """`is_there` says whether they still are with us."""

    name: str
    side: Side | None
    is_there: bool


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """`there` are those of ours who attended or are to come, who leads it first; `decisions` how
    many there are."""

    id: int
    on: datetime.date
    status: ReviewStatus
    outcome: str | None
    decisions: int
    comments: int = 0
    brought_in_by: str | None = None
    there: list[Attendee] = field(default_factory=list)

    @property
    def is_planned(self) -> bool:
        return self.status is ReviewStatus.PLANNED

    @property
    def is_held(self) -> bool:
        return self.status is ReviewStatus.HELD

    @property
    def missing(self) -> list[Side]:
        """The sides of which nobody attends."""
        present = {person.side for person in self.there}
        return [side for side in _SIDES if side not in present]

    @property
    def is_joint(self) -> bool:
        """Whether both sides were there, as the rating asks for."""
        return not self.missing


@dataclass(frozen=True, slots=True)
class PlanReviews:
    """`due_on` is the day of the next review by the rhythm of the customer's segment; None for a
    plan that is not active. `rows` has those that were held, `ahead` those still to come, the
    next one first, `cancelled` the others."""

    rows: list[ReviewRow]
    ahead: list[ReviewRow]
    cancelled: list[ReviewRow]
    due_on: datetime.date | None

    def is_due(self, today: datetime.date) -> bool:
        """Whether the day has come and no review is planned from today on."""
        planned = any(review.on >= today for review in self.ahead)
        return self.due_on is not None and self.due_on <= today and not planned


_leader = aliased(Person)
_decided = (
    select(func.count()).where(Decision.review_id == Review.id).correlate(Review).scalar_subquery()
)
# The plan comes first, so that what says when a review is due is there without any review.
_OF_PLAN = (
    select(
        Plan.status.label("plan_status"),
        func.coalesce(Plan.activated_on, Plan.starts_on).label("began"),
        Customer.segment,
        select(Setting.value)
        .where(Setting.name == REVIEW_RHYTHMS)
        .scalar_subquery()
        .label("rhythms"),
        Review.id,
        Review.on,
        Review.status,
        Review.outcome,
        _decided.label("decisions"),
        number_of(Review).label("comments"),
        brought_in_by(Review).label("brought_in_by"),
        _leader.name.label("leader"),
        _leader.role.label("leads_as"),
        _leader.is_active.label("leader_is_there"),
        Person.name.label("attendee"),
        Person.role,
        Person.is_active.label("is_there"),
    )
    .join(Customer, Customer.id == Plan.customer_id)
    .outerjoin(Review, Review.plan_id == Plan.id)
    .outerjoin(_leader, _leader.id == Review.by_id)
    .outerjoin(Attendance, Attendance.review_id == Review.id)
    .outerjoin(Person, Person.id == Attendance.person_id)
    .where(Plan.id == bindparam("plan_id"))
    .order_by(Review.on.desc(), Review.position.desc(), Review.id.desc(), Attendance.position)
)


def reviews_of_plan(plan_id: int) -> PlanReviews:
    """All reviews of a plan with who attends, in one statement."""
    found: dict[int, ReviewRow] = {}
    rows_of_plan = rows(_OF_PLAN, plan_id=plan_id)
    make = maker(ReviewRow, rows_of_plan)
    for row in rows_of_plan:
        if row.id is None:
            continue
        review = found.setdefault(row.id, make(row))
        _add(review.there, row.leader, row.leads_as, row.leader_is_there)
        if row.attendee is not None:
            _add(review.there, row.attendee, row.role, row.is_there)
    every = list(found.values())
    held = [review for review in every if review.is_held]
    plan = rows_of_plan[0]
    due_on = rhythms_from(plan.rhythms).due_on(held[0].on if held else plan.began, plan.segment)
    return PlanReviews(
        rows=held,
        ahead=[review for review in reversed(every) if review.is_planned],
        cancelled=[review for review in every if review.status is ReviewStatus.CANCELLED],
        due_on=due_on if plan.plan_status is PlanStatus.ACTIVE else None,
    )


def row_of_review(review: Review) -> ReviewRow:
    """The same for one review that is loaded already."""
    found = ReviewRow(review.id, review.on, review.status, review.outcome, len(review.decisions))
    for person in (review.by, *review.attendees):
        _add(found.there, person.name, person.role, person.is_active)
    return found


def _add(there: list[Attendee], name: str, role: Role, is_there: bool) -> None:
    attendee = Attendee(name, role.side, is_there)
    if attendee not in there:
        there.append(attendee)
