"""The simpler items of many plans as facts of the rating, by plan."""

from collections import defaultdict

from sqlalchemy import select

from planner import rating
from planner.models import Attendance, Field, Idea, Member, Plan, Potential, Request, Review
from planner.models.kinds import ReviewStatus
from planner.queries.maturity.fact_rows import ByParent, FactItems, FactReading, as_text

_POTENTIALS = FactItems(
    select(
        Plan.id,
        Field.name,
        Potential.annual_value,
        Potential.screened_on,
        as_text(Potential.status),
    )
    .join(Potential, Potential.customer_id == Plan.customer_id)
    .join(Field, Field.id == Potential.field_id),
    Plan.id,
)
_MEMBERS = FactItems(
    select(
        Member.plan_id,
        Member.person_id,
        Member.joined_on,
        Member.left_on,
        as_text(Member.via),
        Member.agreed_on,
    ),
    Member.plan_id,
)
_REQUESTS = FactItems(
    select(
        Request.plan_id,
        Request.person_id,
        as_text(Request.kind),
        Request.on,
        as_text(Request.status),
        Request.answered_on,
    ),
    Request.plan_id,
)
_IDEAS = FactItems(
    select(
        Idea.plan_id,
        Idea.key,
        Idea.proposed_by_id,
        Idea.on,
        as_text(Idea.status),
        Idea.adopted_by_id,
        Idea.decided_on,
    ),
    Idea.plan_id,
)
_REVIEWS = FactItems(
    select(Review.plan_id, Review.id, Review.on, Review.by_id).where(
        Review.status == ReviewStatus.HELD
    ),
    Review.plan_id,
)
_ATTENDANCES = FactItems(
    select(Attendance.review_id, Attendance.person_id).join(
        Review, Review.id == Attendance.review_id
    ),
    Review.plan_id,
)


def potentials(reading: FactReading) -> ByParent[rating.PotentialFact]:
    """The potentials of the plans' customers."""
    day, amount = reading.day, reading.amount
    found: ByParent[rating.PotentialFact] = defaultdict(list)
    for plan, field, annual_value, screened_on, status in reading.rows(_POTENTIALS):
        found[plan].append(
            rating.PotentialFact(field, amount(annual_value), day(screened_on), status)
        )
    return found


def members(reading: FactReading) -> ByParent[rating.MemberFact]:
    people, day = reading.people, reading.day
    found: ByParent[rating.MemberFact] = defaultdict(list)
    for plan, person, joined_on, left_on, via, agreed_on in reading.rows(_MEMBERS):
        found[plan].append(
            rating.MemberFact(people[person].key, day(joined_on), day(left_on), via, day(agreed_on))
        )
    return found


def requests(reading: FactReading) -> ByParent[rating.RequestFact]:
    people, day = reading.people, reading.day
    found: ByParent[rating.RequestFact] = defaultdict(list)
    for plan, person, kind, on, status, answered_on in reading.rows(_REQUESTS):
        found[plan].append(
            rating.RequestFact(people[person].key, kind, day(on), status, day(answered_on))
        )
    return found


def ideas(reading: FactReading) -> ByParent[rating.IdeaFact]:
    people, day = reading.people, reading.day
    found: ByParent[rating.IdeaFact] = defaultdict(list)
    for plan, key, author, on, status, adopter, decided_on in reading.rows(_IDEAS):
        found[plan].append(
            rating.IdeaFact(
                key,
                people[author].key,
                day(on),
                status,
                None if adopter is None else people[adopter].key,
                day(decided_on),
            )
        )
    return found


def reviews(reading: FactReading) -> ByParent[rating.ReviewFact]:
    people, day = reading.people, reading.day
    attendees = reading.keys(_ATTENDANCES)
    found: ByParent[rating.ReviewFact] = defaultdict(list)
    for plan, identity, on, leader in reading.rows(_REVIEWS):
        found[plan].append(rating.ReviewFact(day(on), people[leader].key, attendees[identity]))
    return found
