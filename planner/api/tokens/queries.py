"""Which tokens there are."""

from collections.abc import Sequence

from sqlalchemy import select

from planner.database import db
from planner.models import ApiToken


def of_person(person_id: int) -> Sequence[ApiToken]:
    """The newest first, those that are over among them until they are revoked."""
    own = select(ApiToken).where(ApiToken.person_id == person_id).order_by(ApiToken.id.desc())
    return db.session.scalars(own).all()


def all_tokens() -> Sequence[ApiToken]:
    """Those of everybody, by their numbers."""
    return db.session.scalars(select(ApiToken).order_by(ApiToken.id)).all()
