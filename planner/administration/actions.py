"""The organisation's logo on what is made for customers."""

import hashlib

from sqlalchemy import delete

from planner.actions.people import settings
from planner.database import db
from planner.models import Logo, Person
from planner.models.people.setting import LOGO


def put(content: bytes, size: tuple[int, int], *, by: Person) -> None:
    """Take this PNG instead of the one before; the event says which by size and fingerprint."""
    settings.lock_all()
    db.session.execute(delete(Logo))
    db.session.add(Logo(content=content))
    width, height = size
    fingerprint = hashlib.sha256(content).hexdigest()[:12]
    settings.change(LOGO, f"{width} × {height}, {fingerprint}", by=by)


def remove(*, by: Person) -> None:
    """Have no logo any more."""
    settings.lock_all()
    db.session.execute(delete(Logo))
    settings.change(LOGO, "", before="", by=by)
