"""The simpler items of many plans as facts of the rating, by plan."""

from sqlalchemy import select

from planner import rating
from planner.models import Attendance, Field, Idea, Member, Plan, Potential, Request, Review
from planner.queries.fact_rows import ByParent, Reading, as_text, grouped


def potentials(reading: Reading) -> ByParent[rating.Potential]:
    """The potentials of the plans' customers."""
    statement = (
        select(
            Plan.id,
            Field.name,
            Potential.annual_value,
            Potential.screened_on,
            as_text(Potential.status),
        )
        .join(Potential, Potential.customer_id == Plan.customer_id)
        .join(Field, Field.id == Potential.field_id)
        .where(reading.covers(Plan.id))
    )
    return grouped(statement, lambda _plan, *values: rating.Potential(*values))


def members(reading: Reading) -> ByParent[rating.Member]:
    """Everybody who is or was on each plan."""
    statement = select(
        Member.plan_id,
        Member.person_id,
        Member.joined_on,
        Member.left_on,
        as_text(Member.via),
        Member.agreed_on,
    ).where(reading.covers(Member.plan_id))
    return grouped(
        statement,
        lambda plan, person, *values: rating.Member(reading.key(plan, person), *values),
    )


def requests(reading: Reading) -> ByParent[rating.Request]:
    """What was asked for on each plan."""
    statement = select(
        Request.plan_id,
        Request.person_id,
        as_text(Request.kind),
        Request.on,
        as_text(Request.status),
        Request.answered_on,
    ).where(reading.covers(Request.plan_id))
    return grouped(
        statement,
        lambda plan, person, *values: rating.Request(reading.key(plan, person), *values),
    )


def ideas(reading: Reading) -> ByParent[rating.Idea]:
    """The ideas of each plan."""
    statement = select(
        Idea.plan_id,
        Idea.key,
        Idea.proposed_by_id,
        Idea.on,
        as_text(Idea.status),
        Idea.adopted_by_id,
        Idea.decided_on,
    ).where(reading.covers(Idea.plan_id))
    return grouped(
        statement,
        lambda plan, key, author, on, status, adopter, decided_on: rating.Idea(
            key,
            reading.key(plan, author),
            on,
            status,
            reading.key_or_none(plan, adopter),
            decided_on,
        ),
    )


def reviews(reading: Reading) -> ByParent[rating.Review]:
    """The reviews of each plan."""
    attendees = reading.keys(
        select(Attendance.review_id, Review.plan_id, Attendance.person_id)
        .join(Review, Review.id == Attendance.review_id)
        .where(reading.covers(Review.plan_id))
    )
    statement = select(Review.plan_id, Review.id, Review.on, Review.by_id).where(
        reading.covers(Review.plan_id)
    )
    return grouped(
        statement,
        lambda plan, identity, on, leader: rating.Review(
            on, reading.key(plan, leader), attendees.get(identity, ())
        ),
    )
