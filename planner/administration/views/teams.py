"""Teams and the departments above them, as administrators keep them."""

from flask import Blueprint, flash, render_template, url_for

from planner.actions.people import teams
from planner.administration.queries import administration
from planner.forms.people.teams import TeamForm
from planner.models import Team
from planner.views.web import (
    Permission,
    Reply,
    changed,
    choices,
    db,
    find,
    gettext,
    invalid,
    once,
    saving,
)
from planner.views.web.rights import check_general

bp = Blueprint("teams", __name__)

_PAGE = "administration/teams/form.html"


@bp.get("/teams")
def index() -> str:
    check_general(Permission.ADMINISTER)
    return render_template("administration/teams/index.html", teams=administration.team_rows())


@bp.get("/teams/new")
def new() -> str:
    check_general(Permission.ADMINISTER)
    return render_template(_PAGE, form=_form())


@bp.post("/teams")
@once
def create() -> Reply:
    check_general(Permission.ADMINISTER)
    form = _form()
    if not saving.create(form, teams.create):
        return invalid(_PAGE, form=form)
    return _saved(form)


@bp.get("/teams/<int:team_id>")
def edit(team_id: int) -> str:
    team = find(Team, team_id, Permission.ADMINISTER)
    below = administration.names_below(team)
    return render_template(_PAGE, item=team, form=_form(team), below=below)


@bp.post("/teams/<int:team_id>")
def update(team_id: int) -> Reply:
    team = find(Team, team_id, Permission.ADMINISTER)
    form = saving.save(_form, team, teams.update)
    if not form.is_saved:
        return invalid(_PAGE, item=team, form=form, below=administration.names_below(team))
    return _saved(form)


def _form(team: Team | None = None) -> TeamForm:
    form = TeamForm(obj=team)
    form.department_id.offer(choices.departments_for(team))
    return form


def _saved(form: TeamForm) -> Reply:
    db.session.commit()
    flash(gettext("%(name)s is saved.", name=form.name.data))
    return changed(url_for("teams.index"))
