"""Which executives can be asked, and who of them comes next.

Somebody is away who has said that there are no hours for joint work in this week. Others learn
nothing of that but who is asked instead.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select

from planner.database import db
from planner.models import Person, Plan, SponsorRequest
from planner.models.kinds import PlanStatus, Role, SponsorReason, SponsorRequestStatus
from planner.queries.people import absences

CAN_BE_ASKED = and_(Person.is_active, Person.role == Role.EXECUTIVE_SPONSOR, ~Person.is_auditor)
"""As a condition on `Person`: who audits answers nothing."""


def there(person_id: int | None) -> Person | None:
    """This executive, unless away or no longer one of ours."""
    return next((person for person in _there() if person.id == person_id), None)


def next_on(plan: Plan, values: Mapping[str, Any]) -> Person | None:
    """The first by name who is there and has declined nothing of that kind on this plan."""
    return _next(plan.id, values["reason"], values.get("sponsor_id"))


def next_for(request: SponsorRequest) -> Person | None:
    """Who is asked instead of who is asked now."""
    return _next(request.plan_id, request.reason, request.sponsor_id)


def waiting_for_absent(most: int) -> list[SponsorRequest]:
    """Unanswered requests to who is away or has left, and what those who have left said yes to and
    never told of, for whom somebody else is there."""
    present = {person.id for person in _there()}
    is_unanswered = and_(
        SponsorRequest.status == SponsorRequestStatus.ASKED,
        SponsorRequest.sponsor_id.not_in(present),
    )
    waiting = (
        select(SponsorRequest)
        .join(Plan, Plan.id == SponsorRequest.plan_id)
        .where(or_(is_unanswered, _is_left_behind()), Plan.status != PlanStatus.CLOSED)
        .order_by(SponsorRequest.id)
    )
    found = (each for each in db.session.scalars(waiting) if next_for(each) is not None)
    return [each for each, _number in zip(found, range(most), strict=False)]


def is_left_behind(request: SponsorRequest) -> bool:
    """Whether an executive has said yes to it who has left since, or is none any more."""
    which = select(SponsorRequest.id).where(SponsorRequest.id == request.id, _is_left_behind())
    return db.session.scalar(which) is not None


def _is_left_behind() -> ColumnElement[bool]:
    still = select(Person.id).where(CAN_BE_ASKED)
    return and_(
        SponsorRequest.status == SponsorRequestStatus.ACCEPTED,
        SponsorRequest.sponsor_id.not_in(still),
    )


def _next(plan_id: int, reason: SponsorReason, now: int | None) -> Person | None:
    """Round the list, from who is asked now."""
    declined = set(db.session.scalars(_decliners(plan_id, reason)))
    found = [each for each in _there() if each.id not in declined and each.id != now]
    current = db.session.get(Person, now) if now is not None else None
    place = (current.name_folded, current.id) if current is not None else ("", 0)
    later = (each for each in found if (each.name_folded, each.id) > place)
    return next(later, found[0] if found else None)


def _decliners(plan_id: int, reason: SponsorReason) -> Select[int | None]:
    return select(SponsorRequest.sponsor_id).where(
        SponsorRequest.plan_id == plan_id,
        SponsorRequest.reason == reason,
        SponsorRequest.status == SponsorRequestStatus.DECLINED,
    )


def _there() -> Iterator[Person]:
    """By name; two statements, however many there are."""
    away = absences.away(CAN_BE_ASKED)
    everybody = select(Person).where(CAN_BE_ASKED).order_by(Person.name_folded, Person.id)
    return (person for person in db.session.scalars(everybody) if person.id not in away)
