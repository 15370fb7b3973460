"""After deleting, finishing, taking or moving something, an offer to undo it stands for a while.

A reply to a change carries it: as a part of it for htmx, else on the next page.
"""

from dataclasses import dataclass

from flask import Flask, flash, get_flashed_messages, render_template
from sqlalchemy import inspect

from planner.actions.history import acts, undo
from planner.models import OF_PLAYBOOKS, Event, EventType, Target
from planner.nouns import happened
from planner.words import gettext

CATEGORY = "undo"
_OFFERED = frozenset(
    {
        EventType.ACTIVITY_ASSIGNED,
        EventType.ACTIVITY_CANCELLED,
        EventType.ACTIVITY_CLAIMED,
        EventType.ACTIVITY_FINISHED,
        EventType.ACTIVITY_RELEASED,
        EventType.ACTIVITY_REOPENED,
        EventType.COMMITMENT_CREATED,
        EventType.COMMITMENT_UPDATED,
        EventType.HANDOVER_ACCEPTED,
        EventType.IDEA_ADOPTED,
        EventType.IDEA_REJECTED,
        EventType.MEMBER_AGREED,
        EventType.MEMBER_LEFT,
        EventType.PLAYBOOK_USE_CREATED,
        EventType.STAGE_MOVE_CREATED,
    }
)
# To change one of these is to move something: to another day, month or state.
_MOVED = frozenset({"due_on", "expected_on", "state", "status"})


@dataclass(frozen=True, slots=True)
class Offer:
    event_id: int
    text: str


def init_app(app: Flask) -> None:
    app.jinja_env.globals["undo_offers"] = flashed


def flashed() -> list[Offer]:
    """What the page before offered to undo."""
    found = get_flashed_messages(category_filter=[CATEGORY])
    return [Offer(*message) for message in found]


def offer_beside() -> str:
    """The offer as a part of the page, if this request has done something that has one."""
    offer = _offer()
    return render_template("history/undos/offer.htmx.html", offers=[offer]) if offer else ""


def leave_for_next_page() -> None:
    """Let the page that comes next make the offer."""
    offer = _offer()
    if offer is not None:
        flash([offer.event_id, offer.text], CATEGORY)  # type: ignore[arg-type]  # any JSON will do


def _offer() -> Offer | None:
    act = acts.last()
    event = acts.main_of([e for e in act.events if _is_offered(e)]) if act else None
    if event is None or not inspect(event).persistent:  # else it was rolled back
        return None
    return Offer(event.id, _words(event))


def _is_offered(event: Event) -> bool:
    of_team = event.subject in (Target.__tablename__, *OF_PLAYBOOKS)
    belongs = event.plan_id or event.customer_id or of_team or undo.carrier_of([event])
    if not belongs or not undo.is_undoable(event):
        return False
    if event.undoes_id is not None:
        return True
    moved = event.type.endswith(".updated") and not _MOVED.isdisjoint(event.changes)
    gone = event.type.endswith(".deleted") and event.type != EventType.REQUEST_DELETED
    return event.type in _OFFERED or moved or gone


def _words(event: Event) -> str:
    told = f"{happened(event.type)}: {event.subject_name}"
    return gettext("Undone. %(what)s", what=told) if event.undoes_id is not None else told
