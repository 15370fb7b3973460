"""The views of the list of customers that somebody has saved."""

from dataclasses import dataclass

from sqlalchemy import bindparam, select

from planner.database import from_rows, rows
from planner.models import SavedView


@dataclass(frozen=True, slots=True)
class SavedViewRow:
    id: int
    name: str
    asked: str


_OF_PERSON = (
    select(SavedView.id, SavedView.name, SavedView.asked)
    .where(SavedView.person_id == bindparam("person_id"))
    .order_by(SavedView.id)
)


def views_of_person(person_id: int) -> list[SavedViewRow]:
    """In the order in which they were saved, one statement."""
    return from_rows(SavedViewRow, rows(_OF_PERSON, person_id=person_id))
