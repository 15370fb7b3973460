"""How far an organisation has come with its first steps; read from what is there."""

import enum
from dataclasses import dataclass

from sqlalchemy import func, select

from planner.database import rows
from planner.models import Customer, Field, Person, Plan, Team
from planner.queries.web.beginnings import left_for_later


class FirstStep(enum.StrEnum):
    FIELDS = "fields"
    TEAMS = "teams"
    PEOPLE = "people"
    CUSTOMERS = "customers"
    PLAN = "plan"


@dataclass(frozen=True, slots=True)
class StepRow:
    """`number` is how many there are; of people, besides the reader."""

    step: FirstStep
    number: int
    is_left: bool

    @property
    def is_done(self) -> bool:
        return self.number > 0

    @property
    def is_open(self) -> bool:
        """Whether it is neither done nor left for later."""
        return not (self.is_done or self.is_left)


def steps(person: Person) -> list[StepRow]:
    """All steps in their order, in two statements."""
    others = (Person.is_active, Person.id != person.id)
    counted = ((Field, ()), (Team, ()), (Person, others), (Customer, ()), (Plan, ()))
    numbers = [
        select(func.count()).select_from(model).where(*which).scalar_subquery()
        for model, which in counted
    ]
    (found,) = rows(select(*numbers))
    left = left_for_later()
    return [
        StepRow(step, number, step in left) for step, number in zip(FirstStep, found, strict=True)
    ]
