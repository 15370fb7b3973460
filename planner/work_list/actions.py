"""Putting off the next step with a customer, and taking it up again."""

from collections.abc import Sequence

from sqlalchemy import select

from planner import clock
from planner.actions.editing import Values, assign, remove, wait_for_oneself
from planner.actions.history import events
from planner.database import db
from planner.models import Person, Plan, Postponement


def put_off(
    plan: Plan, values: Values, *, step: str, evidence: Sequence[str], by: Person
) -> Postponement:
    """Leave the step that is the next one now alone until a day; what was put off before on this
    plan no longer is."""
    wait_for_oneself(by)
    found = postponement_of(plan, by)
    about = {"step": step, "evidence": list(evidence), "on": clock.today()}
    postponement = found or Postponement(plan=plan, person=by, person_id=by.id)
    assign(postponement, {**values, **about})
    db.session.add(postponement)
    events.record("updated" if found else "created", postponement, by=by)
    return postponement


def update(postponement: Postponement, values: Values, *, by: Person) -> None:
    """Change until when, or why."""
    assign(postponement, values)
    events.record("updated", postponement, by=by)


def take_up(plan: Plan, *, by: Person) -> None:
    """The step is the next one again; where nothing was put off, nothing happens."""
    wait_for_oneself(by)
    postponement = postponement_of(plan, by)
    if postponement is not None:
        remove(postponement, by=by)


def postponement_of(plan: Plan, person: Person) -> Postponement | None:
    return db.session.scalar(
        select(Postponement).where(
            Postponement.plan_id == plan.id, Postponement.person_id == person.id
        )
    )
