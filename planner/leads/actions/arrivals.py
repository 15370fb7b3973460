"""What comes in by the form or by another program: a lead, or the same one once more."""

import datetime
import re

from sqlalchemy import func, select

from planner import clock
from planner.actions.editing import Values, assign
from planner.actions.history import events
from planner.database import db
from planner.leads.queries.inbox import answer_by
from planner.models import KitShare, Lead, LeadStatus, Person
from planner.models.leads.lead import OPEN_LEADS

SAME_WITHIN = datetime.timedelta(hours=24)
MOST_LINKS = 2
"""A message with more of them is looked at by somebody before it goes anywhere."""

_LINK = re.compile(r"(?:\bhttps?:|\bwww\.|\bftp:)", re.IGNORECASE)
_MARKUP = re.compile(r"<\s*/?\s*[a-z!][^>]*>|\[/?(?:url|link|img)\b", re.IGNORECASE)


def receive(
    values: Values,
    *,
    consent: str,
    consent_version: int,
    share: str | None,
    by: Person | None = None,
) -> Lead:
    """Keep what somebody outside has sent, with the words that they have agreed to.

    The same e-mail and company within a day is one lead, which counts how often it came. `by` is
    whose program has brought it; nobody by the form.
    """
    known = _same(values)
    if known is not None:
        known.times += 1
        return known
    lead = Lead(
        status=LeadStatus.SUSPECTED if seems_spam(values) else LeadStatus.NEW,
        consent=consent,
        consent_version=consent_version,
        share_code=_known_share(share),
        answer_by=answer_by(clock.today()),
    )
    assign(lead, values)
    db.session.add(lead)
    events.record("created", lead, by=by, changes={"status": [None, lead.status.value]})
    return lead


def seems_spam(values: Values) -> bool:
    """Whether a text has markup in it, or more links than somebody needs."""
    texts = " ".join(str(value) for value in values.values() if isinstance(value, str))
    links = len(_LINK.findall(str(values.get("message") or "")))
    return _MARKUP.search(texts) is not None or links > MOST_LINKS


def _same(values: Values) -> Lead | None:
    email = values.get("email")
    if not email:
        return None
    wanted = select(Lead).where(
        func.lower(Lead.email) == str(email).lower(),
        Lead.received_at > clock.now() - SAME_WITHIN,
        Lead.status.in_((*OPEN_LEADS, LeadStatus.SUSPECTED)),
    )
    company = str(values["company"]).casefold()
    found = db.session.scalars(wanted.order_by(Lead.id).with_for_update())
    return next((lead for lead in found if lead.company.casefold() == company), None)


def _known_share(code: str | None) -> str | None:
    """That of one of us; what is made up credits nobody."""
    if not code:
        return None
    return db.session.scalar(select(KitShare.code).where(KitShare.code == code))
