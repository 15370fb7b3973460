"""What the list of customers is asked for, as a condition on `Customer`."""

import datetime
import enum
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select

from planner import clock
from planner.access import Permission, plans_for, visible_customers
from planner.insights.pages import FIRST_PAGE, Page
from planner.models import Activity, Conversation, Customer, Entry, Person, Plan, Potential
from planner.models.kinds import PlanStatus, PotentialStatus
from planner.queries.maturity import organisation
from planner.queries.plan.customer_list import notice_days
from planner.queries.plan.customer_list.customer_figures import UNFINISHED_STATES, age_rank_of
from planner.queries.web.customer_filter import CustomerFilter, all_conditions, narrowed
from planner.queries.web.name_search import name_has

NOTICE_DAYS = 90
"""Within so many days a last day for notice is near."""
NEVER, UNRATED, OWN = "never", "unrated", "own"
"""In filters: who was never talked with, what is in no age, and the reader's own customers."""


class CustomerGap(enum.StrEnum):
    """What is most often missing at a customer, or comes soon."""

    OVERDUE = "overdue"
    SILENT = "silent"
    NO_STEP = "no_step"
    NO_PLAN = "no_plan"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerListFilter(CustomerFilter):
    """`text` is in the name or is the city; `field_id` asks for potential in the field.

    `age` is a number from 1 on, or UNRATED; `talk` the days since the last talk, or NEVER.
    """

    text: str = ""
    owner: str = ""
    field_id: int | None = None
    age: str = ""
    talk: str = ""
    gap: CustomerGap | None = None
    sort: str = "name"
    page: Page = FIRST_PAGE


def found_for(reader: Person, wanted: CustomerListFilter) -> ColumnElement[bool]:
    """The customers of the reader that the filter asks for."""
    gap = [] if wanted.gap is None else [gap_of(reader, wanted.gap)]
    return all_conditions(visible_customers(reader), *asked_beside_gap(reader, wanted), *gap)


def asked_beside_gap(reader: Person, wanted: CustomerListFilter) -> list[ColumnElement[bool]]:
    """What is asked for, whatever is missing there."""
    conditions = list(narrowed(wanted))
    if wanted.text.strip():
        in_city = Customer.city.ilike(f"%{_escaped(wanted.text.strip())}%", escape="/")
        conditions.append(or_(name_has(Customer.name_folded, wanted.text), in_city))
    if wanted.owner == OWN:
        conditions.append(Customer.owner_id == reader.id)
    if wanted.field_id is not None:
        conditions.append(_has_potential_in(wanted.field_id))
    if wanted.age:
        conditions.append(_is_in_age(reader, wanted.age))
    if wanted.talk:
        conditions.append(_was_silent(reader, wanted.talk))
    return conditions


def gap_of(reader: Person, gap: CustomerGap) -> ColumnElement[bool]:
    """The customers with this gap, as a condition on `Customer`."""
    return _GAPS[gap](reader)


def _escaped(text: str) -> str:
    return text.replace("/", "//").replace("%", "/%").replace("_", "/_")


def _has_potential_in(field_id: int) -> ColumnElement[bool]:
    return Customer.id.in_(
        select(Potential.customer_id).where(
            Potential.field_id == field_id, Potential.status != PotentialStatus.REJECTED
        )
    )


def _is_in_age(reader: Person, age: str) -> ColumnElement[bool]:
    rank: ColumnElement[int | None] = age_rank_of(reader)
    return rank.is_(None) if age == UNRATED else rank == int(age)


def _was_silent(reader: Person, talk: str) -> ColumnElement[bool]:
    if talk == NEVER:
        return and_(has_open_plan(reader), ~_talked_since(reader, datetime.date.min))
    since = clock.today() - datetime.timedelta(days=int(talk))
    return and_(has_open_plan(reader), ~_talked_since(reader, since))


def has_open_plan(reader: Person) -> ColumnElement[bool]:
    """Whether there is a plan to work on, as far as the reader may read it."""
    return Customer.id.in_(_of_plans(reader).where(_IS_OPEN))


# A list of customers that is made once is cheaper than a look at each of ten thousand.
def _of_plans(reader: Person) -> Any:
    """The customers of the plans that the reader may read."""
    of_plans = select(Plan.customer_id).join(Customer, Customer.id == Plan.customer_id)
    return of_plans.where(plans_for(Permission.SEE_PLAN, reader)).correlate(None)


_IS_OPEN = Plan.status != PlanStatus.CLOSED


def _talked_since(reader: Person, since: datetime.date) -> ColumnElement[bool]:
    """On the open plans, or before on one that is closed."""
    talks = (
        _of_plans(reader)
        .join(Conversation, Conversation.plan_id == Plan.id)
        .join(Entry, Entry.conversation_id == Conversation.id)
    )
    return Customer.id.in_(talks.where(Entry.on >= since))


def _has_step(reader: Person, *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    unfinished = _of_plans(reader).join(Activity, Activity.plan_id == Plan.id)
    is_ahead = (_IS_OPEN, Activity.status.in_(UNFINISHED_STATES), *conditions)
    return Customer.id.in_(unfinished.where(*is_ahead))


def _silent(reader: Person) -> ColumnElement[bool]:
    """For as long as the table of thresholds says."""
    return _was_silent(reader, str(organisation.thresholds().conversation_stale_days))


def _notice(reader: Person) -> ColumnElement[bool]:
    return Customer.id.in_(notice_days.notice_within(NOTICE_DAYS, visible_customers(reader)))


_GAPS = {
    CustomerGap.OVERDUE: lambda reader: _has_step(reader, Activity.due_on < clock.today()),
    CustomerGap.SILENT: _silent,
    CustomerGap.NO_STEP: lambda reader: and_(has_open_plan(reader), ~_has_step(reader)),
    CustomerGap.NO_PLAN: lambda reader: ~has_open_plan(reader),
    CustomerGap.NOTICE: _notice,
}
