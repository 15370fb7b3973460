"""Who has a plan open at this moment, and who is filling in which form of it."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, bindparam, select

from planner import clock
from planner.database import rows
from planner.models import Person, Presence
from planner.models.kinds import Side
from planner.models.people.person import initials
from planner.models.types import Moment

_LASTS = datetime.timedelta(minutes=1)
"""Who was not seen for that long is gone, and the row is deleted."""


@dataclass(frozen=True, order=True, slots=True)
class Window:
    """One window of a person on a plan; several without a name of their own count as one."""

    plan_id: int
    person_id: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody who has the plan open, with the ids of the forms being filled in."""

    person_id: int
    name: str
    side: Side | None
    parts: tuple[str, ...]

    @property
    def initials(self) -> str:
        return initials(self.name)


def is_fresh() -> ColumnElement[bool]:
    """The rows that still count; `values` has what to ask with.

    A clock that was set back, as on a fixed day at midnight, does not keep anybody for ever.
    """
    return Presence.seen_at.between(
        bindparam("oldest", type_=Moment), bindparam("youngest", type_=Moment)
    )


def values() -> dict[str, Any]:
    now = clock.now()
    return {"oldest": now - _LASTS, "youngest": now + _LASTS}


_THERE = (
    select(Presence.plan_id, Person.id, Person.name, Person.role, Presence.part)
    .join(Person, Person.id == Presence.person_id)
    .where(
        Presence.plan_id.in_(bindparam("plan_ids", expanding=True)),
        Presence.has_left.is_(False),
        is_fresh(),
    )
    .order_by(Presence.plan_id, Person.name_folded, Person.id, Presence.part)
)
_CHANGED = (
    select(Presence.plan_id)
    .where(Presence.changed_at > bindparam("since", type_=Moment))
    .distinct()
)
_EDITING = (
    select(Person.id, Person.name)
    .join(Presence, Presence.person_id == Person.id)
    .where(
        Presence.plan_id == bindparam("plan_id"),
        Presence.part == bindparam("part"),
        Presence.has_left.is_(False),
        is_fresh(),
    )
    .group_by(Person.id)
    .order_by(Person.name_folded, Person.id)
)


def windows_of_plan(plan_id: int) -> list[Present]:
    """Everybody who has the plan open, by name."""
    return windows_of_plans([plan_id])[plan_id]


def windows_of_plans(plan_ids: Collection[int]) -> dict[int, list[Present]]:
    """The same for many plans, in one statement."""
    found: dict[int, dict[int, Present]] = {plan_id: {} for plan_id in plan_ids}
    for plan_id, person_id, name, role, part in rows(_THERE, plan_ids=list(plan_ids), **values()):
        before = found[plan_id].get(person_id)
        parts = before.parts if before else ()
        if part is not None and part not in parts:
            parts = (*parts, part)
        found[plan_id][person_id] = Present(person_id, name, role.side, parts)
    return {plan_id: list(people.values()) for plan_id, people in found.items()}


def changed_since(moment: datetime.datetime) -> set[int]:
    """The plans where somebody has come, gone, or turned to another part since then."""
    return {plan_id for (plan_id,) in rows(_CHANGED, since=moment)}


def editing(plan_id: int, part: str, *, besides: int | None = None) -> list[str]:
    """The names of those who are filling in this form (its HTML id), but for one person."""
    found = rows(_EDITING, plan_id=plan_id, part=part, **values())
    return [name for person_id, name in found if person_id != besides]
