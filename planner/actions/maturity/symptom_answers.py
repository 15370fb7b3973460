"""What the members of a plan answer to a symptom of it."""

from sqlalchemy import select

from planner import clock
from planner.actions.editing import Values, assign
from planner.actions.errors import Refused
from planner.actions.history import events
from planner.database import db
from planner.models import Person, Plan, SymptomAnswer
from planner.models.kinds import AnswerKind
from planner.rating import Symptom


def answer(plan: Plan, symptom: Symptom, values: Values, *, by: Person) -> SymptomAnswer:
    """Answer a symptom as it is now; a new answer replaces the one before.

    Raises Refused for something that is to be mended without a day until which.
    """
    is_mending = values["kind"] is AnswerKind.MENDING
    if is_mending and values.get("until") is None:
        raise Refused("Choose a day until which it is to be mended.", field="until")
    said = {**values, "until": values.get("until") if is_mending else None}
    said |= {"evidence": list(symptom.evidence), "by": by, "by_id": by.id, "on": clock.today()}
    found = of(plan, symptom.code)
    if found is None:
        found = SymptomAnswer(plan=plan, code=symptom.code)
        assign(found, said)
        db.session.add(found)
        events.record("created", found, by=by)
    else:
        assign(found, said)
        events.record("updated", found, by=by)
    return found


def withdraw(found: SymptomAnswer, *, by: Person | None) -> None:
    """Take an answer back, or (`by` nobody) note that it has lapsed."""
    events.record("deleted", found, by=by)
    db.session.delete(found)
    db.session.flush()


def of(plan: Plan, code: str) -> SymptomAnswer | None:
    """The answer to a symptom, whether it still holds or has lapsed."""
    return db.session.scalar(
        select(SymptomAnswer).where(SymptomAnswer.plan_id == plan.id, SymptomAnswer.code == code)
    )
