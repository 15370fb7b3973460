"""What of all that happens somebody is told of; each event passes here."""

from collections.abc import Callable
from typing import Any, cast

from sqlalchemy import select

from planner.access import Permission, Standing, allows, member_standing
from planner.actions.history import acts
from planner.actions.history.event_names import model_of
from planner.actions.notices import lead_notifications
from planner.actions.notices.notify import tell
from planner.actions.plan.mentions import Mentionable, people_in
from planner.database import db
from planner.models import (
    Activity,
    Comment,
    Commitment,
    Contract,
    Event,
    EventType,
    Handover,
    Member,
    Person,
    Plan,
    Request,
    Review,
    SponsorRequest,
    ValueRequest,
)
from planner.models.kinds import NotificationKind, Role, Via
from planner.models.mixins import Commented
from planner.queries.plan import comments, plans, readers


def spread(event: Event, subject: Any, *, by: Person | None) -> None:
    """Tell those whom it concerns, if there is anybody."""
    rule = _RULES.get(event.type)
    if rule is not None and not acts.is_a_whole():
        rule(event, subject, by)


def _assigned(event: Event, activity: Activity, by: Person | None) -> None:
    """Somebody was given an activity."""
    people = {activity.assignee_id: NotificationKind.ASSIGNED} if activity.assignee_id else {}
    _tell_of(activity, people, event, by)


def _claimed(event: Event, activity: Activity, by: Person | None) -> None:
    """Somebody took an activity; whoever was given what they asked for is told by the answer."""
    if by is None or activity.assignee_id != by.id:
        return
    people = {activity.created_by_id, activity.plan.customer.owner_id} - {None}
    kinds = {person: NotificationKind.CLAIMED for person in people if person is not None}
    _tell_of(activity, kinds, event, by)


def _asked(event: Event, request: Request, by: Person | None) -> None:
    """Somebody waits for an answer of those who steer."""
    people = dict.fromkeys(_steerers(request.plan), NotificationKind.REQUEST)
    _tell_of(request, people, event, by)


def _answered(event: Event, request: Request, by: Person | None) -> None:
    """Also told who stays outside the plan."""
    people = {request.person_id: NotificationKind.REQUEST_ANSWERED}
    item = (Request.__tablename__, request.id)
    tell(request.plan_id, people, by=by, event=event, item=item, also=people)


def _asked_to_sign(event: Event, commitment: Commitment, by: Person | None) -> None:
    """The target has moved away from what somebody has signed."""
    people = {commitment.person_id: NotificationKind.SIGNATURE_ASKED}
    _tell_of(commitment.goal, people, event, by)


def _asked_to_agree(event: Event, member: Member, by: Person | None) -> None:
    """Somebody was put on a plan, which waits for their agreement."""
    if member.via is Via.REQUEST or not member.plan.is_open:
        return
    _tell_of(member.plan, {member.person.id: NotificationKind.SIGNATURE_ASKED}, event, by)


def _commented(event: Event, comment: Comment, by: Person | None) -> None:
    """Those who are named, and those who take care of the item or have commented on it.

    A comment that comes back by an undo is nothing new.
    """
    if event.undoes_id is not None:
        return
    said = comments.who_said_something(comment.subject, comment.subject_id)
    care = {identity for identity in _item_of(comment).caretakers if identity is not None}
    people = dict.fromkeys(care | said, NotificationKind.COMMENT)
    _tell_of_comment(comment, people | _named_in(comment, comment.text), event, by)


def _reworded(event: Event, comment: Comment, by: Person | None) -> None:
    """Only who was not named before."""
    old, new = event.changes["text"]
    before = _named_in(comment, old)
    named = {who: kind for who, kind in _named_in(comment, new).items() if who not in before}
    _tell_of_comment(comment, named, event, by)


def _at_review(event: Event, review: Review, by: Person | None) -> None:
    """Somebody wrote down who led a review and who was there."""
    there = {review.by_id, *(seat.person.id for seat in review.attendances)}
    if review.is_held:
        _tell_of(review, dict.fromkeys(there, NotificationKind.IN_YOUR_NAME), event, by)


def _proposed(event: Event, handover: Handover, by: Person | None) -> None:
    _tell_of_handover(handover, {handover.to_id}, event, by)


def _handover_answered(event: Event, handover: Handover, by: Person | None) -> None:
    """Whoever has won the customer, and its owner, learn what has become of it."""
    people = {handover.contract.won_by_id, handover.customer.owner_id} - {None}
    _tell_of_handover(handover, {person for person in people if person is not None}, event, by)


def _acceptance_undone(event: Event, handover: Handover, by: Person | None) -> None:
    """The customer is again with who had it."""
    if event.undoes_id is not None and "answer" in event.changes:
        _handover_answered(event, handover, by)


