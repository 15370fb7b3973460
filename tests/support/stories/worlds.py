"""Databases full of chance, which take a second to write and a few milliseconds to copy."""

import hashlib
import pickle
from collections.abc import Callable
from pathlib import Path
from random import Random

from sqlalchemy import make_url

from planner.database import db
from planner.models import Person
from tests.support import run
from tests.support.databases import postgres, sqlite


def filled(fill: Callable[[Random], object], chance: Random) -> Person:
    """Let `fill` write an auditor and what there is to see into the empty database.

    Asked for the same again, in whatever process of this run, the rows that it wrote the first time
    are copied; chance goes on from where it stood then.
    """
    address = db.engine.url.render_as_string(hide_password=False)
    kind = sqlite if make_url(address).get_backend_name() == "sqlite" else postgres
    world = repr((kind.__name__, fill.__module__, fill.__qualname__, chance.getstate()))
    name = f"world-{hashlib.sha256(world.encode()).hexdigest()[:16]}"
    written_here: list[Path] = []

    def write() -> str:
        fill(chance)
        db.session.remove()
        file = run.folder() / name
        kind.copy_from(address, file)
        file.with_suffix(".chance").write_bytes(pickle.dumps(chance.getstate()))
        written_here.append(file)
        return str(file)

    file = Path(run.once(name, write))
    if not written_here:
        kind.copy_into(address, file)
        state = file.with_suffix(".chance").read_bytes()
        chance.setstate(pickle.loads(state))  # noqa: S301 - this run has written it
    return db.session.query(Person).filter_by(key="otto").one()
