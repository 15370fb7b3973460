"""What the organisation decides for itself."""

from flask import Blueprint, flash, render_template, url_for

from planner.access import Permission, decided
from planner.actions.people import settings
from planner.administration.forms.settings import SettingsForm
from planner.administration.views.setting_words import told_history
from planner.models.people.setting import ADMINISTRATORS_SEE_PLANS
from planner.translation import gettext
from planner.views.web import Reply, changed, check_general, db, invalid, me, saving

bp = Blueprint("settings", __name__)


@bp.get("/organisation")
def edit() -> str:
    check_general(Permission.ADMINISTER)
    return render_template(
        "administration/settings/edit.html",
        form=_form(),
        history=told_history(ADMINISTRATORS_SEE_PLANS),
    )


@bp.post("/organisation")
def update() -> Reply:
    check_general(Permission.ADMINISTER)
    form, _done = saving.save_settings(_form, (ADMINISTRATORS_SEE_PLANS,), _change)
    if not form.is_saved:
        return invalid(
            "administration/settings/edit.html",
            form=form,
            history=told_history(ADMINISTRATORS_SEE_PLANS),
        )
    db.session.commit()
    flash(gettext("The settings are saved."))
    return changed(url_for("settings.edit"))


def _change(form: SettingsForm) -> None:
    wanted = bool(form.administrators_see_plans.data)
    if wanted != decided.administrators_see_plans():
        value, before = ("yes", "no") if wanted else ("no", "yes")
        settings.change(ADMINISTRATORS_SEE_PLANS, value, before=before, by=me())


def _form() -> SettingsForm:
    known = {ADMINISTRATORS_SEE_PLANS: decided.administrators_see_plans()}
    return SettingsForm(data=known, edits=True)
