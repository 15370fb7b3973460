"""Deleting a team or a field: what needs it, and what takes its place in the same step."""

from flask import Blueprint, flash, render_template, url_for

from planner import nouns
from planner.actions.editing import lock
from planner.actions.people import removals as actions
from planner.administration.forms.removals import RemovalForm
from planner.administration.queries import removals
from planner.models import Field, Team
from planner.translation import gettext, lazy as _
from planner.views.web import Permission, Reply, changed, db, find, invalid, me
from planner.views.web.replies import refusals_in

bp = Blueprint("removals", __name__)

REMOVAL_WORDS = {
    **{noun.table: noun.many for noun in nouns.NOUNS if noun.many},
    "customers": _("Customers (through their owners)"),
    "earlier_standings": _("What people were before"),
    "people": _("People"),
    "playbooks": _("Playbooks"),
    "playbook_activities": _("Activities of playbooks"),
    "targets": _("Targets"),
}


@bp.get("/teams/<int:team_id>/removal")
def new_team(team_id: int) -> str:
    return _page(find(Team, team_id, Permission.ADMINISTER))


@bp.post("/teams/<int:team_id>/removal")
def create_team(team_id: int) -> Reply:
    return _remove(find(Team, team_id, Permission.ADMINISTER))


@bp.get("/fields/<int:field_id>/removal")
def new_field(field_id: int) -> str:
    return _page(find(Field, field_id, Permission.ADMINISTER))


@bp.post("/fields/<int:field_id>/removal")
def create_field(field_id: int) -> Reply:
    return _remove(find(Field, field_id, Permission.ADMINISTER))


def _page(item: Team | Field) -> str:
    return render_template(_TEMPLATE, form=_form(item), **_shown(item))


def _remove(item: Team | Field) -> Reply:
    lock(item)
    form, name, back = _form(item), item.name, _back(item)
    if form.validate():
        with refusals_in(form):
            actions.remove(item, by=me(), to=form.successor_id.data)
            db.session.commit()
            flash(gettext("%(name)s is deleted.", name=name))
            return changed(back)
    return invalid(_TEMPLATE, form=form, **_shown(item))


_TEMPLATE = "administration/removals/new.html"


def _form(item: Team | Field) -> RemovalForm:
    form = RemovalForm()
    form.successor_id.offer(removals.others(item))
    return form


def _shown(item: Team | Field) -> dict[str, object]:
    return {
        "item": item,
        "needs": removals.needs_of(item),
        "words": REMOVAL_WORDS,
        "back": _back(item),
    }


def _back(item: Team | Field) -> str:
    return url_for("teams.index") if isinstance(item, Team) else url_for("fields.index")
