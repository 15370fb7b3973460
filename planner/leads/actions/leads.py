"""What people do with a lead: answer, hand on, free and reject it, and delete what it says."""

import datetime
from collections.abc import Collection

from sqlalchemy import delete, insert, select

from planner import clock
from planner.actions.editing import Values, lock
from planner.actions.errors import Refused
from planner.actions.history import events
from planner.database import db
from planner.leads.actions import placing
from planner.leads.queries.matching import company_of, remembered_as
from planner.models import Customer, Lead, LeadMatchKind, LeadRoute, LeadStatus, LeadVerdict, Person
from planner.models.leads.lead import ABOUT_PERSON

GONE = "…"
"""What stands where a name stood that had to go."""


def answer(lead: Lead, values: Values, *, by: Person) -> None:
    """Log the first talk or the answer that was sent; only that stops the clock."""
    _lock_open(lead)
    if lead.answered_on is not None:
        raise Refused("This lead was answered already.")
    lead.status, lead.answered_by_id = LeadStatus.ANSWERED, by.id
    lead.answered_on = max(clock.today(), lead.received_on)
    lead.channel, lead.answer = values["channel"], values["answer"]
    changes = _changes(lead, but=("answer",))
    events.record("answered", lead, by=by, changes=changes)


def lapse(lead: Lead) -> None:
    """Say in the history that it was not answered in time; nobody did that."""
    events.record("lapsed", lead, by=None, changes={})


def hand_on(lead: Lead, values: Values, *, by: Person) -> None:
    """Give it to somebody else; the clock goes on."""
    lock(lead)
    _refuse_erased(lead)
    receiver = db.session.get_one(Person, values["receiver_id"])
    if not receiver.is_active:
        raise Refused("%(name)s has left.", field="receiver_id", name=receiver.name)
    lead.receiver_id, lead.route = receiver.id, LeadRoute.BY_HAND
    lead.lead_rule_id = lead.instead_of_id = None
    placing.note(lead, by=by)


def free(lead: Lead, *, by: Person) -> None:
    """Say that a suspected one is a lead like others."""
    lock(lead)
    _refuse_erased(lead)
    if lead.status is not LeadStatus.SUSPECTED:
        raise Refused("This lead is not suspected any more.")
    lead.status = LeadStatus.NEW
    events.record("released", lead, by=by, changes=_changes(lead))


def reject(lead: Lead, values: Values, *, by: Person) -> None:
    """Say that nothing comes of it, and why."""
    lock(lead)
    _refuse_erased(lead)
    if not (lead.is_open or lead.status is LeadStatus.SUSPECTED):
        raise Refused("This lead is closed already.")
    lead.status, lead.reason, lead.closed_on = LeadStatus.REJECTED, values["reason"], clock.today()
    events.record("rejected", lead, by=by, changes=_changes(lead, but=("reason",)))


def confirm(lead: Lead, customer: Customer, *, by: Person) -> None:
    """Say whose it is, once for all who ask under this name; its owner has it from now on."""
    _lock_open(lead)
    _decide(lead, customer, is_same=True)
    lead.customer_id, lead.match = customer.id, LeadMatchKind.CONFIRMED
    placing.send_on(lead, by=by)


def never_match(lead: Lead, customer: Customer, *, by: Person) -> None:
    """Say that a company under this name never is this customer; nobody is asked again."""
    _lock_open(lead)
    _decide(lead, customer, is_same=False)
    lead.customer_id = None if lead.customer_id == customer.id else lead.customer_id
    placing.place(lead, by=by)


def withdraw(lead: Lead, *, by: Person | None) -> None:
    """Delete what somebody said of themselves, because they do not want it kept any more."""
    lock(lead)
    _refuse_erased(lead)
    _erase(lead, by=by)


def forget_rejected(keep_days: int) -> int:
    """Delete what is said by those who were rejected so long ago; the rows stay, to be counted."""
    last = clock.today() - datetime.timedelta(days=keep_days)
    old = select(Lead).where(
        Lead.status == LeadStatus.REJECTED, Lead.closed_on < last, Lead.erased_on.is_(None)
    )
    found: Collection[Lead] = db.session.scalars(old.limit(1000).with_for_update()).all()
    for lead in found:
        _erase(lead, by=None)
    return len(found)


def _erase(lead: Lead, *, by: Person | None) -> None:
    for name in ABOUT_PERSON:
        setattr(lead, name, None)
    lead.company = lead.contact_name = GONE
    lead.answer, lead.candidates, lead.erased_on = None, None, clock.today()
    if lead.reason is not None:
        lead.reason = GONE
    if lead.is_open or lead.status is LeadStatus.SUSPECTED:
        lead.status, lead.reason, lead.closed_on = LeadStatus.REJECTED, GONE, clock.today()
    changes = {"erased_on": [None, lead.erased_on.isoformat()]}
    events.record("erased", lead, by=by, changes=changes)


def _decide(lead: Lead, customer: Customer, *, is_same: bool) -> None:
    company = remembered_as(company_of(lead))
    known = LeadVerdict.company == company, LeadVerdict.customer_id == customer.id
    db.session.execute(delete(LeadVerdict).where(*known))
    said = {"company": company, "customer_id": customer.id, "is_same": is_same}
    db.session.execute(insert(LeadVerdict).values(**said))


def _lock_open(lead: Lead) -> None:
    lock(lead)
    _refuse_erased(lead)
    if not lead.is_open:
        raise Refused("This lead is closed, or suspected: free it first.")


def _refuse_erased(lead: Lead) -> None:
    if lead.erased_on is not None:
        raise Refused("What this lead said was deleted.")


def _changes(lead: Lead, *, but: Collection[str] = ()) -> events.Changes:
    """What has changed, without what is written about somebody outside."""
    return {name: pair for name, pair in events.changes_of(lead).items() if name not in but}
