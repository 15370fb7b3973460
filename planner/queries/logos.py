"""The organisation's logo."""

from sqlalchemy import select

from planner.database import db
from planner.models import Logo


def content() -> bytes | None:
    """The PNG, if there is one."""
    return db.session.scalars(select(Logo.content).limit(1)).first()
