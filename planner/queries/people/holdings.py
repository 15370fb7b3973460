"""What somebody holds that would be left to nobody when they go."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, case, literal, or_, select
from sqlalchemy.orm import QueryableAttribute

from planner.access import visible_customers
from planner.database import db, rows
from planner.models import (
    Activity,
    Attendance,
    Customer,
    Idea,
    Lead,
    LeadStatus,
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
from planner.models.leads.lead import OPEN_LEADS
from planner.words import exact_day, lazy as _

_UNFINISHED = (ActivityStatus.OPEN, ActivityStatus.PLANNED)
_ASKED = (SponsorRequestStatus.ASKED, SponsorRequestStatus.ACCEPTED)
_UNDECIDED = (IdeaStatus.PROPOSED, IdeaStatus.PRESENTED)


_WORDS = {
    "customers": _("Customers"),
    "memberships": _("Memberships of plans"),
    "activities": _("Open activities"),
    "participations": _("Taking part in open activities"),
    "reviews": _("Planned reviews"),
    "sponsor_requests": _("Sponsor requests"),
    "leads": _("Leads to be answered"),
    "requests": _("Requests that wait for an answer; they are withdrawn"),
    "ideas": _("Ideas that wait for an answer on these plans; they stay there"),
}


@dataclass(frozen=True, slots=True)
class Holding:
    """All of one kind: its ids, and the names that tell what it is."""

    kind: str
    ids: list[int]
    names: list[str]

    @property
    def word(self) -> str:
        return str(_WORDS[self.kind])


def holdings_of_person(person: Person, *, reader: Person) -> list[Holding]:
    """What the person holds in plans that are not closed; kinds of which there is nothing are
    left out. Named are the customers that the reader may know of."""
    name = case((visible_customers(reader), Customer.name))
    found = [(kind, rows(statement)) for kind, statement in _statements(person.id, name)]
    return [
        Holding(kind, [row[0] for row in held], sorted({row[1] for row in held if row[1]}))
        for kind, held in found
        if held
    ]


_NAMES: dict[str, tuple[type[Activity | Review | SponsorRequest], QueryableAttribute[Any]]] = {
    "activities": (Activity, Activity.title),
    "participations": (Activity, Activity.title),
    "reviews": (Review, Review.on),
    "sponsor_requests": (SponsorRequest, SponsorRequest.on),
}


_UNNAMED: ColumnElement[str | None] = literal(None)


def on_plan(member: Member) -> list[Holding]:
    """What somebody holds on a plan that they may be about to leave, each by its own name."""
    return _on_plans(member.person_id, Plan.id == member.plan_id)


def of_owner(customer: Customer) -> list[Holding]:
    """What the owner holds on the plans of the customer, each by its own name."""
    if customer.owner_id is None:
        return []
    return _on_plans(customer.owner_id, Plan.customer_id == customer.id)


def _on_plans(person_id: int, which: ColumnElement[bool]) -> list[Holding]:
    statements = _statements(person_id, _UNNAMED)
    found = [
        (kind, [row[0] for row in rows(statement.where(which))])
        for kind, statement in statements
        if kind in _NAMES
    ]
    return [Holding(kind, ids, _names(kind, ids)) for kind, ids in found if ids]


def _names(kind: str, ids: list[int]) -> list[str]:
    """A title, or the day of what has none."""
    item, name = _NAMES[kind]
    found = db.session.scalars(select(name).where(item.id.in_(ids)).order_by(item.id))
    return [exact_day(each) if isinstance(each, datetime.date) else each for each in found]


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
    mine = (Lead.receiver_id == person_id, Lead.status.in_((*OPEN_LEADS, LeadStatus.SUSPECTED)))
    yield "leads", select(Lead.id, _UNNAMED).where(*mine).order_by(Lead.id)
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
