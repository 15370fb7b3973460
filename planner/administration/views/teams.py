"""Teams, as administrators keep them."""

from flask import Blueprint, flash, render_template, url_for

from planner.actions.people import teams
from planner.administration.forms.teams import TeamForm
from planner.administration.queries import administration
from planner.models import Team
from planner.views.web import Permission, Reply, changed, db, find, gettext, invalid, once, saving
from planner.views.web.rights import check_general

bp = Blueprint("teams", __name__)


@bp.get("/teams")
def index() -> str:
    check_general(Permission.ADMINISTER)
    return render_template("administration/teams/index.html", teams=administration.team_rows())


@bp.get("/teams/new")
def new() -> str:
    check_general(Permission.ADMINISTER)
    return render_template("administration/teams/form.html", form=TeamForm())


@bp.post("/teams")
@once
def create() -> Reply:
    check_general(Permission.ADMINISTER)
    form = TeamForm()
    if not saving.create(form, teams.create):
        return invalid("administration/teams/form.html", form=form)
    return _saved(form)


@bp.get("/teams/<int:team_id>")
def edit(team_id: int) -> str:
    team = find(Team, team_id, Permission.ADMINISTER)
    return render_template("administration/teams/form.html", item=team, form=_form(team))


@bp.post("/teams/<int:team_id>")
def update(team_id: int) -> Reply:
    team = find(Team, team_id, Permission.ADMINISTER)
    form = saving.save(_form, team, teams.update)
    if not form.is_saved:
        return invalid("administration/teams/form.html", item=team, form=form)
    return _saved(form)


def _form(team: Team) -> TeamForm:
    return TeamForm(obj=team)


def _saved(form: TeamForm) -> Reply:
    db.session.commit()
    flash(gettext("%(name)s is saved.", name=form.name.data))
    return changed(url_for("teams.index"))
