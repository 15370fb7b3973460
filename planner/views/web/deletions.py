"""Deleting what was changed since, also by oneself elsewhere, or what somebody else is working on:
asked before it is done."""

import re

from flask import render_template, request

from planner.actions.editing import lock
from planner.database import Base, db
from planner.extensions import htmx
from planner.queries.history import events, field_history
from planner.queries.live import presences
from planner.views.history import changes_in_words
from planner.views.web.addresses import of_request
from planner.views.web.current import me, plan_found
from planner.views.web.finding import LARGEST_ID
from planner.views.web.replies import Reply
from planner.words import gettext

_PLACE = re.compile(r"#[a-z0-9-]+")


def confirm_deletion(item: Base, back: str) -> Reply | None:
    """The question whether to delete `item` all the same; None where nothing speaks against it.

    The form says in `seen` which event was the last that its page knew of, and in `despite` that
    its sender knows who else is working on the item. `back` is where the item is shown.
    """
    lock(item)
    changes = _unseen(item)
    editors = [] if "despite" in request.form else _others_editing(item)
    if not changes and not editors:
        return None
    place = f"delete-{item.__tablename__}-{_identity(item)}"
    body = render_template(
        "web/deletions/confirm.html",
        place=place,
        target=_target(),
        seen=field_history.last_of(item),
        changes=[(event, changes_in_words.told(_as_row(event))) for event in changes],
        editors=editors,
        address=f"{of_request()}?_method=DELETE",
        back=back,
    )
    db.session.rollback()
    return body, 409, {"HX-Retarget": f"#{place}", "HX-Reswap": "outerHTML"} if htmx else {}


def _unseen(item: Base) -> list[field_history.FieldEvent]:
    """What happened since the page was made; all of it where that cannot be true."""
    seen, last = request.form.get("seen", 0, int), field_history.last_of(item)
    return field_history.of_item_and_parts(item, seen if 0 <= seen <= last else 0)


def _others_editing(item: Base) -> list[str]:
    """The names of others who have the form of `item` open on the plan of this request."""
    plan = plan_found()
    if plan is None:
        return []
    form = f"{type(item).__name__.lower()}-form-{getattr(item, 'id', 0)}"
    return presences.editing(plan.id, form, besides=me().id)


def _identity(item: Base) -> int:
    identity: int = getattr(item, "id", 0)
    return min(identity, LARGEST_ID)


def _target() -> str:
    """What of the page the answer replaces, as the button itself said."""
    target = request.form.get("target", "")
    return target if _PLACE.fullmatch(target) else ""


def _as_row(event: field_history.FieldEvent) -> events.EventRow:
    return events.EventRow(
        id=event.id,
        at=event.at,
        type=event.type,
        actor=event.actor or gettext("the command line"),
        subject=event.subject,
        subject_id=None,
        subject_name="",
        changes=event.changes,
    )
