"""Calls on an executive, and what came of them."""

from sqlalchemy import select

from planner import clock
from planner.actions.editing import Values, added, assign, lock, remove
from planner.actions.errors import Refused
from planner.actions.history import events
from planner.actions.plan import conversations
from planner.database import db
from planner.models import Conversation, Entry, Person, Plan, SponsorRequest
from planner.models.kinds import SponsorRequestStatus
from planner.sponsor_requests.queries import executives

_OPEN = (SponsorRequestStatus.ASKED, SponsorRequestStatus.ACCEPTED)


def create(plan: Plan, values: Values, *, by: Person) -> SponsorRequest:
    """Call on the executive of `sponsor_id`, or where that one is away on the next who is there."""
    chosen = executives.there(values.get("sponsor_id")) or executives.next_on(plan, values)
    if chosen is None:
        raise Refused("No executive is there who could be asked.", field="sponsor_id")
    request = added(SponsorRequest, plan, {**values, "sponsor": chosen, "sponsor_id": chosen.id})
    request.asked_by, request.on = by, clock.today()
    events.record("created", request, by=by)
    return request


def update(request: SponsorRequest, values: Values, *, by: Person) -> None:
    """Say otherwise what the executive is asked for, as long as that is not over."""
    if request.status not in _OPEN:
        raise Refused("This request is over. Ask anew.")
    assign(request, values)
    events.record("updated", request, by=by)


def delete(request: SponsorRequest, *, by: Person) -> None:
    """Take a request back."""
    remove(request, by=by)


def accept(request: SponsorRequest, *, by: Person) -> None:
    """The executive steps in."""
    _answer(request, SponsorRequestStatus.ACCEPTED, by=by)
    events.record("accepted", request, by=by)


def decline(request: SponsorRequest, reason: str, *, by: Person) -> SponsorRequest | None:
    """The executive does not step in, and the next one is asked instead; None where nobody is left.

    What was declined stays as it is, and the next one has a request of their own.
    """
    _answer(request, SponsorRequestStatus.DECLINED, by=by)
    request.answer_reason = reason
    events.record("declined", request, by=by)
    successor = executives.next_for(request)
    return None if successor is None else _ask_instead(request, successor, by=by)


def _ask_instead(request: SponsorRequest, successor: Person, *, by: Person) -> SponsorRequest:
    same = ("reason", "needed_by", "briefing", "activity_id", "asked_by")
    values = {name: getattr(request, name) for name in same}
    values |= {"sponsor": successor, "sponsor_id": successor.id, "on": clock.today()}
    instead = added(SponsorRequest, request.plan, values)
    events.record("created", instead, by=by)
    return instead


def pass_on(request: SponsorRequest, *, by: Person | None) -> None:
    """Ask the next executive instead of one who does not answer, is away, or has left with what
    was promised; the days that one has for the answer begin anew. Nobody passes it on where the
    clock does."""
    lock(request)
    is_left = executives.is_left_behind(request)
    if request.status is not SponsorRequestStatus.ASKED and not is_left:
        raise Refused("The request has been answered already.")
    successor = executives.next_for(request)
    if successor is None:
        raise Refused("No other executive is there who could be asked.")
    values = {"sponsor": successor, "sponsor_id": successor.id, "on": clock.today()}
    if is_left:
        values |= {"status": SponsorRequestStatus.ASKED, "answered_on": None}
    assign(request, values)
    events.record("assigned", request, by=by)


def _answer(request: SponsorRequest, answer: SponsorRequestStatus, *, by: Person) -> None:
    lock(request)
    if request.sponsor_id != by.id:
        raise Refused("Somebody else is asked by now.")
    if request.status is not SponsorRequestStatus.ASKED:
        raise Refused("The request has been answered already.")
    request.status = answer
    request.answered_on = max(clock.today(), request.on)


def finish(request: SponsorRequest, values: Values, topic: str, *, by: Person) -> Entry:
    """Say what came of the talk: `result`, `outcome`, and `on` which day by which `channel`.

    It is written down as a talk on the plan as well, under that topic.
    """
    lock(request)
    if request.sponsor_id != by.id:
        raise Refused("Somebody else is asked by now.")
    if request.status is not SponsorRequestStatus.ACCEPTED:
        raise Refused("This talk is not accepted, or was written down already.")
    assign(request, {"result": values["result"], "outcome": values["outcome"]})
    request.status = SponsorRequestStatus.DONE
    events.record("finished", request, by=by)
    talk = {"on": values["on"], "channel": values["channel"], "summary": values["outcome"]}
    talk["activity_id"] = request.activity_id
    return conversations.log(_conversation(request, topic, by=by), talk, by=by)


def _conversation(request: SponsorRequest, topic: str, *, by: Person) -> Conversation:
    """The one of that topic, or a new one."""
    found = db.session.scalars(
        select(Conversation)
        .where(Conversation.plan_id == request.plan_id, Conversation.topic == topic)
        .order_by(Conversation.position.desc())
        .limit(1)
    ).first()
    return found or conversations.create(request.plan, {"topic": topic}, by=by)
