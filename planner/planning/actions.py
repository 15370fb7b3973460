"""A session in which both sides plan together: begun, taken up again, finished."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from planner import clock
from planner.actions import editing
from planner.actions.editing import Values
from planner.actions.errors import Refused
from planner.actions.history import events
from planner.actions.plan import activities, assignments, questions
from planner.database import db
from planner.models import (
    Activity,
    Person,
    Plan,
    PlanningParticipation,
    PlanningSession,
    PlanningStep,
)
from planner.planning.queries import sessions


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """What nobody could say, and who is to find it out; nobody yet where `person` is None."""

    text: str
    person: Person | None


def begin(plan: Plan, *, way: list[dict[str, Any]] | None, by: Person) -> PlanningSession:
    """Sit down together, or join those who do; `way` are the steps to the next age by now."""
    editing.lock_plan(plan)
    session = sessions.running(plan.id)
    if session is None:
        session = PlanningSession(plan=plan, started_by=by, way=way)
        session.participations = [PlanningParticipation(person=by, position=0)]
        db.session.add(session)
        events.record("created", session, by=by)
    else:
        take_part(session, by=by)
    return session


def take_part(session: PlanningSession, *, by: Person) -> None:
    """Remember that somebody has written or signed something in it."""
    if by.id in {each.person_id for each in session.participations}:
        return
    editing.lock(session)
    db.session.refresh(session, ["participations"])
    if by.id not in {each.person_id for each in session.participations}:
        place = len(session.participations)
        session.participations.append(PlanningParticipation(person=by, position=place))
        db.session.flush()


def go_to(session: PlanningSession, step: PlanningStep, *, by: Person) -> None:
    """Go on to a step, with what the one before has brought or without."""
    take_part(session, by=by)
    session.step = step


def finish(session: PlanningSession, left_open: Sequence[OpenPoint], *, by: Person) -> None:
    """End it; what it leaves open becomes questions, each with who is to find it out."""
    editing.lock(session)
    if session.finished_at is not None:
        raise Refused("This planning is finished already.")
    for point in left_open:
        question = questions.create(session.plan, {"text": point.text}, by=by)
        if point.person is not None:
            activity = questions.make_activity(question, by=by)
            assignments.give(activity, point.person, by=by)
    take_part(session, by=by)
    session.finished_at = clock.now()
    events.record("finished", session, by=by)


def replan(activity: Activity, values: Values, *, by: Person) -> None:
    """Change what is to be done, until when and what for, and hand it on or back to the pool."""
    rest = {name: value for name, value in values.items() if name != "assignee_id"}
    activities.update(activity, rest, by=by)
    assignee_id = values["assignee_id"]
    if assignee_id == activity.assignee_id:
        return
    if assignee_id is None:
        assignments.release(activity, by=by)
    else:
        assignments.hand_to(activity, db.session.get_one(Person, assignee_id), by=by)
