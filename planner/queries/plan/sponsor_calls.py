"""Calls on executives: of a plan, on somebody's desk, and of many plans for what is missing."""

import datetime
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from sqlalchemy import Select, and_, bindparam, case, or_, select
from sqlalchemy.orm import aliased

from planner import clock
from planner.access import OwnRights, Permission, own_rights, readers_plans
from planner.after_signature.facts import SponsorRequestFact
from planner.after_signature.sponsor_calls import sponsor_codes
from planner.after_signature.thresholds import SignatureThresholds
from planner.database import maker, rows
from planner.models import Activity, Customer, Person, Plan, SponsorRequest
from planner.models.kinds import (
    ActivityStatus,
    PlanStatus,
    SponsorReason,
    SponsorRequestStatus,
    SponsorResult,
)
from planner.queries.after_signature import findings_in_sight
from planner.queries.after_signature.findings_in_sight import FindingsInSight
from planner.queries.maturity import organisation
from planner.queries.plan import comments
from planner.words.signature_words import SPONSOR_CALLS

_MOST_SHOWN = 100
_OPEN = (SponsorRequestStatus.ASKED, SponsorRequestStatus.ACCEPTED)


@dataclass(frozen=True, slots=True)
class SponsorCall:
    """A request without its briefing; `talked_on` is the day on which its activity was done."""

    id: int
    plan_id: int
    key: str
    customer: str
    reason: SponsorReason
    asked_by: str
    sponsor_id: int | None
    on: datetime.date
    needed_by: datetime.date | None
    sponsor: str | None
    status: SponsorRequestStatus
    answered_on: datetime.date | None
    answer_reason: str | None
    activity: str | None
    talked_on: datetime.date | None
    result: SponsorResult | None
    outcome: str | None
    comments: int
    codes: list[str]
    """What is missing today."""

    @property
    def is_asked(self) -> bool:
        return self.status is SponsorRequestStatus.ASKED

    @property
    def is_open(self) -> bool:
        return self.status in _OPEN

    def is_of(self, person_id: int) -> bool:
        """Whether this executive is asked."""
        return self.sponsor_id == person_id

    @property
    def missing(self) -> list[str]:
        """The codes in words."""
        return [str(SPONSOR_CALLS[code]) for code in self.codes]


_asker, _sponsor = aliased(Person), aliased(Person)
_CALLS: Select[*tuple[Any, ...]] = (
    select(
        SponsorRequest.id,
        SponsorRequest.plan_id,
        SponsorRequest.key,
        Customer.name.label("customer"),
        SponsorRequest.reason,
        _asker.name.label("asked_by"),
        SponsorRequest.sponsor_id,
        SponsorRequest.on,
        SponsorRequest.needed_by,
        _sponsor.name.label("sponsor"),
        SponsorRequest.status,
        SponsorRequest.answered_on,
        SponsorRequest.answer_reason,
        Activity.title.label("activity"),
        case((Activity.status == ActivityStatus.DONE, Activity.done_on)).label("talked_on"),
        SponsorRequest.result,
        SponsorRequest.outcome,
        comments.number_of(SponsorRequest).label("comments"),
    )
    .select_from(SponsorRequest)
    .join(Plan, Plan.id == SponsorRequest.plan_id)
    .join(Customer, Customer.id == Plan.customer_id)
    .join(_asker, _asker.id == SponsorRequest.asked_by_id)
    .outerjoin(_sponsor, _sponsor.id == SponsorRequest.sponsor_id)
    .outerjoin(Activity, Activity.id == SponsorRequest.activity_id)
)
_OF_PLAN = _CALLS.where(SponsorRequest.plan_id == bindparam("plan_id")).order_by(
    SponsorRequest.position.desc(), SponsorRequest.id.desc()
)
_ONE = _CALLS.where(SponsorRequest.id == bindparam("id"))
_OF_SPONSOR = (
    _CALLS.where(SponsorRequest.sponsor_id == bindparam("person_id"))
    .order_by(SponsorRequest.on.desc(), SponsorRequest.id.desc())
    .limit(_MOST_SHOWN)
)
_OPEN_OF_PLANS = _CALLS.where(
    SponsorRequest.plan_id.in_(bindparam("plans", expanding=True)),
    SponsorRequest.status.in_(_OPEN),
).order_by(SponsorRequest.plan_id, SponsorRequest.position, SponsorRequest.id)


def sponsor_calls_of_plan(plan: Plan, reader: Person) -> list[SponsorCall]:
    """The newest first, with the codes that `reader` may see by now."""
    calls = _calls(rows(_OF_PLAN, plan_id=plan.id))
    if not any(call.codes for call in calls):
        return calls
    in_sight = findings_in_sight.seen_by(reader, [plan.customer_id])
    return [_seen(call, plan, in_sight) for call in calls]


def one_seen_by(request: SponsorRequest, reader: Person) -> SponsorCall:
    """One of them in the same way."""
    plan = request.plan
    return _seen(one(request.id), plan, findings_in_sight.seen_by(reader, [plan.customer_id]))


def _seen(call: SponsorCall, plan: Plan, in_sight: FindingsInSight) -> SponsorCall:
    codes = [code for code in call.codes if in_sight.sees(plan.customer_id, None, code)]
    return replace(call, codes=codes)


def one(request_id: int) -> SponsorCall:
    return _calls(rows(_ONE, id=request_id))[0]


def of_sponsor(person_id: int) -> list[SponsorCall]:
    """What somebody was asked for: what waits for them first, then the newest."""
    found = _calls(rows(_OF_SPONSOR, person_id=person_id))
    return sorted(found, key=lambda call: (not call.is_asked, not call.is_open))


def open_of_plans(plans: Collection[int]) -> list[SponsorCall]:
    """What waits for an answer or an outcome on these plans, in one statement."""
    return _calls(rows(_OPEN_OF_PLANS, plans=list(plans)))


def sponsor_calls_waiting_for(person: Person) -> list[SponsorCall]:
    """What waits for this executive, and what somebody has asked for that lacks an answer or an
    outcome by now; the oldest first."""
    statement = _open_of_person(own_rights(Permission.WORK_ON_PLAN, person))
    found = _calls(rows(statement, reader_id=person.id))
    return [call for call in found if call.codes or (call.is_asked and call.is_of(person.id))]


@cache
def _open_of_person(works_on: OwnRights) -> Select[*tuple[Any, ...]]:
    """Who has asked for it may have left the plan; who is asked need not be on it."""
    reader: Any = bindparam("reader_id")
    has_asked = and_(SponsorRequest.asked_by_id == reader, readers_plans(works_on))
    return _CALLS.where(
        or_(has_asked, SponsorRequest.sponsor_id == reader),
        SponsorRequest.status.in_(_OPEN),
        Plan.status != PlanStatus.CLOSED,
    ).order_by(SponsorRequest.on, SponsorRequest.id)


def _calls(listed: Sequence[Any]) -> list[SponsorCall]:
    if not listed:
        return []
    make, numbers = maker(SponsorCall, listed), organisation.signature_thresholds()
    return [make(row, codes=_codes(row, numbers)) for row in listed]


def _codes(row: Any, numbers: SignatureThresholds) -> list[str]:
    fact = SponsorRequestFact(
        row.key, row.reason.value, row.on, row.status.value, needed_by=row.needed_by
    )
    return sponsor_codes(fact, row.talked_on, clock.today(), numbers)
