"""How often plans are gone through, by the segment of their customer."""

from flask import Blueprint, flash, render_template, url_for

from planner.actions.people import settings
from planner.administration.forms.review_rhythms import ReviewRhythmsForm, field_of, form_for
from planner.administration.views.setting_words import told_history
from planner.models import Event
from planner.models.people.setting import REVIEW_RHYTHMS
from planner.queries.maturity import organisation
from planner.queries.web import segments
from planner.translation import gettext
from planner.views.web import Permission, Reply, changed, check_general, db, invalid, me, saving

bp = Blueprint("review_rhythms", __name__)


@bp.get("/organisation/review-rhythms")
def edit() -> str:
    check_general(Permission.ADMINISTER)
    return render_template("administration/review_rhythms/edit.html", form=_form(), **_around())


@bp.post("/organisation/review-rhythms")
def update() -> Reply:
    check_general(Permission.ADMINISTER)
    form, event = saving.save_settings(_form, (REVIEW_RHYTHMS,), _change)
    if not form.is_saved:
        return invalid("administration/review_rhythms/edit.html", form=form, **_around())
    db.session.commit()
    flash(gettext("Nothing was changed.") if event is None else gettext("The rhythms are saved."))
    return changed(url_for("review_rhythms.edit"))


def _change(form: ReviewRhythmsForm) -> Event | None:
    return settings.change_rhythms(form.usual.data, form.by_segment(_named()), by=me())


def _form() -> ReviewRhythmsForm:
    return form_for(_named(), organisation.rhythms())


def _named() -> dict[str, bool]:
    """Each segment that the form has a field for, with whether customers are of it."""
    used = segments.all_segments()
    names = dict.fromkeys([*used, *organisation.rhythms().by_segment])
    return {name: name in used for name in names}


def _around() -> dict[str, object]:
    return {
        "segments": [(field_of(name), is_used) for name, is_used in _named().items()],
        "history": told_history(REVIEW_RHYTHMS),
    }
