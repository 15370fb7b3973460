"""People, as administrators keep them."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext

from planner.access import Permission
from planner.actions import people
from planner.database import db
from planner.forms.people import PersonFilterForm, PersonForm
from planner.models import Person
from planner.queries import choices
from planner.queries import people as queries
from planner.queries.people import PeopleFilter
from planner.views import saving
from planner.views.finding import find
from planner.views.replies import Reply, changed, invalid
from planner.views.rights import check_general
from planner.views.submissions import once

bp = Blueprint("people", __name__)
_LAST_PAGE = 1_000_000


@bp.get("/people")
def index() -> str:
    check_general(Permission.ADMINISTER)
    form = PersonFilterForm(request.args)
    page = form.page.data if form.validate() else 1
    wanted = PeopleFilter(form.text.data or "", max(1, min(page or 1, _LAST_PAGE)))
    return render_template(
        "people/index.html", form=form, wanted=wanted, found=queries.search(wanted)
    )


@bp.get("/people/new")
def new() -> str:
    check_general(Permission.ADMINISTER)
    return render_template("people/new.html", form=_form())


@bp.post("/people")
@once
def create() -> Reply:
    check_general(Permission.ADMINISTER)
    form = _form()
    person = saving.create(form, people.create)
    if person is None:
        return invalid("people/new.html", form=form)
    db.session.commit()
    flash(gettext("%(name)s is added. Make a link to set a password next.", name=person.name))
    return redirect(url_for("people.edit", person_id=person.id), 303)


@bp.get("/people/<int:person_id>")
def edit(person_id: int) -> str:
    person = find(Person, person_id, Permission.ADMINISTER)
    return render_template("people/edit.html", form=_form(person), person=person)


@bp.post("/people/<int:person_id>")
def update(person_id: int) -> Reply:
    person = find(Person, person_id, Permission.ADMINISTER)
    form = saving.save(_form, person, people.update)
    if not form.is_saved:
        return invalid("people/edit.html", form=form, person=person)
    db.session.commit()
    flash(gettext("%(name)s is saved.", name=person.name))
    return changed(url_for("people.index"))


def _form(person: Person | None = None) -> PersonForm:
    form = PersonForm(obj=person)
    form.team_id.offer(choices.teams())
    form.field_id.offer(choices.fields())
    return form
