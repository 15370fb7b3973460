"""Choosing whether to get the mail of the week about the own team."""

from sqlalchemy import select

from planner.database import db
from planner.models import Person, WeekLetter


def of(person: Person) -> WeekLetter:
    """What was told to this person last; made where there is nothing yet."""
    found = kept(person)
    if found is None:
        found = WeekLetter(person_id=person.id, wanted=True)
        db.session.add(found)
        db.session.flush()
    return found


def kept(person: Person) -> WeekLetter | None:
    return db.session.scalar(select(WeekLetter).where(WeekLetter.person_id == person.id))


def is_wanted(person: Person) -> bool:
    """Whoever has not said otherwise gets it."""
    found = kept(person)
    return found is None or found.wanted


def choose(person: Person, wanted: bool) -> None:
    """Get it from now on, or not; what waits to be mailed is then not sent either."""
    letter = of(person)
    letter.wanted = wanted
    if not wanted:
        letter.mail_due_at = None
    db.session.flush()
