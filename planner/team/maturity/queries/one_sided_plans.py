"""Plans that lean to one side, or that something holds in the iron age, as leads may see them."""

import datetime
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, case, func, or_, select, true

from planner import clock
from planner.database import maker, rows
from planner.insights.pages import FIRST_PAGE, Page
from planner.models import Customer, Person, Plan, StoredRating, Team
from planner.models.kinds import PlanStatus
from planner.queries.maturity.maturity import symptoms_from
from planner.queries.maturity.organisation import thresholds_from
from planner.queries.web.customer_filter import CustomerFilter
from planner.queries.web.paging import ListPage, read_page
from planner.rating import Age, Symptom, Thresholds
from planner.team.maturity.queries import stored_symptoms
from planner.team.maturity.queries.rated_plans import of_newest_rating, of_reader, with_team

ONE_SIDED_PAGE = 25
FLAGGED = "one_sided"
"""Stands among the codes of symptoms for the flag of a plan that is one-sided."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OneSidedFilter(CustomerFilter):
    """`symptom` is a code, FLAGGED, or nothing for all."""

    symptom: str = ""
    page: Page = FIRST_PAGE
    today: datetime.date = field(default_factory=clock.today)


@dataclass(frozen=True, slots=True)
class OneSidedPlan:
    """What leads see of a plan since `on`; `number` from 0 to 100 is None with too few counts."""

    id: int
    key: str
    customer: str
    segment: str | None
    team: str | None
    on: datetime.date
    number: int | None
    leaning: str | None
    age: Age
    is_flagged: bool
    symptoms: tuple[Symptom, ...]
    thresholds: Thresholds


def page_of_one_sided_plans(reader: Person, wanted: OneSidedFilter) -> ListPage[OneSidedPlan]:
    """One page of them, the most one-sided first."""
    return read_page(_found(reader, wanted), _order(), wanted.page, ONE_SIDED_PAGE).turned(_plans)


def all_one_sided_plans(reader: Person, wanted: OneSidedFilter) -> list[OneSidedPlan]:
    return _plans(rows(_found(reader, wanted).order_by(*_order())))


def symptom_counts(reader: Person, wanted: OneSidedFilter) -> tuple[int, Counter[str]]:
    """How many plans there are whatever the symptom, and how many have each one of the iron age.

    Two statements.
    """
    flagged = func.sum(case((_IS_FLAGGED, 1), else_=0))
    ((everything, flags),) = rows(_of((func.count(Plan.id), flagged), reader, wanted))
    symptom = stored_symptoms.one_by_one()
    code = stored_symptoms.code_of(symptom).label("code")
    held = _of((code,), reader, wanted).join(symptom, true()).subquery("held")
    found = rows(select(held.c.code, func.count()).group_by(held.c.code))
    return everything, Counter({FLAGGED: int(flags or 0)} | {row[0]: row[1] for row in found})


def _plans(found: Sequence[Any]) -> list[OneSidedPlan]:
    make = maker(OneSidedPlan, found)
    return [
        make(
            row,
            age=Age(row.stored_age),
            is_flagged=bool(row.one_sided),
            symptoms=symptoms_from(row.stored_symptoms),
            thresholds=thresholds_from(row.stored_thresholds),
        )
        for row in found
    ]


_COLUMNS = (
    Plan.id,
    Customer.key,
    Customer.name.label("customer"),
    Customer.segment,
    Team.name.label("team"),
    StoredRating.on,
    StoredRating.age.label("stored_age"),
    StoredRating.one_sidedness.label("number"),
    StoredRating.one_sided,
    StoredRating.leaning,
    StoredRating.symptoms.label("stored_symptoms"),
    StoredRating.thresholds.label("stored_thresholds"),
)


_IS_FLAGGED = StoredRating.one_sided.is_(True)


def _order() -> tuple[Any, ...]:
    """The most one-sided first; of those alike the one that more symptoms hold in the iron age."""
    return (
        StoredRating.one_sidedness.is_(None),
        StoredRating.one_sidedness.desc(),
        stored_symptoms.number_of_symptoms(Age.IRON).desc(),
        Customer.name_folded,
        Plan.id,
    )


def _found(reader: Person, wanted: OneSidedFilter) -> Any:
    return _of(_COLUMNS, reader, wanted).where(_with(wanted.symptom))


def _of(columns: Collection[Any], reader: Person, wanted: OneSidedFilter) -> Any:
    """The active plans that want a look, each with the newest rating that may be seen."""
    return (
        with_team(select(*columns))
        .join(
            StoredRating,
            StoredRating.id == of_newest_rating(StoredRating.id, wanted.today, wanted.today),
        )
        .where(of_reader(reader, wanted), Plan.status == PlanStatus.ACTIVE)
        .where(or_(_IS_FLAGGED, stored_symptoms.has(Age.IRON)))
    )


def _with(symptom: str) -> ColumnElement[bool]:
    if not symptom:
        return true()
    return _IS_FLAGGED if symptom == FLAGGED else stored_symptoms.holds(symptom)
