"""The people whom the facts of plans name."""

from collections.abc import Collection

from sqlalchemy import Select, bindparam, select

from planner import rating
from planner.database import from_rows, rows
from planner.models import Field, Member, Person
from planner.queries.maturity.fact_rows import as_text

_PERSON: Select[*tuple[object, ...]] = select(
    Person.id,
    Person.key,
    as_text(Person.role).label("role"),
    Field.name.label("field"),
    Person.unit,
).outerjoin(Field, Field.id == Person.field_id)
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
    found = rows(statement, **values)
    people = from_rows(rating.PersonFact, found)
    return {row.id: person for row, person in zip(found, people, strict=True)}
