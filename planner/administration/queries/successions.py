"""What somebody holds that would be left to nobody when they go."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, case, or_, select

from planner.access import visible_customers
from planner.database import rows
from planner.models import (
    Activity,
    Attendance,
    Customer,
    Idea,
    Member,
    Participation,
    Person,
    Plan,
    Request,
    Review,
    SponsorRequest,
)
from planner.models.kinds import (
    ActivityStatus,
    IdeaStatus,
    PlanStatus,
    RequestStatus,
    ReviewStatus,
    SponsorRequestStatus,
)

_UNFINISHED = (ActivityStatus.OPEN, ActivityStatus.PLANNED)
_ASKED = (SponsorRequestStatus.ASKED, SponsorRequestStatus.ACCEPTED)
_UNDECIDED = (IdeaStatus.PROPOSED, IdeaStatus.PRESENTED)


@dataclass(frozen=True, slots=True)
class Holding:
    """All of one kind: its ids, and the names of their customers that the reader may know of."""

    kind: str
    ids: list[int]
    customers: list[str]


def of_person(person: Person, *, reader: Person) -> list[Holding]:
    """What the person holds in plans that are not closed; kinds of which there is nothing are
    left out."""
    name = case((visible_customers(reader), Customer.name))
    found = [(kind, rows(statement)) for kind, statement in _statements(person.id, name)]
    return [
        Holding(kind, [row[0] for row in held], sorted({row[1] for row in held if row[1]}))
        for kind, held in found
        if held
    ]


def _statements(
    person_id: int, name: ColumnElement[str | None]
) -> Iterator[tuple[str, Select[int, str | None]]]:
    yield "customers", select(Customer.id, name).where(Customer.owner_id == person_id)
    there = (Member.person_id == person_id, Member.left_on.is_(None))
    yield "memberships", _in_plans(select(Member.id, name), Member).where(*there)
    activity = _in_plans(select(Activity.id, name), Activity)
    unfinished = activity.where(Activity.status.in_(_UNFINISHED))
    yield "activities", unfinished.where(Activity.assignee_id == person_id)
    takes_part = select(Participation.activity_id).where(Participation.person_id == person_id)
    yield "participations", unfinished.where(Activity.id.in_(takes_part))
    attends = select(Attendance.review_id).where(Attendance.person_id == person_id)
    yield (
        "reviews",
        _in_plans(select(Review.id, name), Review).where(
            Review.status == ReviewStatus.PLANNED,
            or_(Review.by_id == person_id, Review.id.in_(attends)),
        ),
    )
    yield (
        "sponsor_requests",
        _in_plans(select(SponsorRequest.id, name), SponsorRequest).where(
            SponsorRequest.sponsor_id == person_id, SponsorRequest.status.in_(_ASKED)
        ),
    )
    yield (
        "requests",
        _in_plans(select(Request.id, name), Request).where(
            Request.person_id == person_id, Request.status == RequestStatus.PENDING
        ),
    )
    yield "ideas", _ideas(person_id, name)


def _ideas(person_id: int, name: ColumnElement[str | None]) -> Select[int, str | None]:
    """Ideas of others that wait for an answer on the plans of this person."""
    on = select(Member.plan_id).where(Member.person_id == person_id, Member.left_on.is_(None))
    return _in_plans(select(Idea.id, name), Idea).where(
        Idea.plan_id.in_(on), Idea.status.in_(_UNDECIDED), Idea.proposed_by_id != person_id
    )


def _in_plans(
    statement: Select[int, str | None],
    noun: type[Member | Activity | Review | SponsorRequest | Request | Idea],
) -> Select[int, str | None]:
    """Of those plans that still go on."""
    return (
        statement.join(Plan, Plan.id == noun.plan_id)
        .join(Customer, Customer.id == Plan.customer_id)
        .where(Plan.status != PlanStatus.CLOSED)
        .order_by(Customer.name_folded, noun.id)
    )
