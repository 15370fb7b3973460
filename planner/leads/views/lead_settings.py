"""Where administrators say how the public form is, and read how it is put on a site."""

import json
from dataclasses import asdict

from flask import Blueprint, Response, flash, make_response, render_template, request, url_for
from sqlalchemy import and_

from planner.leads.actions import form_settings as actions
from planner.leads.forms.settings import LeadFormSettingsForm
from planner.models import Person
from planner.models.people.setting import LEAD_FORM
from planner.queries.maturity import organisation
from planner.queries.people import form_settings, logos
from planner.translation import LANGUAGES, language
from planner.views.people.public_pages import whole_address
from planner.views.web import Permission, Reply, changed, choices, db, gettext, invalid, me, saving
from planner.views.web.http.security import POLICY
from planner.views.web.rights import check_general

bp = Blueprint("lead_settings", __name__)
_PAGE = "leads/settings/edit.html"

_IN_ONE_COLUMN, _IN_TWO_COLUMNS, _LOGO = 1380, 900, 80
"""Pixels that the form is high in the longer of its languages, as `.lead-preview` has them too."""
_NARROW = 600
"""Pixels of a window in which the form, with the margin of a site, is in one column."""


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
    form.receiver_id.offer(choices.choices_of_people(and_(Person.is_active)))
    return form


def _around() -> dict[str, object]:
    """What is to be put on a site, and which limits there are."""
    settings, logo = form_settings.current(), logos.address_of_logo()
    addresses = {
        code: (name, whole_address(url_for("lead_forms.new", language=code)))
        for code, name in LANGUAGES.items()
    }
    more = _LOGO if logo else 0
    return {
        "settings": settings,
        "addresses": addresses,
        "frames": {code: _frame(address, more) for code, (_, address) in addresses.items()},
        "limits": organisation.signature_thresholds(),
        "example": _request(settings.consent_version),
        "logo": logo,
    }


def _request(version: int) -> str:
    """What another program sends, as somebody would write it down."""
    lead = {
        "company": "Example GmbH",
        "person": "Erika Example",
        "email": "erika@example.org",
        "consent": True,
        "language": language(),
        "consent_version": version,
    }
    address = whole_address(f"{request.script_root}/api/v1/leads")
    sent = json.dumps(lead, indent=2)
    return (
        f"POST {address}\nAuthorization: Bearer planner_…\nContent-Type: application/json\n\n{sent}"
    )


def _frame(address: str, more: int) -> str:
    """The code for a site. Its height is that of the form in one column on a phone, and in two on
    what is wider; a site that forbids styles in its code has the second, and a scroll bar."""
    wide, narrow, title = _IN_TWO_COLUMNS + more, _IN_ONE_COLUMN + more, gettext("Inquiry")
    height = f"clamp({wide}px, ({_NARROW}px - 100vw) * 999, {narrow}px)"
    return (
        f'<iframe src="{address}" title="{title}"'
        f' width="100%" height="{wide}" style="height: {height}"></iframe>'
    )
