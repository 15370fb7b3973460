"""The symptoms of a stored rating, one by one, inside the database."""

from typing import Any

from sqlalchemy import JSON, ColumnElement, column, exists, func, select

from planner.database import db
from planner.models import StoredRating
from planner.rating import Age


def one_by_one() -> Any:
    """The symptoms of a rating as rows with a `value`, to be joined to it."""
    unfolded = func.json_each if _is_sqlite() else func.json_array_elements
    of_rating = unfolded(StoredRating.symptoms)
    return of_rating.table_valued(column("value", JSON), name="symptom")


def _is_sqlite() -> bool:
    return db.session.get_bind().dialect.name == "sqlite"


def code_of(symptom: Any) -> ColumnElement[str]:
    code: ColumnElement[str] = symptom.c.value["code"].as_string()
    return code


def is_deciding(symptom: Any, age: Age) -> ColumnElement[bool]:
    """That it can put the plan into this age."""
    value = symptom.c.value
    found: ColumnElement[bool] = (value["age"].as_string() == age.value) & value[
        "decides"
    ].as_boolean()
    return found


def has(age: Age) -> ColumnElement[bool]:
    """That a rating has a symptom that can put the plan into this age."""
    symptom = one_by_one()
    return exists(select(1).select_from(symptom).where(is_deciding(symptom, age)))


def number_of_symptoms(age: Age) -> Any:
    """How many of those a rating has."""
    symptom = one_by_one()
    counted = select(func.count()).select_from(symptom).where(is_deciding(symptom, age))
    return counted.correlate(StoredRating).scalar_subquery()


def holds(code: str) -> ColumnElement[bool]:
    """That a rating has this symptom, whether it decides or not."""
    symptom = one_by_one()
    return exists(select(1).select_from(symptom).where(code_of(symptom) == code))
