"""Playbooks: templates of goals and activities, read by everybody and written by a few."""

from functools import partial

from flask import Blueprint, flash, render_template, request, url_for

from planner.models import OF_PLAYBOOKS, Playbook, PlaybookActivity, PlaybookGoal
from planner.playbooks.actions import playbooks
from planner.playbooks.forms import playbooks as forms
from planner.playbooks.queries.playbooks import everything, segments
from planner.queries.history.events import of_tables
from planner.views.history.history_lines import lines
from planner.views.web import LARGEST_ID, Permission, choices, db, find, gettext, me, once, saving
from planner.views.web.deletions import confirm_deletion
from planner.views.web.replies import Reply, changed, invalid
from planner.views.web.rights import check_general

bp = Blueprint("playbooks", __name__)


@bp.get("/playbooks")
def index() -> str:
    check_general(Permission.SEE_PLAYBOOKS)
    return render_template("playbooks/index.html", playbooks=everything())


@bp.get("/playbooks/<int:playbook_id>")
def show(playbook_id: int) -> str:
    playbook = find(Playbook, playbook_id, Permission.SEE_PLAYBOOKS)
    return render_template("playbooks/show.html", playbook=playbook)


@bp.get("/playbooks/history")
def index_events() -> str:
    """What happened to playbooks, from where it can be undone."""
    check_general(Permission.WRITE_PLAYBOOKS)
    asked = request.args.get("before", type=int)
    before = asked if asked is not None and 0 < asked <= LARGEST_ID else None
    history = of_tables(OF_PLAYBOOKS, before)
    return render_template(
        "playbooks/history.html",
        lines=lines(history.rows, None),
        before=before,
        has_more=history.has_more,
    )


@bp.get("/playbooks/new")
def new() -> str:
    check_general(Permission.WRITE_PLAYBOOKS)
    return render_template("playbooks/form.html", form=_form(), segments=segments())


@bp.post("/playbooks")
@once
def create() -> Reply:
    check_general(Permission.WRITE_PLAYBOOKS)
    form = _form()
    playbook = saving.create(form, playbooks.create)
    if playbook is None:
        return invalid("playbooks/form.html", form=form, segments=segments())
    return _saved(playbook)


@bp.get("/playbooks/<int:playbook_id>/edit")
def edit(playbook_id: int) -> str:
    playbook = find(Playbook, playbook_id, Permission.WRITE_PLAYBOOKS)
    return render_template(
        "playbooks/form.html", item=playbook, form=_form(playbook), segments=segments()
    )


@bp.post("/playbooks/<int:playbook_id>")
def update(playbook_id: int) -> Reply:
    playbook = find(Playbook, playbook_id, Permission.WRITE_PLAYBOOKS)
    form = saving.save(_form, playbook, playbooks.update)
    if not form.is_saved:
        return invalid("playbooks/form.html", item=playbook, form=form, segments=segments())
    return _saved(playbook)


@bp.delete("/playbooks/<int:playbook_id>")
def destroy(playbook_id: int) -> Reply:
    playbook = find(Playbook, playbook_id, Permission.WRITE_PLAYBOOKS)
    if asked := confirm_deletion(playbook, url_for("playbooks.show", playbook_id=playbook.id)):
        return asked
    playbooks.delete(playbook, by=me())
    db.session.commit()
    return changed(url_for("playbooks.index"))


def _form(playbook: Playbook | None = None) -> forms.PlaybookForm:
    form = forms.PlaybookForm(obj=playbook) if playbook else forms.NewPlaybookForm()
    form.field_id.offer(choices.choices_of_fields())
    return form


def _saved(playbook: Playbook) -> Reply:
    db.session.commit()
    flash(gettext("%(name)s is saved.", name=playbook.name))
    return changed(url_for("playbooks.show", playbook_id=playbook.id))


def lines_saved(playbook: Playbook) -> Reply:
    """Commit, and show the lines of the playbook as they are now."""
    db.session.commit()
    db.session.refresh(playbook)
    to = url_for("playbooks.show", playbook_id=playbook.id, _anchor="playbook-lines")
    return changed(to, "playbooks/_lines.html", playbook=playbook)


@bp.get("/playbooks/<int:playbook_id>/goals/new")
def new_goal(playbook_id: int) -> str:
    playbook = find(Playbook, playbook_id, Permission.WRITE_PLAYBOOKS)
    return render_template("playbooks/goals/form.html", playbook=playbook, form=_goal_form())


