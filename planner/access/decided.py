"""What the organisation has decided about who sees plans and their ages.

Every check of a right may ask for it, so it is read once in a transaction; for who is signed in it
comes along with their session. A decision that was never made is remembered as well.
"""

from typing import Any

from sqlalchemy import ColumnElement, select

from planner.database import db, rows
from planner.models.people.setting import (
    ADMINISTRATORS_SEE_PLANS,
    AGES_VISIBLE_TO,
    AgesVisibleTo,
    Setting,
)

_KEPT_AS = "decided"


def part_of(name: str) -> ColumnElement[str]:
    """What was decided under a name, as a part of another statement."""
    return select(Setting.value).where(Setting.name == name).scalar_subquery()


_DECIDED = select(part_of(ADMINISTRATORS_SEE_PLANS), part_of(AGES_VISIBLE_TO))


def administrators_see_plans() -> bool:
    return _now()[0] == "yes"


def leads_see_ages() -> bool:
    """Whether the ages of plans are shown beyond their members: to leads, and to auditors."""
    return _now()[1] == AgesVisibleTo.LEADS


def remember(administrators: str | None, ages: str | None) -> None:
    """Keep what another statement has read for the rest of the transaction."""
    db.session().info[_KEPT_AS] = (_transaction(), (administrators, ages))


def forget() -> None:
    """A decision was made just now."""
    db.session().info.pop(_KEPT_AS, None)


def _now() -> tuple[str | None, str | None]:
    read_in, known = db.session().info.get(_KEPT_AS, (None, (None, None)))
    if read_in is None or read_in is not _transaction():
        ((administrators, ages),) = rows(_DECIDED)
        remember(administrators, ages)
        return administrators, ages
    found: tuple[str | None, str | None] = known
    return found


def _transaction() -> Any:
    return db.session().get_transaction()
