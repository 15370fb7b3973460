"""Whether an organisation has only just begun, and whether somebody has begun to work in it."""

from typing import Any

from sqlalchemy import bindparam, exists, or_, select

from planner.database import db, rows
from planner.models import Activity, Customer, Member, Person, Plan, Setting
from planner.models.people.setting import FIRST_STEPS_LEFT


def is_at_the_beginning() -> bool:
    """Whether there is no customer yet, and nobody has left that for later."""
    return not rows(select(Customer.id).limit(1)) and "customers" not in left_for_later()


def left_for_later() -> set[str]:
    """The names of the first steps that somebody has left for later."""
    setting = db.session.get(Setting, FIRST_STEPS_LEFT)
    return set(setting.value.split()) if setting else set()


_READER: Any = bindparam("reader_id")
_HAS_WORK = select(
    or_(
        exists().where(Member.person_id == _READER, Member.left_on.is_(None)),
        exists().where(Customer.owner_id == _READER, Plan.customer_id == Customer.id),
        exists().where(Activity.assignee_id == _READER),
    )
)


def has_work(person: Person) -> bool:
    """Whether somebody is on a plan, owns a customer with one or has, or had, an activity."""
    return bool(rows(_HAS_WORK, reader_id=person.id)[0][0])
