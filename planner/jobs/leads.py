"""Leads that came by the public form, while nobody waits for an answer."""

from collections.abc import Sequence

from sqlalchemy import select

from planner.database import db, only_reading
from planner.leads.actions import leads, placing
from planner.leads.queries import lateness, match_keys, routing
from planner.models import Lead
from planner.queries.maturity import organisation


def place_waiting() -> int:
    """Place all that nobody has looked at yet, one after the other; how many there were.

    What is suspected is looked at as well, so that whoever frees it finds everything there.
    """
    waiting = _waiting()
    if not waiting:
        return 0
    refresh_keys()
    rules = routing.all_rules()
    done = 0
    for lead_id in waiting:
        lead = db.session.get_one(Lead, lead_id, with_for_update=True)
        if lead.match is None:
            placing.place(lead, rules)
            done += 1
        db.session.commit()
    return done


def _waiting() -> Sequence[int]:
    """Looked for every few seconds, so without keeping anybody from writing."""
    wanted = select(Lead.id).where(Lead.match.is_(None), Lead.erased_on.is_(None))
    with only_reading():
        found = db.session.scalars(wanted.order_by(Lead.id)).all()
        db.session.rollback()
    return found


def note_late() -> int:
    """Let the history say of each that it was not answered in time, once, which tells people of
    it; how many there were."""
    with only_reading():
        late = lateness.unnoted()
        db.session.rollback()
    for lead_id in late:
        lead = db.session.get_one(Lead, lead_id, with_for_update=True)
        if lateness.unnoted(lead_id):
            leads.lapse(lead)
        db.session.commit()
    return len(late)


def refresh_keys() -> int:
    """Write the keys of customers that are new or called otherwise by now; how many there were."""
    done = 0
    while some := match_keys.refresh_some():
        db.session.commit()
        done += some
    return done


def forget_rejected() -> int:
    """Delete what those have said who were rejected long ago."""
    return leads.forget_rejected(organisation.signature_thresholds().lead_keep_days)
