"""Erasing somebody of a customer's."""

from collections.abc import Sequence

from sqlalchemy import and_, func, or_, select

from planner.actions.errors import Refused
from planner.database import db
from planner.leads.actions import leads
from planner.models import Contact, Lead, Person
from planner.personal_data.actions import erasing
from planner.personal_data.actions.erasing import ErasedData


def erase_contact(
    contact: Contact, *, also: Sequence[str], by: Person | None, language: str
) -> ErasedData:
    """Erase who it was; talks stay, with somebody who cannot be told any more.

    Raise Refused for who was erased already. `by` None is the command line.
    """
    erasing.keep_writers_out()
    db.session.refresh(contact)
    if erasing.is_erased(contact):
        raise Refused("%(name)s was erased already.", name=contact.name)
    _forget_leads(contact, by=by)
    return erasing.erase_row(contact, also=also, by=by, language=language)


def _forget_leads(contact: Contact, *, by: Person | None) -> None:
    """What somebody has said of themselves in a form goes as if they had withdrawn it."""
    is_they = and_(
        Lead.customer_id == contact.customer_id,
        func.lower(Lead.contact_name) == contact.name.lower(),
    )
    if contact.email:
        is_they = or_(is_they, func.lower(Lead.email) == contact.email.lower())
    for lead in db.session.scalars(select(Lead).where(is_they, Lead.erased_on.is_(None))).all():
        leads.withdraw(lead, by=by)
