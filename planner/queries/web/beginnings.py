"""Whether an organisation has only just begun."""

from sqlalchemy import select

from planner.database import db, rows
from planner.models import Customer, Setting
from planner.models.people.setting import FIRST_STEPS_LEFT


def is_at_the_beginning() -> bool:
    """Whether there is no customer yet, and nobody has left that for later."""
    return not rows(select(Customer.id).limit(1)) and "customers" not in left_for_later()


def left_for_later() -> set[str]:
    """The names of the first steps that somebody has left for later."""
    setting = db.session.get(Setting, FIRST_STEPS_LEFT)
    return set(setting.value.split()) if setting else set()
