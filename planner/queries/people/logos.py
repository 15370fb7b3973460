"""The organisation's logo."""

import base64

from sqlalchemy import select

from planner.database import db
from planner.models import Logo


def content() -> bytes | None:
    """The PNG, if there is one."""
    return db.session.scalars(select(Logo.content).limit(1)).first()


def address_of_logo() -> str:
    """The picture itself as an address, so that nobody has to ask for it again; "" for none."""
    png = content()
    return "" if png is None else "data:image/png;base64," + base64.b64encode(png).decode()
