"""The segments that customers are of."""

from sqlalchemy import select

from planner.database import db
from planner.models import Customer
from planner.models.folding import folded_name


def all_segments() -> list[str]:
    """Their names in alphabetical order; customers without one are left out."""
    found = db.session.scalars(select(Customer.segment).distinct())
    return sorted({segment for segment in found if segment}, key=folded_name)
