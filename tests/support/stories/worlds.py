"""Databases full of chance, which take a second to write and a few milliseconds to copy."""

from collections.abc import Callable
from random import Random
from typing import Any

from sqlalchemy import make_url

from planner.database import db
from planner.models import Person
from tests.support.databases import postgres, sqlite

_known: dict[tuple[object, ...], tuple[Any, tuple[Any, ...]]] = {}


def filled(fill: Callable[[Random], object], chance: Random) -> Person:
    """Let `fill` write an auditor and what there is to see into the empty database.

    Asked for the same again, the rows that it wrote the first time are copied; chance goes on from
    where it stood then.
    """
    address = db.engine.url.render_as_string(hide_password=False)
    kind = sqlite if make_url(address).get_backend_name() == "sqlite" else postgres
    key = (kind.__name__, fill.__module__, fill.__qualname__, chance.getstate())
    if key in _known:
        kind.copy_into(address, _known[key][0])
    else:
        fill(chance)
        db.session.remove()
        _known[key] = kind.copied(address), chance.getstate()
    chance.setstate(_known[key][1])
    return db.session.query(Person).filter_by(key="otto").one()
