"""What was changed that belongs to no customer: people, teams, fields and settings."""

from planner.database import db, from_rows
from planner.models import Event, EventType, Field, Person, Setting, Team
from planner.queries.history.events import EVENTS, HISTORY_PAGE, EventRow, History

_SUBJECTS = tuple(model.__tablename__ for model in (Person, Team, Field, Setting))

# Whoever looks after people has no use for when somebody has chosen a new password.
_NOBODYS_BUSINESS = (EventType.PERSON_PASSWORD_CHANGED,)


def changes(subject: str | None, before: int | None) -> History:
    """A page of them, the newest first: of one table or all, and older than an event."""
    statement = EVENTS.where(
        Event.subject.in_([subject] if subject else _SUBJECTS),
        Event.type.not_in(_NOBODYS_BUSINESS),
    )
    if before is not None:
        statement = statement.where(Event.id < before)
    found = from_rows(EventRow, db.session.execute(statement))
    return History(found[:HISTORY_PAGE], len(found) > HISTORY_PAGE)
