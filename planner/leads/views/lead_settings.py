"""Where administrators say how the public form is, and read how it is put on a site."""

from dataclasses import asdict

from flask import Blueprint, Response, flash, make_response, render_template, url_for
from sqlalchemy import and_

from planner.leads.actions import form_settings as actions
from planner.leads.forms.settings import LeadFormSettingsForm
from planner.models import Person
from planner.models.people.setting import LEAD_FORM
from planner.queries.maturity import organisation
from planner.queries.people import form_settings, logos
from planner.translation import LANGUAGES
from planner.views.people.public_pages import whole_address
from planner.views.web import Permission, Reply, changed, choices, db, gettext, invalid, me, saving
from planner.views.web.http.security import POLICY
from planner.views.web.rights import check_general

bp = Blueprint("lead_settings", __name__)
_PAGE = "leads/settings/edit.html"


@bp.get("/lead-form-settings")
def edit() -> Response:
    """With the form itself in a frame, which no other page of ours may have."""
    check_general(Permission.ADMINISTER)
    answer = make_response(render_template(_PAGE, form=_form(), previews=True, **_around()))
    answer.headers["Content-Security-Policy"] = f"{POLICY}; frame-src 'self'"
    return answer


@bp.post("/lead-form-settings")
def update() -> Reply:
    check_general(Permission.ADMINISTER)
    form, _done = saving.save_settings(_form, (LEAD_FORM,), _change)
    if not form.is_saved:
        return invalid(_PAGE, form=form, **_around())
    db.session.commit()
    flash(gettext("The form is saved."))
    return changed(url_for("lead_settings.edit"))


def _change(form: LeadFormSettingsForm) -> None:
    values = form.values()
    actions.change({**values, "sites": values["sites"] or ""}, by=me())


def _form() -> LeadFormSettingsForm:
    form = LeadFormSettingsForm(data=asdict(form_settings.current()), edits=True)
    form.receiver_id.offer(choices.people(and_(Person.is_active)))
    return form


def _around() -> dict[str, object]:
    """What is to be put on a site, and which limits there are."""
    settings = form_settings.current()
    return {
        "settings": settings,
        "addresses": {
            code: (name, whole_address(url_for("lead_forms.new", language=code)))
            for code, name in LANGUAGES.items()
        },
        "limits": organisation.signature_thresholds(),
        "logo": logos.address_of_logo(),
    }
