"""The activities of a playbook."""

from functools import partial

from flask import Blueprint, render_template, url_for

from planner.actions.editing import lock
from planner.models import Playbook, PlaybookActivity
from planner.playbooks.actions import playbooks
from planner.playbooks.forms.playbooks import PlaybookActivityForm
from planner.playbooks.views.playbooks import lines_saved
from planner.views.web import Permission, Reply, confirm_deletion, find, invalid, me, once, saving

bp = Blueprint("playbook_activities", __name__)


@bp.get("/playbooks/<int:playbook_id>/activities/new")
def new(playbook_id: int) -> str:
    playbook = find(Playbook, playbook_id, Permission.WRITE_PLAYBOOKS)
    return render_template(
        "playbooks/activities/form.html", playbook=playbook, form=_form(playbook)
    )


@bp.post("/playbooks/<int:playbook_id>/activities")
@once
def create(playbook_id: int) -> Reply:
    playbook = find(Playbook, playbook_id, Permission.WRITE_PLAYBOOKS)
    lock(playbook)
    form = _form(playbook)
    if not saving.create(form, playbooks.add_activity, playbook):
        return invalid("playbooks/activities/form.html", playbook=playbook, form=form)
    return lines_saved(playbook)


@bp.get("/playbook-activities/<int:playbook_activity_id>/edit")
def edit(playbook_activity_id: int) -> str:
    activity = find(PlaybookActivity, playbook_activity_id, Permission.WRITE_PLAYBOOKS)
    return render_template(
        "playbooks/activities/form.html", item=activity, form=_form(activity.playbook, activity)
    )


@bp.post("/playbook-activities/<int:playbook_activity_id>")
def update(playbook_activity_id: int) -> Reply:
    activity = find(PlaybookActivity, playbook_activity_id, Permission.WRITE_PLAYBOOKS)
    form = saving.save(partial(_form, activity.playbook), activity, playbooks.update_activity)
    if not form.is_saved:
        return invalid("playbooks/activities/form.html", item=activity, form=form)
    return lines_saved(activity.playbook)


@bp.delete("/playbook-activities/<int:playbook_activity_id>")
def destroy(playbook_activity_id: int) -> Reply:
    activity = find(PlaybookActivity, playbook_activity_id, Permission.WRITE_PLAYBOOKS)
    playbook = activity.playbook
    if asked := confirm_deletion(activity, url_for("playbooks.show", playbook_id=playbook.id)):
        return asked
    playbooks.delete_activity(activity, by=me())
    return lines_saved(playbook)


def _form(playbook: Playbook, activity: PlaybookActivity | None = None) -> PlaybookActivityForm:
    html_id = f"playbook-activity-form-{activity.id}" if activity else "playbook-activity-form"
    form = PlaybookActivityForm(obj=activity, html_id=html_id)
    form.goal_id.offer([(goal.id, goal.title) for goal in playbook.goals])
    return form
