"""The stored ratings of plans.

Everything here is as of today: what was stored for a later day is not there yet.
"""

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Date, Select, bindparam, func, select
from sqlalchemy.orm import InstrumentedAttribute

from planner import clock
from planner.database import from_rows, named, rows
from planner.models import StoredRating


@dataclass(frozen=True, slots=True)
class RatingRow:
    """A stored rating: it holds from `on` until the next one; see the model for what is in it."""

    id: int
    plan_id: int
    on: datetime.date
    age: str
    last_age: str | None
    one_sidedness: int | None
    one_sided: bool | None
    leaning: str | None
    shifts: dict[str, int] | None
    symptoms: list[dict[str, Any]]
    thresholds: dict[str, int]
    movement: str | None
    cause_event_id: int | None
    visible_to_leads_on: datetime.date

    @property
    def deciding(self) -> frozenset[str]:
        """The codes of the symptoms that can put the plan into their age."""
        return frozenset(symptom["code"] for symptom in self.symptoms if symptom["decides"])


_COLUMNS: tuple[InstrumentedAttribute[Any], ...] = tuple(
    getattr(StoredRating, name) for name in RatingRow.__dataclass_fields__
)
_TODAY = bindparam("today", type_=Date)


def latest_of(
    plan_ids: Collection[int], *, until: datetime.date | None = None, for_leads: bool = False
) -> dict[int, RatingRow]:
    """The newest rating up to a day, today unless given, of each of these plans; one statement.

    `for_leads`: the newest of those that who is no member may see today.
    """
    if not plan_ids:
        return {}
    today = clock.today()
    wanted = _NEWEST_FOR_LEADS if for_leads else _NEWEST
    found = rows(wanted, plan_ids=list(plan_ids), today=today, until=until or today)
    return {each.plan_id: each for each in from_rows(RatingRow, found)}


def _newest_of(*conditions: Any) -> Select[*tuple[Any, ...]]:
    """The newest of each plan among those that meet the conditions."""
    newest = (
        select(StoredRating.plan_id, func.max(StoredRating.on).label("on"))
        .where(
            StoredRating.plan_id.in_(bindparam("plan_ids", expanding=True)),
            StoredRating.on <= bindparam("until", type_=Date),
            *conditions,
        )
        .group_by(StoredRating.plan_id)
        .subquery()
    )
    return select(*_COLUMNS).join(
        newest, (newest.c.plan_id == StoredRating.plan_id) & (newest.c.on == StoredRating.on)
    )


_NEWEST = named(_newest_of())
_NEWEST_FOR_LEADS = named(_newest_of(StoredRating.visible_to_leads_on <= _TODAY))
