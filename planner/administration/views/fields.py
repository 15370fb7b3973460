"""Fields (what specialists are specialists for), as administrators keep them."""

from flask import Blueprint, flash, render_template, url_for

from planner.actions.people import fields
from planner.administration.queries import administration
from planner.forms.people.fields import FieldForm
from planner.models import Field
from planner.views.web import Permission, Reply, changed, db, find, gettext, invalid, once, saving
from planner.views.web.rights import check_general

bp = Blueprint("fields", __name__)


@bp.get("/fields")
def index() -> str:
    check_general(Permission.ADMINISTER)
    return render_template("administration/fields/index.html", fields=administration.field_rows())


@bp.get("/fields/new")
def new() -> str:
    check_general(Permission.ADMINISTER)
    return render_template("administration/fields/form.html", form=FieldForm())


@bp.post("/fields")
@once
def create() -> Reply:
    check_general(Permission.ADMINISTER)
    form = FieldForm()
    if not saving.create(form, fields.create):
        return invalid("administration/fields/form.html", form=form)
    return _saved(form)


@bp.get("/fields/<int:field_id>")
def edit(field_id: int) -> str:
    field = find(Field, field_id, Permission.ADMINISTER)
    return render_template("administration/fields/form.html", item=field, form=_form(field))


@bp.post("/fields/<int:field_id>")
def update(field_id: int) -> Reply:
    field = find(Field, field_id, Permission.ADMINISTER)
    form = saving.save(_form, field, fields.update)
    if not form.is_saved:
        return invalid("administration/fields/form.html", item=field, form=form)
    return _saved(form)


def _form(field: Field) -> FieldForm:
    return FieldForm(obj=field)


def _saved(form: FieldForm) -> Reply:
    db.session.commit()
    flash(gettext("%(name)s is saved.", name=form.name.data))
    return changed(url_for("fields.index"))
