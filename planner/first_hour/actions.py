"""Leaving a first step for later, and taking it up again."""

from planner.actions.people import settings
from planner.first_hour.queries import FirstStep
from planner.models import Person
from planner.models.people.setting import FIRST_STEPS_LEFT
from planner.queries.web.beginnings import left_for_later


def leave(step: FirstStep, *, by: Person) -> None:
    _keep(left_for_later() | {step}, by=by)


def take_up(step: FirstStep, *, by: Person) -> None:
    _keep(left_for_later() - {step}, by=by)


def _keep(left: set[str], *, by: Person) -> None:
    value = " ".join(step for step in FirstStep if step in left)
    settings.change(FIRST_STEPS_LEFT, value, by=by, before="")
