"""How often plans are gone through, by the segment of their customer."""

from flask import Blueprint, flash, render_template, url_for
from flask_babel import gettext

from planner.access import Permission
from planner.actions import settings
from planner.database import db
from planner.forms.review_rhythms import ReviewRhythmsForm, field_of, form_for
from planner.models.setting import REVIEW_RHYTHMS
from planner.queries import organisation, segments
from planner.views.current import me
from planner.views.replies import Reply, changed, invalid
from planner.views.rights import check_general
from planner.views.saving import merging
from planner.views.setting_words import told_history

bp = Blueprint("review_rhythms", __name__)


@bp.get("/organisation/review-rhythms")
def edit() -> str:
    check_general(Permission.ADMINISTER)
    form, named = _form()
    return render_template("review_rhythms/edit.html", form=form, **_around(named))


@bp.post("/organisation/review-rhythms")
def update() -> Reply:
    check_general(Permission.ADMINISTER)
    settings.lock_all()
    form, named = _form()
    if not merging.fit(form, None):
        return invalid("review_rhythms/edit.html", form=form, **_around(named))
    event = settings.change_rhythms(form.usual.data, form.by_segment(named), by=me())
    merging.settle(form, settings.kept(REVIEW_RHYTHMS))
    db.session.commit()
    flash(gettext("Nothing was changed.") if event is None else gettext("The rhythms are saved."))
    return changed(url_for("review_rhythms.edit"))


def _form() -> tuple[ReviewRhythmsForm, dict[str, bool]]:
    """The form, and each segment that it has a field for with whether customers are of it."""
    now = organisation.rhythms()
    used = segments.all_segments()
    named = {name: name in used for name in dict.fromkeys([*used, *now.by_segment])}
    return form_for(named, now), named


def _around(named: dict[str, bool]) -> dict[str, object]:
    return {
        "segments": [(field_of(name), is_used) for name, is_used in named.items()],
        "history": told_history(REVIEW_RHYTHMS),
    }
