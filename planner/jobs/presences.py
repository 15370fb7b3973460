"""Writes who is there, each time in one short transaction."""

from collections.abc import Collection
from secrets import token_hex

from planner.actions.plan import presences
from planner.database import db
from planner.queries.live.presences import Window

WRITER = token_hex(8)
"""This process, among those that serve."""


def write_windows(here: Collection[Window], gone: Collection[Window] = ()) -> None:
    """Say which windows are open and which were closed, and forget the old ones."""
    presences.forget()
    presences.leave(gone, writer=WRITER)
    presences.keep(here, writer=WRITER)
    db.session.commit()


def turn(window: Window, part: str | None) -> None:
    """Say which form is being filled in there, or that none is."""
    presences.forget()
    presences.turn_to(window, part, writer=WRITER)
    db.session.commit()
