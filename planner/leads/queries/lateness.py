"""Leads that were not answered in time, and of which the history does not say so yet."""

from collections.abc import Sequence

from sqlalchemy import exists, select

from planner import clock
from planner.database import db
from planner.models import Event, EventType, Lead, LeadStatus

_IS_NOTED = exists().where(
    Event.subject == Lead.__tablename__,
    Event.subject_id == Lead.id,
    Event.type == EventType.LEAD_LAPSED,
)


def unnoted(lead_id: int | None = None) -> Sequence[int]:
    """Their ids, or only this one if it is among them."""
    late = (Lead.status == LeadStatus.NEW, Lead.answer_by < clock.today(), ~_IS_NOTED)
    wanted = select(Lead.id).where(*late).order_by(Lead.id)
    if lead_id is not None:
        wanted = wanted.where(Lead.id == lead_id)
    return db.session.scalars(wanted).all()
