"""The facts as they stood at the end of a day: the one place that knows what was still to come.

Every rule reads facts that went through `as_they_stood`, so that no rule can see the future.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import TypeVar

from planner.rating.facts import ActivityFact, ConversationFact, Facts, GoalFact, IdeaFact
from planner.rating.people import MemberFact, People, RequestFact

_Item = TypeVar("_Item")


def as_they_stood(facts: Facts, as_of: date) -> Facts:
    """The facts as they stood at the end of `as_of`.

    What carries no date counts as it is: the status of a goal, a cancellation, the closing of a
    plan, who took part in an activity. A due date says what is meant to happen, not what did, and
    stays too.
    """
    return Facts(
        customer=facts.customer,
        status=facts.status,
        activated_on=_if_past(facts.activated_on, as_of),
        people=People(facts.people).as_of(as_of)
        if not isinstance(facts.people, People)
        else facts.people.as_of(as_of),
        potentials=tuple([item for item in facts.potentials if item.screened_on <= as_of]),
        members=_trimmed(_member, facts.members, as_of),
        requests=_trimmed(_request, facts.requests, as_of),
        goals=_trimmed(_goal, facts.goals, as_of),
        activities=_trimmed(_activity, facts.activities, as_of),
        conversations=_trimmed(_conversation, facts.conversations, as_of),
        ideas=_trimmed(_idea, facts.ideas, as_of),
        reviews=tuple(review for review in facts.reviews if review.on <= as_of),
    )


def _trimmed(
    trim: Callable[[_Item, date], _Item | None], items: Iterable[_Item], as_of: date
) -> tuple[_Item, ...]:
    return tuple([left for item in items if (left := trim(item, as_of)) is not None])


def _is_later(day: date | None, as_of: date) -> bool:
    return day is not None and day > as_of


def _if_past(day: date | None, as_of: date) -> date | None:
    return None if _is_later(day, as_of) else day


def _member(member: MemberFact, as_of: date) -> MemberFact | None:
    """Nobody before joining; a departure or an agreement later has not happened."""
    if member.joined_on > as_of:
        return None
    left_on, agreed_on = member.left_on, member.agreed_on
    if (left_on is None or left_on <= as_of) and (agreed_on is None or agreed_on <= as_of):
        return member
    return replace(
        member,
        left_on=_if_past(left_on, as_of),
        agreed_on=_if_past(agreed_on, as_of),
    )


def _request(request: RequestFact, as_of: date) -> RequestFact | None:
    """A request answered later is pending."""
    if request.on > as_of:
        return None
    if not _is_later(request.answered_on, as_of):
        return request
    return replace(request, status="pending", answered_on=None)


def _goal(goal: GoalFact, as_of: date) -> GoalFact:
    """A goal carries no date, its commitments do."""
    for made in goal.commitments:
        if made.on > as_of:
            past = tuple(made for made in goal.commitments if made.on <= as_of)
            return replace(goal, commitments=past)
    return goal


def _activity(activity: ActivityFact, as_of: date) -> ActivityFact | None:
    """A claim later leaves the activity open and without assignee; done later leaves it planned.

    A cancellation carries no date: a cancelled activity stays cancelled, and only loses an
    assignee who claimed it later.
    """
    if activity.created_on > as_of:
        return None
    claimed_on, done_on = activity.claimed_on, activity.done_on
    claimed_later = claimed_on is not None and claimed_on > as_of
    if not claimed_later and (done_on is None or done_on <= as_of):
        return activity
    assignee = None if claimed_later else activity.assignee
    status = activity.status
    if status != "cancelled":
        status = "open" if assignee is None else "planned"
    return replace(
        activity,
        status=status,
        assignee=assignee,
        claimed_on=_if_past(claimed_on, as_of),
        done_on=_if_past(done_on, as_of),
    )


def _conversation(conversation: ConversationFact, as_of: date) -> ConversationFact:
    """A conversation carries no date, its entries do; each keeps its place in the file."""
    for entry in conversation.entries:
        if entry.on > as_of:
            past = tuple(entry for entry in conversation.entries if entry.on <= as_of)
            return replace(conversation, entries=past)
    return conversation


def _idea(idea: IdeaFact, as_of: date) -> IdeaFact | None:
    """An idea adopted or rejected later is `presented`."""
    if idea.on > as_of:
        return None
    if not _is_later(idea.decided_on, as_of):
        return idea
    return replace(idea, status="presented", adopted_by=None, decided_on=None)
