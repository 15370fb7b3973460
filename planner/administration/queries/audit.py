"""What was changed that belongs to no customer: people, settings, imports, and what lets others
read."""

from planner.database import db, from_rows
from planner.models import Event
from planner.queries.history.audited import AUDITED
from planner.queries.history.events import EVENTS, HISTORY_PAGE, EventRow, History


def changes(subject: str | None, before: int | None) -> History:
    """A page of them, the newest first: of one table or all, and older than an event."""
    statement = EVENTS.where(Event.subject.in_([subject] if subject else AUDITED))
    if before is not None:
        statement = statement.where(Event.id < before)
    found = from_rows(EventRow, db.session.execute(statement))
    return History(found[:HISTORY_PAGE], len(found) > HISTORY_PAGE)
