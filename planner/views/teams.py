"""Teams, as administrators keep them."""

from flask import Blueprint, flash, render_template, url_for
from flask_babel import gettext

from planner.access import Permission
from planner.actions import teams
from planner.actions.editing import lock
from planner.database import db
from planner.forms.teams import TeamForm
from planner.models import Team
from planner.queries import administration
from planner.views.current import me
from planner.views.finding import find
from planner.views.replies import Reply, changed, invalid, refusals_in
from planner.views.rights import check_general
from planner.views.saving import merging
from planner.views.submissions import once

bp = Blueprint("teams", __name__)


@bp.get("/teams")
def index() -> str:
    check_general(Permission.ADMINISTER)
    return render_template("teams/index.html", teams=administration.teams())


@bp.get("/teams/new")
def new() -> str:
    check_general(Permission.ADMINISTER)
    return render_template("teams/new.html", form=TeamForm())


@bp.post("/teams")
@once
def create() -> Reply:
    check_general(Permission.ADMINISTER)
    form = TeamForm()
    if not form.validate():
        return invalid("teams/new.html", form=form)
    with refusals_in(form):
        teams.create(form.values(), by=me())
    if form.errors:
        return invalid("teams/new.html", form=form)
    return _saved(form)


@bp.get("/teams/<int:team_id>")
def edit(team_id: int) -> str:
    team = find(Team, team_id, Permission.ADMINISTER)
    return render_template("teams/edit.html", team=team, form=TeamForm(obj=team))


@bp.post("/teams/<int:team_id>")
def update(team_id: int) -> Reply:
    team = find(Team, team_id, Permission.ADMINISTER)
    lock(team)
    form = TeamForm(obj=team)
    if not merging.fit(form, team):
        return invalid("teams/edit.html", team=team, form=form)
    with refusals_in(form):
        teams.update(team, form.values(), by=me())
    if form.errors:
        return invalid("teams/edit.html", team=team, form=form)
    merging.settle(form, team)
    return _saved(form)


def _saved(form: TeamForm) -> Reply:
    db.session.commit()
    flash(gettext("%(name)s is saved.", name=form.name.data))
    return changed(url_for("teams.index"))
