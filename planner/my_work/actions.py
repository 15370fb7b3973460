"""Saying how many hours a week one has for joint work, and who stands in while one is away. It
leaves no event: nobody else is told.
"""

import datetime
from decimal import Decimal

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import aliased

from planner.actions.editing import wait_for_oneself
from planner.database import db
from planner.models import Availability, Deputy, Person


def say(person: Person, week: datetime.date, hours: Decimal, *, only_that_week: bool) -> None:
    """Have so many hours from a week (its Monday) on, or only in that one.

    What was said before of the same is replaced, and nothing remembers it.
    """
    wait_for_oneself(person)
    said = db.session.scalar(
        select(Availability).where(
            Availability.person_id == person.id,
            Availability.week == week,
            Availability.only_that_week == only_that_week,
        )
    )
    if said is None:
        said = Availability(person_id=person.id, week=week, only_that_week=only_that_week)
        db.session.add(said)
    said.hours = hours
    db.session.flush()


def choose_deputy(person: Person, deputy_id: int | None) -> None:
    """Let somebody stand in from now on, or nobody."""
    db.session.execute(delete(Deputy).where(Deputy.person_id == person.id))
    if deputy_id is not None:
        db.session.add(Deputy(person_id=person.id, deputy_id=deputy_id))
    db.session.flush()


def take_back(availability: Availability) -> None:
    """Let hold again what was said before it, or nothing."""
    db.session.delete(availability)
    db.session.flush()


def forget_before(week: datetime.date) -> None:
    """Drop what holds in no week from this one on."""
    newer = aliased(Availability)
    is_replaced = exists().where(
        newer.person_id == Availability.person_id,
        newer.only_that_week.is_(False),
        newer.week > Availability.week,
        newer.week <= week,
    )
    db.session.execute(
        delete(Availability)
        .where(Availability.week < week, Availability.only_that_week | is_replaced)
        .execution_options(synchronize_session=False)
    )
