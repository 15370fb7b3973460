"""Asking to join, to be introduced or for an activity, and answering it."""

from sqlalchemy import select

from planner import clock
from planner.actions import editing
from planner.actions.errors import Refused
from planner.actions.history import events
from planner.actions.plan import activities, assignments, members
from planner.database import db
from planner.models import Activity, Person, Plan, Request
from planner.models.kinds import ActivityKind, PlanStatus, RequestKind, RequestStatus, Via
from planner.models.shortening import shortened


def create(
    plan: Plan,
    kind: RequestKind,
    *,
    by: Person,
    activity: Activity | None = None,
    reason: str | None = None,
) -> Request:
    """Ask; raise Refused when the same was asked already, or when it is there already."""
    if plan.status is PlanStatus.CLOSED:
        raise Refused("The plan is closed; ask again when the next one has begun.")
    editing.lock_plan(plan)
    if _pending(plan, kind, by, activity) is not None:
        raise Refused("You have asked for this already; the answer is still to come.")
    if kind is RequestKind.JOIN and members.still_there(plan, by) is not None:
        raise Refused("You are on this plan already.")
    request = Request(
        plan=plan,
        person=by,
        kind=kind,
        activity=activity,
        on=clock.today(),
        reason=reason,
        position=editing.next_position(Request.plan_id, plan.id),
    )
    db.session.add(request)
    events.record("created", request, by=by)
    return request


def _pending(
    plan: Plan, kind: RequestKind, person: Person, activity: Activity | None
) -> Request | None:
    return db.session.scalar(
        select(Request).where(
            Request.plan_id == plan.id,
            Request.kind == kind,
            Request.person_id == person.id,
            Request.activity_id == (activity.id if activity else None),
            Request.status == RequestStatus.PENDING,
        )
    )


def accept(request: Request, *, by: Person) -> None:
    """Say yes, and do what was asked for. Raise Taken when a claimed activity is gone."""
    _answer(request, RequestStatus.ACCEPTED, by=by)
    events.record("accepted", request, by=by)
    if request.kind is RequestKind.JOIN:
        members.join(request.plan, request.person, via=Via.REQUEST, by=by)
    elif request.kind is RequestKind.CLAIM and request.activity is not None:
        assignments.give(request.activity, request.person, by=by)
    elif request.kind is RequestKind.INTRODUCTION:
        _plan_introduction(request.plan, request.person, by=by)


def decline(request: Request, reason: str, *, by: Person) -> None:
    """Say no, with the reason that the person who asked will read."""
    _answer(request, RequestStatus.DECLINED, by=by)
    request.reason = reason
    events.record("declined", request, by=by)


def withdraw(request: Request, *, by: Person) -> None:
    """Take back what one has asked for oneself."""
    if request.status is not RequestStatus.PENDING:
        raise Refused("The request has been answered already.")
    editing.remove(request, by=by)


def _answer(request: Request, status: RequestStatus, *, by: Person) -> None:
    editing.lock_plan(request.plan)
    db.session.refresh(request, ["status", "answered_by_id", "answered_by"])
    if request.status is not RequestStatus.PENDING:
        name = request.answered_by.name if request.answered_by else "—"
        raise Refused("The request has been answered already by %(name)s.", name=name)
    if request.person_id == by.id:
        raise Refused("Somebody else answers what you have asked for.")
    request.status = status
    request.answered_on = max(clock.today(), request.on)
    request.answered_by = by
    request.answered_by_id = by.id


def _plan_introduction(plan: Plan, specialist: Person, *, by: Person) -> None:
    """Whoever accepts to introduce somebody has it as an activity from then on."""
    field = f" ({specialist.field.name})" if specialist.field else ""
    values = {
        "title": shortened(specialist.name + field),
        "kind": ActivityKind.INTRODUCTION,
        "customer_facing": True,
        "assignee": by,
        "assignee_id": by.id,
        "field_id": specialist.field_id,
    }
    activities.create(plan, values, by=by, participants=[specialist])
