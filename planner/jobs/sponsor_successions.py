"""Lets others be asked instead of executives who are away, or have left, before they answered."""

from collections.abc import Iterator

from planner.database import db
from planner.sponsor_requests import actions as sponsor_requests
from planner.sponsor_requests.queries import executives

REQUESTS_AT_ONCE = 100


def pass_on_requests() -> Iterator[int]:
    """Batch by batch, each committed by itself; yields how many were passed on. Done again it
    changes nothing, since who is asked then is there."""
    while waiting := executives.waiting_for_absent(REQUESTS_AT_ONCE):
        for request in waiting:
            sponsor_requests.pass_on(request, by=None)
        db.session.commit()
        yield len(waiting)