@bp.post("/playbooks/<int:playbook_id>/goals")
@once
def create_goal(playbook_id: int) -> Reply:
    playbook = find(Playbook, playbook_id, Permission.WRITE_PLAYBOOKS)
    saving.lock(playbook)
    form = _goal_form()
    if not saving.create(form, playbooks.add_goal, playbook):
        return invalid("playbooks/goals/form.html", playbook=playbook, form=form)
    return lines_saved(playbook)


@bp.get("/playbook-goals/<int:playbook_goal_id>/edit")
def edit_goal(playbook_goal_id: int) -> str:
    goal = find(PlaybookGoal, playbook_goal_id, Permission.WRITE_PLAYBOOKS)
    return render_template("playbooks/goals/form.html", item=goal, form=_goal_form(goal))


@bp.post("/playbook-goals/<int:playbook_goal_id>")
def update_goal(playbook_goal_id: int) -> Reply:
    goal = find(PlaybookGoal, playbook_goal_id, Permission.WRITE_PLAYBOOKS)
    form = saving.save(_goal_form, goal, playbooks.update_goal)
    if not form.is_saved:
        return invalid("playbooks/goals/form.html", item=goal, form=form)
    return lines_saved(goal.playbook)


@bp.delete("/playbook-goals/<int:playbook_goal_id>")
def destroy_goal(playbook_goal_id: int) -> Reply:
    goal = find(PlaybookGoal, playbook_goal_id, Permission.WRITE_PLAYBOOKS)
    playbook = goal.playbook
    if asked := confirm_deletion(goal, url_for("playbooks.show", playbook_id=playbook.id)):
        return asked
    playbooks.delete_goal(goal, by=me())
    return lines_saved(playbook)


def _goal_form(goal: PlaybookGoal | None = None) -> forms.PlaybookGoalForm:
    html_id = f"playbook-goal-form-{goal.id}" if goal else "playbook-goal-form"
    form = forms.PlaybookGoalForm(obj=goal, html_id=html_id)
    form.field_id.offer(choices.choices_of_fields())
    return form


@bp.get("/playbooks/<int:playbook_id>/activities/new")
def new_activity(playbook_id: int) -> str:
    playbook = find(Playbook, playbook_id, Permission.WRITE_PLAYBOOKS)
    return render_template(
        "playbooks/activities/form.html", playbook=playbook, form=_activity_form(playbook)
    )


@bp.post("/playbooks/<int:playbook_id>/activities")
@once
def create_activity(playbook_id: int) -> Reply:
    playbook = find(Playbook, playbook_id, Permission.WRITE_PLAYBOOKS)
    saving.lock(playbook)
    form = _activity_form(playbook)
    if not saving.create(form, playbooks.add_activity, playbook):
        return invalid("playbooks/activities/form.html", playbook=playbook, form=form)
    return lines_saved(playbook)


@bp.get("/playbook-activities/<int:playbook_activity_id>/edit")
def edit_activity(playbook_activity_id: int) -> str:
    activity = find(PlaybookActivity, playbook_activity_id, Permission.WRITE_PLAYBOOKS)
    return render_template(
        "playbooks/activities/form.html",
        item=activity,
        form=_activity_form(activity.playbook, activity),
    )


@bp.post("/playbook-activities/<int:playbook_activity_id>")
def update_activity(playbook_activity_id: int) -> Reply:
    activity = find(PlaybookActivity, playbook_activity_id, Permission.WRITE_PLAYBOOKS)
    form = saving.save(
        partial(_activity_form, activity.playbook), activity, playbooks.update_activity
    )
    if not form.is_saved:
        return invalid("playbooks/activities/form.html", item=activity, form=form)
    return lines_saved(activity.playbook)


@bp.delete("/playbook-activities/<int:playbook_activity_id>")
def destroy_activity(playbook_activity_id: int) -> Reply:
    activity = find(PlaybookActivity, playbook_activity_id, Permission.WRITE_PLAYBOOKS)
    playbook = activity.playbook
    if asked := confirm_deletion(activity, url_for("playbooks.show", playbook_id=playbook.id)):
        return asked
    playbooks.delete_activity(activity, by=me())
    return lines_saved(playbook)


def _activity_form(
    playbook: Playbook, activity: PlaybookActivity | None = None
) -> forms.PlaybookActivityForm:
    html_id = f"playbook-activity-form-{activity.id}" if activity else "playbook-activity-form"
    form = forms.PlaybookActivityForm(obj=activity, html_id=html_id)
    form.goal_id.offer([(goal.id, goal.title) for goal in playbook.goals])
    return form
