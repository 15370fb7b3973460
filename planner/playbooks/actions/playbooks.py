"""Playbooks: templates of goals and activities, and their lines."""

from typing import TypeVar

from sqlalchemy import func, select

from planner.actions.editing import Values, assign, next_position, remove
from planner.actions.errors import Refused
from planner.actions.history import events
from planner.database import db
from planner.models import Person, Playbook, PlaybookActivity, PlaybookGoal
from planner.models.playbook import MOST_LINES

_Line = TypeVar("_Line", PlaybookGoal, PlaybookActivity)


def create(values: Values, *, by: Person | None) -> Playbook:
    """Add a playbook without any lines; raise Refused when another has its name."""
    _refuse_taken_name(values["name"], None)
    playbook = Playbook()
    assign(playbook, values)
    db.session.add(playbook)
    events.record("created", playbook, by=by)
    return playbook


def update(playbook: Playbook, values: Values, *, by: Person) -> None:
    """Change what a playbook is for; raise Refused when another has the name."""
    _refuse_taken_name(values["name"], playbook)
    assign(playbook, values)
    events.record("updated", playbook, by=by)


def delete(playbook: Playbook, *, by: Person) -> None:
    """Delete a playbook with its lines; what it was used for stays on the plans."""
    remove(playbook, by=by)


def add_goal(playbook: Playbook, values: Values, *, by: Person | None) -> PlaybookGoal:
    """Add a goal; raise Refused when the playbook is full."""
    goal = _added(PlaybookGoal, playbook, values)
    events.record("created", goal, by=by)
    return goal


def update_goal(goal: PlaybookGoal, values: Values, *, by: Person) -> None:
    assign(goal, values)
    events.record("updated", goal, by=by)


def delete_goal(goal: PlaybookGoal, *, by: Person) -> None:
    """Delete a goal; the activities that were for it stay."""
    remove(goal, by=by)


def add_activity(playbook: Playbook, values: Values, *, by: Person | None) -> PlaybookActivity:
    """Add an activity; raise Refused when the playbook is full."""
    activity = _added(PlaybookActivity, playbook, values)
    events.record("created", activity, by=by)
    return activity


def update_activity(activity: PlaybookActivity, values: Values, *, by: Person) -> None:
    assign(activity, values)
    events.record("updated", activity, by=by)


def delete_activity(activity: PlaybookActivity, *, by: Person) -> None:
    remove(activity, by=by)


def _added(line: type[_Line], playbook: Playbook, values: Values) -> _Line:
    _refuse_full(playbook)
    item = line(playbook=playbook, position=next_position(line.playbook_id, playbook.id))
    assign(item, values)
    db.session.add(item)
    return item


def _refuse_full(playbook: Playbook) -> None:
    lines = sum(
        db.session.scalar(select(func.count()).where(of.playbook_id == playbook.id)) or 0
        for of in (PlaybookGoal, PlaybookActivity)
    )
    if lines >= MOST_LINES:
        raise Refused(
            "A playbook has at most %(most)s goals and activities. Make two of it.",
            field="title",
            most=MOST_LINES,
        )


def _refuse_taken_name(name: str, but: Playbook | None) -> None:
    other = db.session.scalar(select(Playbook).where(Playbook.name == name))
    if other is not None and other is not but:
        raise Refused("There is a playbook of this name already.", field="name")
