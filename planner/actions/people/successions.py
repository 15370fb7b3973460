"""What somebody holds passes to others: the work of who goes, or turns to something else."""

from collections.abc import Callable, Mapping
from typing import Any

from planner.actions.editing import Values, assign
from planner.actions.history import events
from planner.actions.plan import activities, assignments, customers, members, requests, reviews
from planner.database import db
from planner.models import (
    Activity,
    Customer,
    Lead,
    LeadRoute,
    Member,
    Person,
    Request,
    Review,
    SponsorRequest,
)
from planner.models.kinds import Via

HeldIds = Mapping[str, list[int]]
"""The ids of what somebody holds, by the names of `_HANDED_OVER`."""


def hand_over(person: Person, held: HeldIds, to: Mapping[str, Person], *, by: Person) -> None:
    """Let each kind of what `person` holds pass to whoever is named for it; the rest stays.

    A request to join is taken back: whoever takes over asks for oneself.
    """
    for kind, hand in _HANDED_OVER.items():
        successor = to.get(kind)
        if successor is not None:
            members.refuse_who_is_gone(successor)
            for identity in held.get(kind, ()):
                hand(identity, person, successor, by)


def change_customer(customer: Customer, values: Values, held: HeldIds, *, by: Person) -> None:
    """Change a customer; what its owner held on its plans passes to a new owner."""
    before = customer.owner
    customers.update(customer, values, by=by)
    after = customer.owner
    if before is not None and after is not None and after.id != before.id:
        hand_over(before, held, dict.fromkeys(held, after), by=by)


def leave_plan(member: Member, held: HeldIds, to: Person | None, *, by: Person) -> None:
    """Take somebody off a plan, and let what they hold there pass to somebody; with nobody named
    it stays where it is."""
    if to is not None:
        hand_over(member.person, held, dict.fromkeys(held, to), by=by)
    members.leave(member, by=by)


def _customer(identity: int, _person: Person, to: Person, by: Person) -> None:
    customer = db.session.get_one(Customer, identity)
    customers.update(customer, {"owner_id": to.id}, by=by)


def _membership(identity: int, _person: Person, to: Person, by: Person) -> None:
    member = db.session.get_one(Member, identity)
    if member.left_on is not None:
        return  # went with the customer
    members.leave(member, by=by)
    if members.still_there(member.plan, to) is None:
        members.join(member.plan, to, via=Via.INVITATION, by=by)


def _activity(identity: int, person: Person, to: Person, by: Person) -> None:
    activity = db.session.get_one(Activity, identity)
    if activity.assignee_id == person.id:
        assignments.hand_to(activity, to, by=by)


def _participation(identity: int, person: Person, to: Person, by: Person) -> None:
    activity = db.session.get_one(Activity, identity)
    people = _replaced(activity.participants, person, to)
    activities.update(activity, {}, by=by, participants=people)


def _review(identity: int, person: Person, to: Person, by: Person) -> None:
    review = db.session.get_one(Review, identity)
    leader = to if review.by_id == person.id else review.by
    values = {"by": leader, "by_id": leader.id}
    attendees = _replaced(review.attendees, person, to)
    reviews.update(review, values, by=by, attendees=attendees)


def _request(identity: int, _person: Person, _to: Person, by: Person) -> None:
    requests.withdraw(db.session.get_one(Request, identity), by=by)


def _sponsor_request(identity: int, _person: Person, to: Person, by: Person) -> None:
    request = db.session.get_one(SponsorRequest, identity)
    assign(request, {"sponsor": to, "sponsor_id": to.id})
    events.record("updated", request, by=by)


def _lead(identity: int, _person: Person, to: Person, by: Person) -> None:
    lead = db.session.get_one(Lead, identity)
    lead.receiver_id, lead.route, lead.lead_rule_id = to.id, LeadRoute.BY_HAND, None
    events.record("assigned", lead, by=by)


def _replaced(people: list[Person], person: Person, to: Person) -> list[Person]:
    """The same in their order, with one in the place of the other, and nobody twice."""
    return list(dict.fromkeys(to if one.id == person.id else one for one in people))


_HANDED_OVER: Mapping[str, Callable[[int, Person, Person, Person], Any]] = {
    "customers": _customer,
    "memberships": _membership,
    "activities": _activity,
    "participations": _participation,
    "reviews": _review,
    "sponsor_requests": _sponsor_request,
    "leads": _lead,
    "requests": _request,
}
