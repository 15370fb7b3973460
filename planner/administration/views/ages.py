"""Who sees in which age a plan is, and what the ages are called."""

from dataclasses import asdict, fields

from flask import Blueprint, flash, render_template, url_for

from planner.actions.people import settings
from planner.administration.forms.ages import AgesForm
from planner.administration.views.setting_words import told_history
from planner.queries.maturity import organisation
from planner.queries.maturity.organisation import Sight
from planner.translation import gettext
from planner.views.web import Permission, Reply, changed, check_general, db, invalid, me, saving

bp = Blueprint("ages", __name__)
# The settings are called as the fields of the form and as what is known of them.
_SETTINGS = tuple(field.name for field in fields(Sight))


@bp.get("/organisation/ages")
def edit() -> str:
    check_general(Permission.ADMINISTER)
    form = _form()
    return render_template(
        "administration/ages/edit.html", form=form, history=told_history(*_SETTINGS)
    )


@bp.post("/organisation/ages")
def update() -> Reply:
    check_general(Permission.ADMINISTER)
    form, _done = saving.save_settings(_form, _SETTINGS, _change)
    if not form.is_saved:
        return invalid("administration/ages/edit.html", form=form, history=told_history(*_SETTINGS))
    db.session.commit()
    flash(gettext("The settings are saved."))
    return changed(url_for("ages.edit"))


def _change(form: AgesForm) -> None:
    before = asdict(organisation.sight())
    for name, value in form.values().items():
        if value != before[name]:
            settings.change(name, str(value), before=str(before[name]), by=me())


def _form() -> AgesForm:
    return AgesForm(data=asdict(organisation.sight()), edits=True)
