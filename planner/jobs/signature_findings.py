"""Finds every night what is missing after signatures and about renewals, and tells the members."""

from collections.abc import Iterator

from planner.actions.notices import signature_notifications
from planner.database import db, only_reading
from planner.queries.after_signature import findings

PLANS_AT_ONCE = 200


def find() -> Iterator[tuple[int, int]]:
    """Batch by batch, each committed by itself; yields how many plans it had, and how much was new.

    Done again on the same day it changes nothing; broken off, it goes on when it is started anew.
    """
    last = 0
    while True:
        with only_reading():
            plans = findings.next_plans(last, PLANS_AT_ONCE)
            found = findings.findings_of_plans(plans) if plans else {}
            db.session.rollback()
        if not plans:
            return
        new = signature_notifications.keep(plans, found)
        db.session.commit()
        db.session.remove()
        yield len(plans), new
        last = max(plans.values())
