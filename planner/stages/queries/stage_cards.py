"""Where customers stand by what was recorded and by what is evident; so many statements, however
many customers there are."""

import datetime
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import ColumnElement, func, or_, select

from planner.access import Permission, plans_for, visible_customers
from planner.after_signature.stages import StageFound, stage_of
from planner.database import from_rows, rows
from planner.models import Customer, Person, Plan, StageMove
from planner.models.kinds import Role, Side, Stage
from planner.queries.accounts import accounts
from planner.queries.plan import plans
from planner.queries.web.customer_filter import NOTHING, segment_name
from planner.queries.web.name_search import name_has

IN_COLUMN = 15
OWN_CUSTOMERS = "own"


@dataclass(frozen=True, slots=True, kw_only=True)
class StageBoardFilter:
    """`number` is which heap of each column is shown, from 1."""

    text: str = ""
    owner: str = ""
    segment: str = ""
    number: int = 1


@dataclass(frozen=True, slots=True)
class StageCard:
    id: int
    key: str
    name: str
    city: str | None
    stage: Stage
    owner: str | None
    owner_role: Role | None
    found: StageFound | None = None
    """None where the reader sees no plan of it."""

    @property
    def side(self) -> Side | None:
        return self.owner_role.side if self.owner_role else None

    @property
    def evident(self) -> Stage:
        return Stage(self.found.evident) if self.found else self.stage

    @property
    def codes(self) -> list[str]:
        return [each.code for each in self.found.codes] if self.found else []


@dataclass(frozen=True, slots=True)
class StageColumn:
    stage: Stage
    count: int
    cards: list[StageCard] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class StageBoard:
    columns: list[StageColumn]
    has_more: bool


def board(reader: Person, wanted: StageBoardFilter) -> StageBoard:
    """Four columns, each with one heap of its customers by name."""
    which = [visible_customers(reader), *_narrowed(reader, wanted)]
    counted = select(Customer.stage, func.count()).where(*which).group_by(Customer.stage)
    counts: dict[Stage, int] = dict(rows(counted))
    cards = _found(reader, [card for stage in Stage for card in _cards(stage, which, wanted)])
    columns = [
        StageColumn(stage, counts.get(stage, 0), [card for card in cards if card.stage is stage])
        for stage in Stage
    ]
    shown = wanted.number * IN_COLUMN
    return StageBoard(columns, any(column.count > shown for column in columns))


def _narrowed(reader: Person, wanted: StageBoardFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.text.strip():
        there = Customer.city.icontains(wanted.text.strip(), autoescape=True)
        found.append(or_(name_has(Customer.name_folded, wanted.text), there))
    if wanted.owner == OWN_CUSTOMERS:
        found.append(Customer.owner_id == reader.id)
    elif wanted.owner:
        found.append(Customer.owner_id == int(wanted.owner))
    if wanted.segment:
        found.append(segment_name == (None if wanted.segment == NOTHING else wanted.segment))
    return found


def _cards(
    stage: Stage, which: Sequence[ColumnElement[bool]], wanted: StageBoardFilter
) -> list[StageCard]:
    statement = (
        select(
            Customer.id,
            Customer.key,
            Customer.name,
            Customer.city,
            Customer.stage,
            Person.name.label("owner"),
            Person.role.label("owner_role"),
        )
        .outerjoin(Person, Person.id == Customer.owner_id)
        .where(*which, Customer.stage == stage)
        .order_by(Customer.name_folded, Customer.id)
        .offset((wanted.number - 1) * IN_COLUMN)
        .limit(IN_COLUMN)
    )
    return from_rows(StageCard, rows(statement))


def _found(reader: Person, cards: list[StageCard]) -> list[StageCard]:
    """The same, each with what is evident."""
    plan_of = _readable_plans(reader, [card.id for card in cards])
    there = {
        plan: stage_of(account) for plan, account in accounts.accounts_of_plans(plan_of.values())
    }
    return [
        replace(card, found=there.get(plan_of[card.id])) if card.id in plan_of else card
        for card in cards
    ]


def _readable_plans(reader: Person, customers: Collection[int]) -> dict[int, int]:
    """The plan that counts at each of these customers, of those that the reader may read."""
    statement = select(Plan.id).join(Customer, Customer.id == Plan.customer_id)
    statement = statement.where(Customer.id.in_(customers), plans_for(Permission.SEE_PLAN, reader))
    readable = {identity for (identity,) in rows(statement)}
    current = plans.plans_of_customers(customers)
    return {one: of[0].id for one, of in current.items() if of[0].id in readable}


@dataclass(frozen=True, slots=True)
class StageMoveRow:
    stage: Stage
    on: datetime.date
    by: str | None
    reason: str | None


def moves_of(customer_id: int) -> list[StageMoveRow]:
    """How the customer came to its stage, the last move first."""
    statement = (
        select(StageMove.stage, StageMove.on, Person.name.label("by"), StageMove.reason)
        .outerjoin(Person, Person.id == StageMove.by_id)
        .where(StageMove.customer_id == customer_id)
        .order_by(StageMove.position.desc(), StageMove.id.desc())
    )
    return from_rows(StageMoveRow, rows(statement))
