"""The people whom the facts of plans name."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import BindParameter, Select, bindparam, func, select, union
from sqlalchemy.orm import aliased

from planner import clock, rating
from planner.database import db, rows
from planner.models import (
    Acquaintance,
    Activity,
    Contact,
    Contract,
    Conversation,
    Customer,
    EarlierStanding,
    Entry,
    EntryParticipation,
    Field,
    Handover,
    Member,
    Participation,
    Person,
    Plan,
    Promise,
)
from planner.queries.maturity.fact_rows import as_text

PEOPLE_OF_PLAN = 8
# A row for each earlier standing, and one for somebody without any: few have one, and the people
# are asked for once.
_earlier_field = aliased(Field)
_PERSON: Select[*tuple[object, ...]] = (
    select(
        Person.id,
        Person.key,
        as_text(Person.role).label("role"),
        Field.name.label("field"),
        Person.unit,
        EarlierStanding.until,
        as_text(EarlierStanding.role).label("earlier_role"),
        _earlier_field.name.label("earlier_field"),
        EarlierStanding.unit.label("earlier_unit"),
    )
    .outerjoin(Field, Field.id == Person.field_id)
    .outerjoin(EarlierStanding, EarlierStanding.person_id == Person.id)
    .outerjoin(_earlier_field, _earlier_field.id == EarlierStanding.field_id)
    .order_by(Person.id, EarlierStanding.until)
)
_MEMBERS = _PERSON.where(
    Person.id.in_(
        select(Member.person_id).where(Member.plan_id.in_(bindparam("plan_ids", expanding=True)))
    )
)
_PLAN_IDS: BindParameter[Any] = bindparam("plan_ids", expanding=True)
_CUSTOMERS = select(Plan.customer_id).where(Plan.id.in_(_PLAN_IDS))
_TALKS = select(Conversation.id).where(Conversation.plan_id.in_(_PLAN_IDS))
_ON_PLAN = Activity.plan_id.in_(_PLAN_IDS)
_NAMED = _PERSON.where(
    Person.id.in_(
        union(
            select(Member.person_id).where(Member.plan_id.in_(_PLAN_IDS)),
            select(Activity.assignee_id).where(_ON_PLAN),
            select(Activity.created_by_id).where(_ON_PLAN),
            select(Participation.person_id).join(Activity).where(_ON_PLAN),
            select(Entry.author_id).where(Entry.conversation_id.in_(_TALKS)),
            select(EntryParticipation.person_id)
            .join(Entry, Entry.id == EntryParticipation.entry_id)
            .where(Entry.conversation_id.in_(_TALKS)),
            select(Customer.owner_id).where(Customer.id.in_(_CUSTOMERS)),
            select(Contract.won_by_id).where(Contract.customer_id.in_(_CUSTOMERS)),
            select(Contract.handed_to_id).where(Contract.customer_id.in_(_CUSTOMERS)),
            select(Promise.owner_id)
            .join(Contract, Contract.id == Promise.contract_id)
            .where(Contract.customer_id.in_(_CUSTOMERS)),
            select(Handover.to_id)
            .join(Contract, Contract.id == Handover.contract_id)
            .where(Contract.customer_id.in_(_CUSTOMERS)),
            select(Acquaintance.person_id)
            .join(Contact, Contact.id == Acquaintance.contact_id)
            .where(Contact.customer_id.in_(_CUSTOMERS)),
        )
    )
)
_LAST_ID = select(func.max(Person.id))
_ONE = _PERSON.where(Person.id == bindparam("person_id"))

_WITH_KEYS = _PERSON.where(Person.key.in_(bindparam("person_keys", expanding=True)))


def everybody() -> dict[int, rating.PersonFact]:
    """Everybody in the organisation, by id."""
    return _people(_PERSON)


class FewPeople(dict[int, rating.PersonFact]):
    """The people of few plans: the members at once, others only when they are asked for.

    Nearly everybody whom a plan names is or was a member, and an organisation may be large.
    """

    def __init__(
        self, plan_ids: Collection[int], of_plans: Select[*tuple[object, ...]] = _MEMBERS
    ) -> None:
        super().__init__(_people(of_plans, plan_ids=list(plan_ids)))

    def __missing__(self, person_id: int) -> rating.PersonFact:
        found = _people(_ONE, person_id=person_id)
        self.update(found)
        return found[person_id]


def people_named_on(plan_ids: Collection[int]) -> Mapping[int, rating.PersonFact]:
    """Everybody whom these plans and their customers name, in one statement, and others perhaps.

    To find out whom a plan names takes as long as to read some eight people.
    """
    if (db.session.scalar(_LAST_ID) or 0) < PEOPLE_OF_PLAN * len(plan_ids):
        return everybody()
    return FewPeople(plan_ids, _NAMED)


def roles_today(keys: Collection[str]) -> dict[str, str]:
    """The role of each of these people, by key."""
    people = _people(_WITH_KEYS, person_keys=list(keys)).values() if keys else ()
    return {person.key: person.as_of(clock.today()).role for person in people}


def _people(
    statement: Select[*tuple[object, ...]], **values: object
) -> dict[int, rating.PersonFact]:
    people: dict[int, rating.PersonFact] = {}
    for row in rows(statement, **values):
        before = people.get(row.id)
        earlier = before.earlier if before else ()
        if row.until is not None:
            standing = rating.EarlierStandingFact(
                row.until, row.earlier_role, row.earlier_field, row.earlier_unit
            )
            earlier = (*earlier, standing)
        people[row.id] = rating.PersonFact(row.key, row.role, row.field, row.unit, earlier)
    return people
