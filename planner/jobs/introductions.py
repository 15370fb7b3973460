"""Asks those who know somebody where an introduction is wanted, while nobody waits for it."""

from planner.database import db, only_reading
from planner.models import Introduction
from planner.reach import actions as introductions
from planner.reach.queries import known_people
from planner.reach.queries.introductions import untold


def tell_asked() -> int:
    """Tell everybody who knows somebody there, each once; how many introductions there were.

    The names of all customers are compared once for all that wait.
    """
    with only_reading():
        waiting = untold()
        found = known_people.who_knows(waiting.values()) if waiting else {}
        db.session.rollback()
    for introduction_id, customer_id in waiting.items():
        introduction = db.session.get(Introduction, introduction_id, with_for_update=True)
        if introduction is not None and not introduction.is_told:
            introductions.tell(introduction, found.get(customer_id, ()))
        db.session.commit()
    return len(waiting)
