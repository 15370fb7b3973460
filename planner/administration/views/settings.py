"""What the organisation decides for itself."""

from dataclasses import asdict, fields
from typing import Any

from flask import Blueprint, flash, render_template, url_for

from planner.access import Permission, decided
from planner.actions.people import settings
from planner.administration import actions
from planner.administration.forms import AgesForm, LogoForm, ReviewRhythmsForm, SettingsForm
from planner.administration.forms.review_rhythms import field_of_segment, form_for
from planner.administration.views.setting_words import told_history
from planner.exports.logos import LARGEST_LOGO, drawn_anew, size_of
from planner.models import Event, Setting
from planner.models.people import setting
from planner.queries.maturity import organisation
from planner.queries.people import logos
from planner.queries.web import segments
from planner.views.web import Reply, changed, check_general, db, gettext, invalid, me, once, saving
from planner.views.web.replies import refusals_in

bp = Blueprint("settings", __name__)


_OF_PLANS = (setting.ADMINISTRATORS_SEE_PLANS, setting.REACH_SHOWN)
"""What is decided by yes or no."""


@bp.get("/organisation")
def edit() -> str:
    check_general(Permission.ADMINISTER)
    history = told_history(*_OF_PLANS)
    return render_template("administration/settings/edit.html", form=_form(), history=history)


@bp.post("/organisation")
def update() -> Reply:
    check_general(Permission.ADMINISTER)
    form, _done = saving.save_settings(_form, _OF_PLANS, _change)
    if not form.is_saved:
        history = told_history(*_OF_PLANS)
        return invalid("administration/settings/edit.html", form=form, history=history)
    db.session.commit()
    flash(gettext("The settings are saved."))
    return changed(url_for("settings.edit"))


def _change(form: SettingsForm) -> None:
    for name, was in _decided().items():
        wanted = bool(form[name].data)
        if wanted != was:
            value, before = ("yes", "no") if wanted else ("no", "yes")
            settings.change(name, value, before=before, by=me())


def _form() -> SettingsForm:
    return SettingsForm(data=_decided(), edits=True)


def _decided() -> dict[str, bool]:
    reach = db.session.get(Setting, setting.REACH_SHOWN)
    return {
        setting.ADMINISTRATORS_SEE_PLANS: decided.administrators_see_plans(),
        setting.REACH_SHOWN: reach is not None and reach.value == "yes",
    }


# The settings are called as the fields of the form and as what is known of them.
_OF_AGES = tuple(field.name for field in fields(organisation.Sight))


@bp.get("/organisation/ages")
def edit_ages() -> str:
    check_general(Permission.ADMINISTER)
    form = _ages_form()
    return render_template(
        "administration/ages/edit.html", form=form, history=told_history(*_OF_AGES)
    )


@bp.post("/organisation/ages")
def update_ages() -> Reply:
    check_general(Permission.ADMINISTER)
    form, _done = saving.save_settings(_ages_form, _OF_AGES, _change_ages)
    if not form.is_saved:
        return invalid("administration/ages/edit.html", form=form, history=told_history(*_OF_AGES))
    db.session.commit()
    flash(gettext("The settings are saved."))
    return changed(url_for("settings.edit_ages"))


def _change_ages(form: AgesForm) -> None:
    before = asdict(organisation.sight())
    for name, value in form.values().items():
        if value != before[name]:
            settings.change(name, str(value), before=str(before[name]), by=me())


def _ages_form() -> AgesForm:
    return AgesForm(data=asdict(organisation.sight()), edits=True)


@bp.get("/organisation/review-rhythms")
def edit_rhythms() -> str:
    check_general(Permission.ADMINISTER)
    return render_template(
        "administration/review_rhythms/edit.html", form=_rhythms_form(), **_around_rhythms()
    )


@bp.post("/organisation/review-rhythms")
def update_rhythms() -> Reply:
    check_general(Permission.ADMINISTER)
    form, event = saving.save_settings(_rhythms_form, (setting.REVIEW_RHYTHMS,), _change_rhythms)
    if not form.is_saved:
        return invalid("administration/review_rhythms/edit.html", form=form, **_around_rhythms())
    db.session.commit()
    flash(gettext("Nothing was changed.") if event is None else gettext("The rhythms are saved."))
    return changed(url_for("settings.edit_rhythms"))


def _change_rhythms(form: ReviewRhythmsForm) -> Event | None:
    return settings.change_rhythms(form.usual.data, form.by_segment(_segments_named()), by=me())


def _rhythms_form() -> ReviewRhythmsForm:
    return form_for(_segments_named(), organisation.rhythms())


def _segments_named() -> dict[str, bool]:
    """Each segment that the form has a field for, with whether customers are of it."""
    used = segments.all_segments()
    names = dict.fromkeys([*used, *organisation.rhythms().by_segment])
    return {name: name in used for name in names}


def _around_rhythms() -> dict[str, object]:
    return {
        "segments": [
            (field_of_segment(name), is_used) for name, is_used in _segments_named().items()
        ],
        "history": told_history(setting.REVIEW_RHYTHMS),
    }


@bp.get("/organisation/logo")
def new_logo() -> str:
    check_general(Permission.ADMINISTER)
    return render_template("administration/logos/new.html", form=LogoForm(), **_around_logo())


@bp.post("/organisation/logo")
@once
def create_logo() -> Reply:
    check_general(Permission.ADMINISTER)
    form = LogoForm()
    if not form.validate():
        return invalid("administration/logos/new.html", form=form, **_around_logo())
    upload: Any = form.file.data
    with refusals_in(form):
        content = drawn_anew(upload.stream.read(LARGEST_LOGO + 1))
        actions.put(content, size_of(content), by=me())
    if form.errors:
        return invalid("administration/logos/new.html", form=form, **_around_logo())
    db.session.commit()
    flash(gettext("The logo is saved."))
    return changed(url_for("settings.new_logo"))


@bp.delete("/organisation/logo")
def destroy_logo() -> Reply:
    check_general(Permission.ADMINISTER)
    actions.remove(by=me())
    db.session.commit()
    flash(gettext("The logo is removed."))
    return changed(url_for("settings.new_logo"))


def _around_logo() -> dict[str, object]:
    return {"logo": logos.address_of_logo(), "history": told_history(setting.LOGO)}
