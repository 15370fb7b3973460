"""Asking for a value specialist, and answering it."""

from sqlalchemy import select

from planner import clock
from planner.actions.editing import Values, lock, lock_plan, remove
from planner.actions.errors import Refused
from planner.actions.history import events
from planner.actions.plan import members
from planner.database import db
from planner.models import Person, Plan, RequestStatus, Role, ValueRequest, Via


def ask(plan: Plan, values: Values, *, by: Person) -> ValueRequest:
    """Ask one value specialist, or all of them; raise Refused for who cannot be asked."""
    lock_plan(plan)
    person_id = values.get("person_id")
    if person_id is not None:
        _refuse_wrong_person(plan, db.session.get_one(Person, person_id))
    if _pending(plan, person_id) is not None:
        raise Refused("That was asked already; the answer is still to come.", field="person_id")
    request = ValueRequest(
        plan=plan, asked_by=by, person_id=person_id, text=values["text"], on=clock.today()
    )
    db.session.add(request)
    events.record("created", request, by=by)
    return request


def _refuse_wrong_person(plan: Plan, person: Person) -> None:
    members.refuse_who_is_gone(person, field="person_id")
    if person.role is not Role.VALUE_SPECIALIST:
        raise Refused("%(name)s is no value specialist.", field="person_id", name=person.name)
    if members.still_there(plan, person) is not None:
        raise Refused("%(name)s is on this plan already.", field="person_id", name=person.name)


def _pending(plan: Plan, person_id: int | None) -> ValueRequest | None:
    return db.session.scalar(
        select(ValueRequest).where(
            ValueRequest.plan_id == plan.id,
            ValueRequest.person_id == person_id,
            ValueRequest.status == RequestStatus.PENDING,
        )
    )


def take(request: ValueRequest, *, by: Person) -> None:
    """Say yes: whoever does so is on the plan from then on."""
    _answer(request, RequestStatus.ACCEPTED, by=by)
    events.record("accepted", request, by=by)
    if members.still_there(request.plan, by) is None:
        members.join(request.plan, by, via=Via.INVITATION, by=by)


def decline(request: ValueRequest, reason: str, *, by: Person) -> None:
    """Say no, with the reason that those on the plan will read."""
    _answer(request, RequestStatus.DECLINED, by=by)
    request.reason = reason
    events.record("declined", request, by=by)


def withdraw(request: ValueRequest, *, by: Person) -> None:
    """Ask no more; what was answered stays."""
    lock(request)
    if not request.is_pending:
        raise Refused("The request has been answered already.")
    remove(request, by=by)


def _answer(request: ValueRequest, status: RequestStatus, *, by: Person) -> None:
    """Of two who answer at once one waits for the other, and is told who was faster."""
    lock(request)
    if not request.is_pending:
        name = request.answered_by.name if request.answered_by else "—"
        raise Refused("The request has been answered already by %(name)s.", name=name)
    request.status = status
    request.answered_on = max(clock.today(), request.on)
    request.answered_by = by
