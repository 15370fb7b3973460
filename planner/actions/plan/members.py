"""Who is on a plan, and whether they agree to it."""

from sqlalchemy import select

from planner import clock
from planner.actions import editing
from planner.actions.errors import Refused
from planner.actions.history import events
from planner.database import db
from planner.models import Member, Person, Plan
from planner.models.kinds import PlanStatus, Via


def still_there(plan: Plan, person: Person) -> Member | None:
    """The membership of somebody who has not left."""
    return db.session.scalar(
        select(Member).where(
            Member.plan_id == plan.id, Member.person_id == person.id, Member.left_on.is_(None)
        )
    )


def refuse_who_is_gone(person: Person, *, field: str | None = None) -> None:
    """Raise Refused for somebody who was switched off, and does nothing here any more."""
    if not person.is_active:
        raise Refused("%(name)s is not with us any more.", field=field, name=person.name)


def join(plan: Plan, person: Person, *, via: Via, by: Person | None) -> Member:
    """Put a person on the plan; raise Refused for somebody who is on it already, or is gone."""
    refuse_who_is_gone(person)
    editing.lock_plan(plan)
    if still_there(plan, person) is not None:
        raise Refused("%(name)s is on this plan already.", name=person.name)
    member = Member(
        plan=plan,
        person=person,
        joined_on=clock.today(),
        via=via,
        position=editing.next_position(Member.plan_id, plan.id),
    )
    db.session.add(member)
    events.record("joined", member, by=by)
    return member


def leave(member: Member, *, by: Person) -> None:
    """Take somebody off the plan from today; what was done and signed stays."""
    if member.left_on is not None:
        raise Refused("%(name)s has left this plan already.", name=member.person.name)
    editing.lock_plan(member.plan)
    member.left_on = max(clock.today(), member.joined_on)
    events.record("left", member, by=by)
    _agree_when_all_have(member.plan, by=by)


def agree(plan: Plan, *, by: Person) -> None:
    """Agree to the plan; with the last member's agreement a draft becomes agreed."""
    editing.lock_plan(plan)
    member = still_there(plan, by)
    if member is None:
        raise Refused("Only members agree to a plan.")
    if member.agreed_on is None:
        member.agreed_on = max(clock.today(), member.joined_on)
        events.record("agreed", member, by=by)
    _agree_when_all_have(plan, by=by)


def _agree_when_all_have(plan: Plan, *, by: Person) -> None:
    """A draft becomes agreed when everybody on it has agreed, and somebody is on it."""
    agreements = select(Member.agreed_on).where(Member.plan_id == plan.id, Member.left_on.is_(None))
    days = db.session.scalars(agreements).all()
    if plan.status is PlanStatus.DRAFT and days and None not in days:
        plan.status = PlanStatus.AGREED
        events.record("agreed", plan, by=by)
