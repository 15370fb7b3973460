"""The people of the organisation, as administrators keep them."""

from sqlalchemy import delete, func, select

from planner import email_addresses
from planner.actions import keys
from planner.actions.editing import Values, assign
from planner.actions.errors import Refused
from planner.actions.history import events
from planner.actions.people import account_mails, connections, standings, units
from planner.database import db
from planner.models import AccountNews, ApiToken, Feed, PasswordLink, Person, Session, Webhook


def create(values: Values, *, by: Person | None, key: str | None = None) -> Person:
    """Add a person without a password; a one-time link lets them set one. Where no unit is said,
    it is that of the team. The key is made of the one that is asked for, else of the name."""
    _refuse_taken_email(values.get("email"), None)
    values = units.with_unit(values)
    person = Person(key=keys.free(Person, key or values["name"]))
    assign(person, values)
    db.session.add(person)
    events.record("created", person, by=by)
    return person


def update(person: Person, values: Values, *, by: Person | None) -> None:
    """Change a person; whoever is switched off is signed out everywhere, and has no tokens,
    no calendars and no webhooks.

    With another address, links to set a password that were mailed to the one before end, and that
    one is told: whoever reads there may know nothing of it.
    """
    _refuse_taken_email(values.get("email"), person)
    if by and person.id == by.id:
        _refuse_locking_oneself_out(values)
    before = person.email
    values = units.with_unit(values, person)
    assign(person, values)
    standings.keep(person)
    events.record("updated", person, by=by)
    if before is not None and person.email != before:
        db.session.execute(delete(PasswordLink).where(PasswordLink.person_id == person.id))
        account_mails.tell(person, AccountNews.ADDRESS_CHANGED, before)
    if not person.is_active:
        for ends in (Session, ApiToken, Feed, Webhook):
            db.session.execute(delete(ends).where(ends.person_id == person.id))
        connections.forget(person)


def choose_language(person: Person, language: str) -> None:
    """A person's own choice; it concerns nobody else and leaves no event."""
    person.language = language
    db.session.flush()


def find_by_email(email: str) -> Person | None:
    """The person with this address, whatever its case and however its domain is spelled."""
    same = func.lower(Person.email).in_(email_addresses.spellings(email))
    return db.session.scalars(select(Person).where(same).order_by(Person.id)).first()


def _refuse_taken_email(email: str | None, but: Person | None) -> None:
    other = find_by_email(email) if email else None
    if other is not None and other is not but:
        raise Refused("%(name)s has this address already.", field="email", name=other.name)


def _refuse_locking_oneself_out(values: Values) -> None:
    """An auditor changes nothing any more, not even who is one."""
    for right, kept in (("is_administrator", True), ("is_active", True), ("is_auditor", False)):
        if values.get(right, kept) != kept:
            raise Refused(
                "Only another administrator can take this right from you, so that one always"
                " remains.",
                field=right,
            )
