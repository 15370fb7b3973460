"""What happened to somebody's own account: links to set the password, and their use."""

import datetime
from dataclasses import dataclass

from sqlalchemy import bindparam, select

from planner import clock
from planner.database import from_rows, rows
from planner.models import Event, EventType, Person

KEPT_IN_SIGHT = datetime.timedelta(days=90)
_TYPES = (
    EventType.PERSON_LINK_MADE,
    EventType.PERSON_LINK_USED,
    EventType.PERSON_PASSWORD_CHANGED,
)


@dataclass(frozen=True, slots=True)
class AccountNews:
    type: str
    at: datetime.datetime
    by: str | None


_OF_PERSON = (
    select(Event.type, Event.at, Person.name.label("by"))
    .outerjoin(Person, Person.id == Event.actor_id)
    .where(
        Event.subject == Person.__tablename__,
        Event.subject_id == bindparam("person_id"),
        Event.type.in_(_TYPES),
        Event.at >= bindparam("since"),
    )
    .order_by(Event.id.desc())
)


def of_person(person: Person) -> list[AccountNews]:
    """The newest first."""
    since = clock.now() - KEPT_IN_SIGHT
    return from_rows(AccountNews, rows(_OF_PERSON, person_id=person.id, since=since))
