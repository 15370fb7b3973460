"""What of all that happens somebody is told of; each event passes here."""

from collections.abc import Callable
from typing import Any

from planner.access import Permission, Standing, allows, member_standing
from planner.actions.notices.notify import tell
from planner.models import (
    Activity,
    Commitment,
    Event,
    EventType,
    Member,
    Person,
    Plan,
    Request,
)
from planner.models.kinds import NotificationKind, Via


def spread(event: Event, subject: Any, *, by: Person | None) -> None:
    """Tell those whom it concerns, if there is anybody."""
    rule = _RULES.get(event.type)
    if rule is not None:
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


_RULES: dict[str, Callable[[Event, Any, Person | None], None]] = {
    EventType.ACTIVITY_ASSIGNED: _assigned,
    EventType.ACTIVITY_CLAIMED: _claimed,
    EventType.ACTIVITY_CREATED: _assigned,
    EventType.COMMITMENT_ASKED_AGAIN: _asked_to_sign,
    EventType.MEMBER_JOINED: _asked_to_agree,
    EventType.REQUEST_ACCEPTED: _answered,
    EventType.REQUEST_CREATED: _asked,
    EventType.REQUEST_DECLINED: _answered,
}


def _tell_of(
    item: Any, people: dict[int, NotificationKind], event: Event, by: Person | None
) -> None:
    plan: Plan = item if isinstance(item, Plan) else item.plan
    tell(plan.id, people, by=by, event=event, item=(item.__tablename__, item.id))


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
