"""Lets the rules of involvement bring in who is missing on all plans, and whom nobody waits for any
longer be followed by the next one: every day, and as soon as a rule was changed."""

from collections.abc import Iterator

from planner.database import db
from planner.involvement.actions import involvements
from planner.involvement.queries import needs, situations
from planner.involvement.queries.choosing import Chooser


def involve_all() -> None:
    """All of it, once a rule has changed."""
    for _number in involve():
        pass  # each batch is committed already


def involve() -> Iterator[int]:
    """Batch by batch, each committed by itself; yields how many were brought in. Done again it
    changes nothing; broken off, it goes on when it is started anew."""
    _let_lapse()
    after = 0
    while plans := situations.next_plans(after):
        rules, chooser = involvements.rules_that_hold(), Chooser()
        missing = {
            each.plan_id for each in needs.needs_of_plans(plans, rules, chooser) if each.choice
        }
        db.session.rollback()  # so that nobody waits for this look
        number = involvements.bring_in_by_policy(missing)
        db.session.commit()
        db.session.remove()
        yield number
        after = plans[-1].plan_id


def _let_lapse() -> None:
    while late := involvements.overdue(situations.SITUATIONS_AT_ONCE):
        for involvement in late:
            involvements.let_lapse(involvement)
        db.session.commit()
