"""The simpler items of many plans as facts, by plan."""

from collections import defaultdict
from decimal import Decimal
from typing import Any

from sqlalchemy import Text, select, type_coerce

from planner import rating
from planner.models import Attendance, Field, Idea, Member, Plan, Potential, Request, Review
from planner.models.kinds import ReviewStatus
from planner.queries.maturity.fact_rows import ByParent, FactItems, FactReading, as_text, listed

_POTENTIAL = (
    select(
        Plan.id,
        Field.name,
        Potential.annual_value,
        Potential.screened_on,
        as_text(Potential.status),
    )
    .join(Potential, Potential.customer_id == Plan.customer_id)
    .join(Field, Field.id == Potential.field_id)
)
_POTENTIALS = FactItems(
    _POTENTIAL,
    Plan.id,
    whole=_POTENTIAL.add_columns(
        Potential.share_of_wallet, Potential.unit, type_coerce(Potential.competitors, Text)
    ).order_by(Potential.position, Potential.id),
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
    for plan, field, annual_value, screened_on, status, *wallet in reading.rows(_POTENTIALS):
        found[plan].append(
            rating.PotentialFact(
                field,
                amount(annual_value),
                day(screened_on),
                status,
                *(_wallet(reading, *wallet) if wallet else ()),
            )
        )
    return found


def _wallet(
    reading: FactReading, share: Any, unit: str | None, competitors: Any
) -> tuple[Decimal | None, str | None, tuple[rating.CompetitorFact, ...]]:
    """Our share, the unit, and who else sells there, in the order of the fact."""
    return reading.amount(share), unit, _competitors(competitors)


def _competitors(stored: Any) -> tuple[rating.CompetitorFact, ...]:
    return tuple(_competitor(each["name"], each.get("share")) for each in listed(stored))


def _competitor(name: str, share: float | None) -> rating.CompetitorFact:
    return rating.CompetitorFact(name, None if share is None else Decimal(str(share)))


def member_facts(reading: FactReading) -> ByParent[rating.MemberFact]:
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
