"""The list of customers: search, filter, sort, page by page."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeVarTuple

from sqlalchemy import Executable, Select, bindparam, func, select

from planner.access import visible_customers
from planner.database import maker, rows
from planner.insights.pages import FIRST_PAGE, Page
from planner.models import Activity, Conversation, Customer, Entry, Person, Plan, Potential, Team
from planner.models.kinds import ActivityStatus, PlanStatus, PotentialStatus, Stage
from planner.queries.web.customer_filter import CustomerFilter, narrowed
from planner.queries.web.name_search import name_has
from planner.queries.web.paging import ListPage, read_page

CUSTOMERS_PAGE = 50
_PART = 1000
_Columns = TypeVarTuple("_Columns")
SORTS: dict[str, tuple[Any, ...]] = {
    "name": (Customer.name_folded, Customer.id),
    "-name": (Customer.name_folded.desc(), Customer.id.desc()),
    "revenue": (Customer.annual_revenue.is_(None).desc(), Customer.annual_revenue, Customer.id),
    "-revenue": (Customer.annual_revenue.is_(None), Customer.annual_revenue.desc(), Customer.id),
    "stage": (Customer.stage, Customer.name_folded, Customer.id),
    "-stage": (Customer.stage.desc(), Customer.name_folded, Customer.id),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerListFilter(CustomerFilter):
    """`text` is what the name has; `field_id` asks for potential in the field."""

    text: str = ""
    field_id: int | None = None
    sort: str = "name"
    page: Page = FIRST_PAGE


@dataclass(frozen=True, slots=True)
class CustomerRow:
    id: int
    key: str
    name: str
    stage: Stage
    city: str | None
    segment: str | None
    annual_revenue: Decimal | None
    currency: str
    owner: str | None
    is_there: bool | None
    """Whether the owner is still with us."""
    team: str | None
    plan: PlanStatus | None
    last_talk: datetime.date | None
    next_due: datetime.date | None


_COLUMNS = (
    select(
        Customer.id,
        Customer.key,
        Customer.name,
        Customer.stage,
        Customer.city,
        Customer.segment,
        Customer.annual_revenue,
        Customer.currency,
        Person.name.label("owner"),
        Person.is_active.label("is_there"),
        Team.name.label("team"),
    )
    .outerjoin(Person, Person.id == Customer.owner_id)
    .outerjoin(Team, Team.id == Person.team_id)
    .where(Customer.id.in_(bindparam("customers", expanding=True)))
)


def search(person: Person, wanted: CustomerListFilter) -> ListPage[CustomerRow]:
    """One page of the customers that `person` may see; the statements do not grow with them."""
    # Which ones is answered from an index alone; only what is shown is then read.
    which = read_page(_which(person, wanted), _order(wanted), wanted.page, CUSTOMERS_PAGE)
    return which.turned(lambda found: _read([row.id for row in found]))


def all_customers(person: Person, wanted: CustomerListFilter) -> Iterator[CustomerRow]:
    """All that the filter finds, whatever the page; a few statements for each part of them."""
    ordered = _which(person, wanted).order_by(*_order(wanted))
    which = [identity for (identity,) in rows(ordered)]
    for start in range(0, len(which), _PART):
        yield from _read(which[start : start + _PART])


def _read(which: list[int]) -> list[CustomerRow]:
    """These customers, in this order."""
    found = {row.id: row for row in rows(_COLUMNS, customers=which)} if which else {}
    return _with_days([found[identity] for identity in which if identity in found])


def _which(person: Person, wanted: CustomerListFilter) -> Select[*tuple[Any, ...]]:
    return _narrowed(select(Customer.id), wanted).where(visible_customers(person))


def _order(wanted: CustomerListFilter) -> tuple[Any, ...]:
    return SORTS.get(wanted.sort, SORTS["name"])


def _with_days(shown: Sequence[Any]) -> list[CustomerRow]:
    """The customers of one part, each with its plan, its last talk and its next day."""
    identities = [row.id for row in shown]
    plans, talks, dues = (
        _by_customer(statement, identities) for statement in (_PLANS, _LAST_TALKS, _NEXT_DUES)
    )
    make = maker(CustomerRow, shown)
    return [
        make(row, plan=plans.get(of), last_talk=talks.get(of), next_due=dues.get(of))
        for row, of in zip(shown, identities, strict=True)
    ]


def _narrowed(statement: Select[*_Columns], wanted: CustomerListFilter) -> Select[*_Columns]:
    statement = statement.where(*narrowed(wanted))
    if wanted.text.strip():
        statement = statement.where(name_has(Customer.name_folded, wanted.text))
    if wanted.field_id is not None:
        with_potential = select(Potential.customer_id).where(
            Potential.field_id == wanted.field_id,
            Potential.status != PotentialStatus.REJECTED,
        )
        statement = statement.where(Customer.id.in_(with_potential))
    return statement


_FOUND = Plan.customer_id.in_(bindparam("customers", expanding=True))
_PLANS = select(Plan.customer_id, Plan.status).where(_FOUND).order_by(Plan.starts_on)
_LAST_TALKS = (
    select(Plan.customer_id, func.max(Entry.on))
    .join(Conversation, Conversation.plan_id == Plan.id)
    .join(Entry, Entry.conversation_id == Conversation.id)
    .where(_FOUND)
    .group_by(Plan.customer_id)
)
_NEXT_DUES = (
    select(Plan.customer_id, func.min(Activity.due_on))
    .join(Activity, Activity.plan_id == Plan.id)
    .where(
        _FOUND,
        Activity.status.in_([ActivityStatus.OPEN, ActivityStatus.PLANNED]),
        Activity.due_on.is_not(None),
    )
    .group_by(Plan.customer_id)
)


def _by_customer(statement: Executable, customers: list[int]) -> dict[int, Any]:
    """The last figure of each customer: how far its latest plan is, a last or a next day."""
    found: Any = rows(statement, customers=customers)
    return dict(found)
