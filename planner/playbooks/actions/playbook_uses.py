"""A playbook is used on a plan: its goals and activities are added there, all in one act."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic

from planner import clock
from planner.actions.editing import Values
from planner.actions.errors import Refused
from planner.actions.history import events
from planner.actions.plan import activities, goals
from planner.database import db
from planner.models import Goal, Person, Plan, Playbook, PlaybookActivity, PlaybookGoal, PlaybookUse
from planner.models.kinds import Origin, Side
from planner.playbooks.queries.playbook_proposals import Proposal, ProposedItem, ProposedLine

_ORIGINS = {
    Side.GENERALIST: Origin.GENERALIST,
    Side.SPECIALIST: Origin.SPECIALIST,
    None: Origin.TOP_DOWN,
}


@dataclass(frozen=True, slots=True)
class Chosen(Generic[ProposedItem]):
    """A line of the proposal that is to be added, and until when."""

    line: ProposedLine[ProposedItem]
    due_on: datetime.date | None


def create(
    plan: Plan,
    playbook: Playbook,
    starts_on: datetime.date,
    proposed: Proposal,
    *,
    chosen_goals: Sequence[Chosen[PlaybookGoal]],
    chosen_activities: Sequence[Chosen[PlaybookActivity]],
    by: Person,
) -> PlaybookUse:
    """Add what was chosen of the proposal; raise Refused where that is nothing.

    The event of the use is the first of the act: the history and the offer to undo name it.
    """
    if not chosen_goals and not chosen_activities:
        raise Refused("Nothing is ticked. Tick what is to be added.")
    use = PlaybookUse(
        plan=plan,
        of_id=playbook.id,
        name=playbook.name,
        by=by,
        on=clock.today(),
        starts_on=starts_on,
    )
    db.session.add(use)
    events.record("created", use, by=by)
    goal_ids = {line.item.id: line.there for line in proposed.goals if line.there is not None}
    for goal in chosen_goals:
        goal_ids[goal.line.item.id] = _add_goal(plan, goal, by=by).id
    for activity in chosen_activities:
        _add_activity(plan, activity, goal_ids, by=by)
    return use


def _add_goal(plan: Plan, chosen: Chosen[PlaybookGoal], *, by: Person) -> Goal:
    """A goal that nobody has signed yet.

    It comes from the side of whoever uses the playbook, and from above where that one stands on
    neither side. As a joint one it would raise the share of goals that were planned together, by
    which the collaboration is rated, without anybody having talked to anybody. When the members
    have made it theirs they can say so in the goal.
    """
    item = chosen.line.item
    values: Values = {
        "title": item.title,
        "metric": item.metric,
        "unit": item.unit,
        "target": item.target,
        "field_id": chosen.line.field.id if chosen.line.field else None,
        "due_on": chosen.due_on,
        "origin": _ORIGINS[by.side],
    }
    return goals.create(plan, values, by=by)


def _add_activity(
    plan: Plan, chosen: Chosen[PlaybookActivity], goal_ids: dict[int, int], *, by: Person
) -> None:
    """An activity for who is to do it, or in the pool; for the goal, if that is on the plan."""
    item, person = chosen.line.item, chosen.line.person
    values: Values = {
        "title": item.title,
        "kind": item.kind,
        "goal_id": goal_ids.get(item.goal_id or 0),
        "field_id": chosen.line.field.id if chosen.line.field else None,
        "customer_facing": item.customer_facing,
        "effort_hours": item.effort_hours,
        "internal_note": item.note,
        "due_on": chosen.due_on,
        "assignee": person,
        "assignee_id": person.id if person else None,
    }
    activities.create(plan, values, by=by)
