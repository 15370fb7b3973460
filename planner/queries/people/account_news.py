"""What happened to somebody's own account: links to set the password and their use, and another
address, to which such links are mailed from then on."""

import datetime
from dataclasses import dataclass

from sqlalchemy import and_, bindparam, or_, select

from planner import clock
from planner.database import from_rows, rows
from planner.models import Event, EventType, Person

KEPT_IN_SIGHT = datetime.timedelta(days=90)
_TYPES = (
    EventType.PERSON_LINK_MADE,
    EventType.PERSON_LINK_USED,
    EventType.PERSON_PASSWORD_CHANGED,
)
_NEW_ADDRESS = and_(Event.type == "person.updated", Event.changes["email"].as_string().is_not(None))


@dataclass(frozen=True, slots=True)
class AccountNewsRow:
    type: str
    at: datetime.datetime
    by: str | None


_OF_PERSON = (
    select(Event.type, Event.at, Person.name.label("by"))
    .outerjoin(Person, Person.id == Event.actor_id)
    .where(
        Event.subject == Person.__tablename__,
        Event.subject_id == bindparam("person_id"),
        or_(Event.type.in_(_TYPES), _NEW_ADDRESS),
        Event.at >= bindparam("since"),
    )
    .order_by(Event.id.desc())
)


def account_news_of_person(person: Person) -> list[AccountNewsRow]:
    """The newest first."""
    since = clock.now() - KEPT_IN_SIGHT
    return from_rows(AccountNewsRow, rows(_OF_PERSON, person_id=person.id, since=since))
