"""The people whom the facts of plans name."""

from collections.abc import Collection

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import aliased

from planner import rating
from planner.database import rows
from planner.models import EarlierStanding, Field, Member, Person
from planner.queries.maturity.fact_rows import as_text

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
_ONE = _PERSON.where(Person.id == bindparam("person_id"))


def everybody() -> dict[int, rating.PersonFact]:
    """Everybody in the organisation, by id."""
    return _people(_PERSON)


class FewPeople(dict[int, rating.PersonFact]):
    """The people of few plans: the members at once, others only when they are asked for.

    Nearly everybody whom a plan names is or was a member, and an organisation may be large.
    """

    def __init__(self, plan_ids: Collection[int]) -> None:
        super().__init__(_people(_MEMBERS, plan_ids=list(plan_ids)))

    def __missing__(self, person_id: int) -> rating.PersonFact:
        found = _people(_ONE, person_id=person_id)
        self.update(found)
        return found[person_id]


def _people(
    statement: Select[*tuple[object, ...]], **values: object
) -> dict[int, rating.PersonFact]:
    people: dict[int, rating.PersonFact] = {}
    for row in rows(statement, **values):
        before = people.get(row.id)
        earlier = before.earlier if before else ()
        if row.until is not None:
            standing = rating.EarlierStanding(
                row.until, row.earlier_role, row.earlier_field, row.earlier_unit
            )
            earlier = (*earlier, standing)
        people[row.id] = rating.PersonFact(row.key, row.role, row.field, row.unit, earlier)
    return people
