"""The segments that customers are of, and the regions of teams."""

from sqlalchemy import select

from planner.database import db
from planner.models import Customer, Team
from planner.models.folding import folded_name


def all_segments() -> list[str]:
    """Their names in alphabetical order; customers without one are left out."""
    found = db.session.scalars(select(Customer.segment).distinct())
    return sorted({segment for segment in found if segment}, key=folded_name)


def all_regions() -> list[str]:
    """The regions of all teams in alphabetical order."""
    found = db.session.scalars(select(Team.region).distinct())
    return sorted({region for region in found if region}, key=folded_name)
