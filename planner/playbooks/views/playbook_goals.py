"""The goals of a playbook."""

from flask import Blueprint, render_template, url_for

from planner.actions.editing import lock
from planner.models import Playbook, PlaybookGoal
from planner.playbooks.actions import playbooks
from planner.playbooks.forms.playbooks import PlaybookGoalForm
from planner.playbooks.views.playbooks import lines_saved
from planner.queries.web import choices
from planner.views.web import Permission, Reply, confirm_deletion, find, invalid, me, once, saving

bp = Blueprint("playbook_goals", __name__)


@bp.get("/playbooks/<int:playbook_id>/goals/new")
def new(playbook_id: int) -> str:
    playbook = find(Playbook, playbook_id, Permission.WRITE_PLAYBOOKS)
    return render_template("playbooks/goals/form.html", playbook=playbook, form=_form())


@bp.post("/playbooks/<int:playbook_id>/goals")
@once
def create(playbook_id: int) -> Reply:
    playbook = find(Playbook, playbook_id, Permission.WRITE_PLAYBOOKS)
    lock(playbook)
    form = _form()
    if not saving.create(form, playbooks.add_goal, playbook):
        return invalid("playbooks/goals/form.html", playbook=playbook, form=form)
    return lines_saved(playbook)


@bp.get("/playbook-goals/<int:playbook_goal_id>/edit")
def edit(playbook_goal_id: int) -> str:
    goal = find(PlaybookGoal, playbook_goal_id, Permission.WRITE_PLAYBOOKS)
    return render_template("playbooks/goals/form.html", item=goal, form=_form(goal))


@bp.post("/playbook-goals/<int:playbook_goal_id>")
def update(playbook_goal_id: int) -> Reply:
    goal = find(PlaybookGoal, playbook_goal_id, Permission.WRITE_PLAYBOOKS)
    form = saving.save(_form, goal, playbooks.update_goal)
    if not form.is_saved:
        return invalid("playbooks/goals/form.html", item=goal, form=form)
    return lines_saved(goal.playbook)


@bp.delete("/playbook-goals/<int:playbook_goal_id>")
def destroy(playbook_goal_id: int) -> Reply:
    goal = find(PlaybookGoal, playbook_goal_id, Permission.WRITE_PLAYBOOKS)
    playbook = goal.playbook
    if asked := confirm_deletion(goal, url_for("playbooks.show", playbook_id=playbook.id)):
        return asked
    playbooks.delete_goal(goal, by=me())
    return lines_saved(playbook)


def _form(goal: PlaybookGoal | None = None) -> PlaybookGoalForm:
    html_id = f"playbook-goal-form-{goal.id}" if goal else "playbook-goal-form"
    form = PlaybookGoalForm(obj=goal, html_id=html_id)
    form.field_id.offer(choices.fields())
    return form