def _tell_of_handover(
    handover: Handover, people: set[int], event: Event, by: Person | None
) -> None:
    plan = plans.current(handover.customer_id)
    if plan is not None:
        told = dict.fromkeys(people, NotificationKind.HANDOVER)
        item = (Contract.__tablename__, handover.contract_id)
        tell(plan.id, told, by=by, event=event, item=item)


def _executive_asked(event: Event, request: SponsorRequest, by: Person | None) -> None:
    """An executive learns of it without reading the plan."""
    if request.sponsor_id is not None:
        people = {request.sponsor_id: NotificationKind.EXECUTIVE_ASKED}
        item = (SponsorRequest.__tablename__, request.id)
        tell(request.plan_id, people, by=by, event=event, item=item, also=people)


def _executive_answered(event: Event, request: SponsorRequest, by: Person | None) -> None:
    people = {request.asked_by_id: NotificationKind.EXECUTIVE_ANSWERED}
    _tell_of(request, people, event, by)


def _value_specialist_asked(event: Event, request: ValueRequest, by: Person | None) -> None:
    """One, or all of them: whoever takes it first comes onto the plan, which none reads before."""
    of_role = select(Person.id).where(
        Person.role == Role.VALUE_SPECIALIST, Person.is_active, ~Person.is_auditor
    )
    asked = [request.person_id] if request.person_id else db.session.scalars(of_role)
    people = dict.fromkeys(asked, NotificationKind.VALUE_ASKED)
    item = (ValueRequest.__tablename__, request.id)
    tell(request.plan_id, people, by=by, event=event, item=item, also=people)


def _value_request_answered(event: Event, request: ValueRequest, by: Person | None) -> None:
    people = {request.asked_by_id: NotificationKind.REQUEST_ANSWERED}
    _tell_of(request, people, event, by)


_RULES: dict[str, Callable[[Event, Any, Person | None], None]] = {
    EventType.ACTIVITY_ASSIGNED: _assigned,
    EventType.ACTIVITY_CLAIMED: _claimed,
    EventType.ACTIVITY_CREATED: _assigned,
    EventType.COMMENT_CREATED: _commented,
    EventType.COMMENT_UPDATED: _reworded,
    EventType.COMMITMENT_ASKED_AGAIN: _asked_to_sign,
    EventType.HANDOVER_ACCEPTED: _handover_answered,
    EventType.HANDOVER_CREATED: _proposed,
    EventType.HANDOVER_SENT_BACK: _handover_answered,
    EventType.HANDOVER_UPDATED: _acceptance_undone,
    EventType.LEAD_ASSIGNED: lead_notifications.given,
    EventType.LEAD_LAPSED: lead_notifications.lapsed,
    EventType.LEAD_RELEASED: lead_notifications.released,
    EventType.MEMBER_JOINED: _asked_to_agree,
    EventType.REQUEST_ACCEPTED: _answered,
    EventType.REQUEST_CREATED: _asked,
    EventType.REQUEST_DECLINED: _answered,
    EventType.REVIEW_CREATED: _at_review,
    EventType.REVIEW_HELD: _at_review,
    EventType.SPONSOR_REQUEST_ACCEPTED: _executive_answered,
    EventType.SPONSOR_REQUEST_ASSIGNED: _executive_asked,
    EventType.SPONSOR_REQUEST_CREATED: _executive_asked,
    EventType.SPONSOR_REQUEST_DECLINED: _executive_answered,
    EventType.SPONSOR_REQUEST_FINISHED: _executive_answered,
    EventType.VALUE_REQUEST_ACCEPTED: _value_request_answered,
    EventType.VALUE_REQUEST_CREATED: _value_specialist_asked,
    EventType.VALUE_REQUEST_DECLINED: _value_request_answered,
}


def _tell_of(
    item: Any, people: dict[int, NotificationKind], event: Event, by: Person | None
) -> None:
    plan: Plan = item if isinstance(item, Plan) else item.plan
    tell(plan.id, people, by=by, event=event, item=(item.__tablename__, item.id))


def _tell_of_comment(
    comment: Comment, people: dict[int, NotificationKind], event: Event, by: Person | None
) -> None:
    item = (comment.subject, comment.subject_id)
    tell(comment.plan.id, people, by=by, event=event, item=item)


def _named_in(comment: Comment, text: str) -> dict[int, NotificationKind]:
    known = readers.of(comment.plan.id, comment.subject, comment.subject_id)
    named = people_in(text, [Mentionable(reader.id, reader.name) for reader in known])
    return dict.fromkeys(named, NotificationKind.MENTION)


def _item_of(comment: Comment) -> Commented:
    return cast(Commented, db.session.get_one(model_of(comment.subject), comment.subject_id))


def _steerers(plan: Plan) -> set[int]:
    """The owner and the generalist side, who answer requests."""
    found = {
        m.person_id
        for m in plan.members
        if m.left_on is None and allows(Permission.STEER, {member_standing(m.person.role)})
    }
    owner = plan.customer.owner_id
    steers = owner is not None and allows(Permission.STEER, {Standing.OWNER})
    return found | ({owner} if owner is not None and steers else set())
