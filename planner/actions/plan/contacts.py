"""The customer's people."""

from collections.abc import Sequence

from sqlalchemy import select

from planner.actions.editing import Values, assign, free_key, next_position, remove
from planner.actions.errors import Refused
from planner.actions.history import events
from planner.actions.history.event_names import references
from planner.database import db
from planner.models import Acquaintance, Contact, Customer, Person


def create(
    customer: Customer, values: Values, *, by: Person, known_by: Sequence[Person] = ()
) -> Contact:
    """Add somebody of the customer's; `known_by` are those of ours who know them."""
    contact = Contact(
        customer=customer,
        key=free_key(Contact.customer_id, customer.id, "contact"),
        position=next_position(Contact.customer_id, customer.id),
    )
    assign(contact, values)
    contact.acquaintances = _acquaintances(known_by)
    _refuse_days_of_others(contact)
    db.session.add(contact)
    events.record("created", contact, by=by)
    return contact


def update(
    contact: Contact,
    values: Values,
    *,
    by: Person,
    known_by: Sequence[Person] | None = None,
) -> None:
    """Change a contact. `known_by` replaces all who know them; None leaves them. The days of
    those who do not know them any more go as well, unless `values` says them: that is refused."""
    old = [acquaintance.person for acquaintance in contact.acquaintances]
    if "known_since" not in values and known_by is not None:
        values = {**values, "known_since": _days_of(contact, known_by)}
    assign(contact, values)
    changes = events.changes_of(contact)
    if known_by is not None and set(known_by) != set(old):
        new = list(dict.fromkeys(person for person in [*old, *known_by] if person in known_by))
        changes["known_by"] = [references(old), references(new)]
        contact.acquaintances.clear()
        db.session.flush()
        contact.acquaintances = _acquaintances(new)
    if "known_since" in values:
        _refuse_days_of_others(contact)
    if changes:
        events.record("updated", contact, by=by, changes=changes)


def _days_of(contact: Contact, people: Sequence[Person]) -> list[dict[str, str]] | None:
    keys = {person.key for person in people}
    return [each for each in contact.known_since or () if each["person"] in keys] or None


def _refuse_days_of_others(contact: Contact) -> None:
    keys = {one.person.key for one in contact.acquaintances}
    for each in contact.known_since or ():
        if each["person"] not in keys:
            named = select(Person.name).where(Person.key == each["person"])
            raise Refused(
                "%(name)s is not among those who know the contact. Tick the name, or take the day"
                " away.",
                field="known_since",
                name=db.session.scalar(named) or each["person"],
            )


def _acquaintances(people: Sequence[Person]) -> list[Acquaintance]:
    return [Acquaintance(person=person, position=n) for n, person in enumerate(people)]


def delete(contact: Contact, *, by: Person) -> None:
    """Delete a contact; talks and other contacts no longer name them."""
    remove(contact, by=by)
