"""The statements that read what plan files hold; made once, since making them takes time."""

from functools import cache
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, bindparam, or_, select

from planner.models import PlanPerson
from planner.models.kinds import ReviewStatus
from planner.planfiles.items import CUSTOMERS, FIELDS_SHAPE, NESTED, PEOPLE_SHAPE, PLANS, REVIEWS
from planner.planfiles.shapes import PlainList, Shape, table_of

WANTED: Final = "wanted"
NAMED: Final = "named"
_PARENTS: Final = dict(NESTED)


@cache
def select_items(shape: Shape) -> Select[Any]:
    """Rows of id, owner, position and the attributes' columns, list by list in order.

    The parameter `wanted` has the ids of the customers or of the plans.
    """
    columns = shape.table.c
    owner = columns[shape.owner] if shape.owner else columns.id
    position = columns.get("position", columns.id)
    return (
        select(columns.id, owner, position, *_columns(shape))
        .where(_within(shape))
        .order_by(owner, position, columns.id)
    )


@cache
def held(of: PlainList, shape: Shape) -> Select[Any]:
    """Rows of the owner and the attributes' columns of a plain list, in order."""
    columns = of.table.c
    owner = columns[of.owner]
    owners = select(shape.table.c.id).where(_within(shape))
    chosen = [columns[attribute.column] for attribute in of.attributes]
    return select(owner, *chosen).where(owner.in_(owners)).order_by(owner, columns.position)


def _within(shape: Shape) -> ColumnElement[bool]:
    columns = shape.table.c
    if parent := _PARENTS.get(shape):
        owners = select(parent.table.c.id).where(_within(parent))
        return columns[str(shape.owner)].in_(owners)
    if shape.owner is None or shape is PLANS:
        return columns.id.in_(_many(WANTED))
    within = columns[shape.owner].in_(_many(WANTED))
    return and_(within, columns.status == ReviewStatus.HELD) if shape is REVIEWS else within


def _columns(shape: Shape) -> list[ColumnElement[Any]]:
    return [shape.table.c[attribute.column] for attribute in shape.attributes]


def _many(name: str) -> Any:
    return bindparam(name, expanding=True)


def _people() -> Select[Any]:
    columns = PEOPLE_SHAPE.table.c
    chosen = or_(columns.id.in_(_many(WANTED)), columns.key.in_(_many(NAMED)))
    return select(columns.id, *_columns(PEOPLE_SHAPE)).where(chosen)


def _fields() -> Select[Any]:
    columns = FIELDS_SHAPE.table.c
    chosen = or_(columns.id.in_(_many(WANTED)), columns.name.in_(_many(NAMED)))
    return select(columns.id, columns.name).where(chosen)


def _orders() -> Select[Any]:
    columns = table_of(PlanPerson).c
    chosen = select(columns.plan_id, columns.person_id).where(columns.plan_id.in_(_many(WANTED)))
    return chosen.order_by(columns.plan_id, columns.position, columns.person_id)


def _unnamed_owners() -> Select[Any]:
    columns = CUSTOMERS.table.c
    return select(columns.id).where(columns.id.in_(_many(WANTED)), ~columns.owner_is_named)


PEOPLE_WANTED: Final = _people()
FIELDS_WANTED: Final = _fields()
ORDERS: Final = _orders()
UNNAMED_OWNERS: Final = _unnamed_owners()
