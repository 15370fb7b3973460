"""Erasing a colleague."""

from collections.abc import Container, Sequence

from sqlalchemy import func, select, update

from planner.actions.errors import Refused
from planner.actions.people import successions
from planner.actions.plan import members, requests
from planner.database import db
from planner.models import InvolvementRule, LeadRule, Member, Person, Request, Role, Side
from planner.models.kinds import RequestStatus
from planner.personal_data.actions import erasing
from planner.personal_data.actions.erasing import ErasedData
from planner.queries.people import holdings


def erase_person(
    person: Person,
    *,
    successor: Person | None,
    also: Sequence[str],
    by: Person | None,
    language: str,
) -> ErasedData:
    """Let what the person holds pass to the successor, and erase who it was.

    Raise Refused for who was erased already, for the last administrator, and for who owns customers
    or has open activities and no successor is named. `by` None is the command line.
    """
    erasing.keep_writers_out()
    db.session.refresh(person)
    _refuse(person, successor, by)
    _hand_over(person, successor, by=by or successor or person)
    return erasing.erase_row(person, also=also, by=by, language=language)


def _refuse(person: Person, successor: Person | None, by: Person | None) -> None:
    if erasing.is_erased(person):
        raise Refused("%(name)s was erased already.", name=person.name)
    if by is not None and by.id == person.id:
        raise Refused("Only another administrator can erase you, so that one always remains.")
    if _is_last_administrator(person):
        raise Refused(
            "%(name)s is the last administrator: make somebody else one first.", name=person.name
        )
    if successor is not None:
        _refuse_successor(person, successor)


def _is_last_administrator(person: Person) -> bool:
    others = select(func.count(Person.id)).where(
        Person.is_administrator, Person.is_active, Person.id != person.id
    )
    is_one = person.is_administrator and person.is_active
    return is_one and not db.session.scalar(others)


def _refuse_successor(person: Person, successor: Person) -> None:
    if successor.id == person.id:
        raise Refused("Nobody takes over from themselves.", field="successor_id")
    members.refuse_who_is_gone(successor, field="successor_id")


def _hand_over(person: Person, successor: Person | None, *, by: Person) -> None:
    held = {
        each.kind: each.ids
        for each in holdings.holdings_of_person(person, reader=successor or person)
    }
    if successor is None:
        _refuse_without_successor(person, held)
        _leave_everything(person, by=by)
        return
    if "customers" in held and not _can_own(successor):
        raise Refused(
            "%(name)s cannot own customers: name somebody of the generalist side, or a lead.",
            field="successor_id",
            name=successor.name,
        )
    successions.hand_over(person, held, dict.fromkeys(held, successor), by=by)
    for rule in (LeadRule.receiver_id, InvolvementRule.desk_id):
        passed = update(rule.class_).where(rule == person.id).values({rule.key: successor.id})
        db.session.execute(passed)


def _refuse_without_successor(person: Person, held: Container[str]) -> None:
    if "customers" in held:
        raise Refused(
            "%(name)s owns customers: name a successor.", field="successor_id", name=person.name
        )
    if "activities" in held:
        raise Refused(
            "%(name)s has open activities: name a successor.",
            field="successor_id",
            name=person.name,
        )


def _can_own(person: Person) -> bool:
    return person.side is Side.GENERALIST or person.role is Role.TEAM_LEAD


def _leave_everything(person: Person, *, by: Person) -> None:
    there = select(Member).where(Member.person_id == person.id, Member.left_on.is_(None))
    for member in db.session.scalars(there).all():
        members.leave(member, by=by)
    waiting = select(Request).where(
        Request.person_id == person.id, Request.status == RequestStatus.PENDING
    )
    for request in db.session.scalars(waiting).all():
        requests.withdraw(request, by=by)
