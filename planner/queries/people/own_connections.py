"""What somebody has imported from a business network, for that person alone."""

from sqlalchemy import select

from planner.database import db
from planner.models import Connection, Person

_LARGEST_ID = 2**31 - 1


def as_contact(identity: int | None, *, of: Person) -> dict[str, str]:
    """What a contact would say of one of their connections; nothing of anything else."""
    if identity is None or not 0 < identity <= _LARGEST_ID:
        return {}
    own = (Connection.id == identity, Connection.person_id == of.id)
    found = select(Connection.name, Connection.email, Connection.url).where(*own)
    for name, email, url in db.session.execute(found):
        return {"name": name, "email": email, "profile": url}
    return {}
