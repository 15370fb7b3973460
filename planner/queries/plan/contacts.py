"""The customer's people, as the plan's page shows them."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, bindparam, or_, select
from sqlalchemy.orm import aliased

from planner.database import maker, rows
from planner.models import Acquaintance, Contact, Member, Person
from planner.models.kinds import BuyingRole
from planner.queries.plan.comments import number_in_plan
from planner.queries.web.choices import Choices, choices_of_people


@dataclass(frozen=True, slots=True)
class ContactRow:
    id: int
    name: str
    function: str | None
    email: str | None
    profile: str | None
    buying_role: BuyingRole | None
    influence: int | None
    attitude: int | None
    reports_to: str | None
    comments: int
    known_by: list[str]
    known_by_ours: list[str]
    """Without those who have left us."""


_superior = aliased(Contact)
_OF_CUSTOMER = (
    select(
        Contact.id,
        Contact.name,
        Contact.function,
        Contact.email,
        Contact.profile,
        Contact.buying_role,
        Contact.influence,
        Contact.attitude,
        _superior.name.label("reports_to"),
        number_in_plan(Contact).label("comments"),
        Person.name.label("knower"),
        Person.is_active.label("is_knower_here"),
    )
    .outerjoin(_superior, _superior.id == Contact.reports_to_id)
    .outerjoin(Acquaintance, Acquaintance.contact_id == Contact.id)
    .outerjoin(Person, Person.id == Acquaintance.person_id)
    .where(Contact.customer_id == bindparam("customer_id"))
    .order_by(Contact.position, Contact.id, Acquaintance.position)
)


def contacts_of_customer(customer_id: int, plan_id: int | None) -> list[ContactRow]:
    """All contacts of a customer with those who know them, in one statement; the comments are
    those of one plan."""
    found: dict[int, ContactRow] = {}
    listed = rows(_OF_CUSTOMER, customer_id=customer_id, plan_id=plan_id)
    make = maker(ContactRow, listed)
    for row in listed:
        contact = found.setdefault(row.id, make(row, known_by=[], known_by_ours=[]))
        if row.knower is not None:
            contact.known_by.append(row.knower)
            if row.is_knower_here:
                contact.known_by_ours.append(row.knower)
    return list(found.values())


def acquaintance_choices(customer_id: int, plan_id: int | None) -> Choices:
    """Who may know a contact: those on the plan, and those who know somebody there already."""
    return choices_of_people(_who_may_know(customer_id, plan_id))


def keys_of(choices: Choices) -> dict[str, str]:
    """What people are called among these choices, by their keys."""
    names = dict(choices)
    found = rows(_KEYS, ids=list(names))
    keys = {row.id: row.key for row in found}
    return {keys[identity]: name for identity, name in names.items()}


_KEYS = select(Person.id, Person.key).where(Person.id.in_(bindparam("ids", expanding=True)))


def _who_may_know(customer_id: int, plan_id: int | None) -> ColumnElement[bool]:
    on_plan = select(Member.person_id).where(Member.plan_id == plan_id, Member.left_on.is_(None))
    known = (
        select(Acquaintance.person_id)
        .join(Contact, Contact.id == Acquaintance.contact_id)
        .where(Contact.customer_id == customer_id)
    )
    can = and_(Person.id.in_(on_plan), Person.is_active)
    return or_(can, Person.id.in_(known))
