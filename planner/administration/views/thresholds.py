"""The numbers of the rating, which an organisation may change."""

from dataclasses import asdict

from flask import Blueprint, flash, render_template, request, url_for

from planner.actions.people import settings
from planner.administration.forms.thresholds import ThresholdsForm
from planner.administration.views.setting_words import told_history
from planner.jobs import background, new_thresholds
from planner.models import Event
from planner.models.people.setting import THRESHOLDS
from planner.queries.maturity import organisation
from planner.translation import gettext
from planner.views.maturity import threshold_words
from planner.views.web import Permission, Reply, changed, check_general, db, invalid, me, saving

bp = Blueprint("thresholds", __name__)


@bp.get("/organisation/thresholds")
def edit() -> str:
    check_general(Permission.ADMINISTER)
    form = form_of_now()
    return render_template("administration/thresholds/edit.html", form=form, **around())


@bp.post("/organisation/thresholds")
def update() -> Reply:
    check_general(Permission.ADMINISTER)
    if ThresholdsForm.only_look in request.form:
        return edit()
    form, event = saving.save_settings(form_of_now, (THRESHOLDS,), _change)
    if not form.is_saved:
        return invalid("administration/thresholds/edit.html", form=form, **around())
    db.session.commit()
    if event is None:
        flash(gettext("Nothing was changed."))
    else:
        background.start(new_thresholds.rate_all)
        flash(gettext("The numbers are saved. All plans are being rated by them."))
    return changed(url_for("thresholds.edit"))


def _change(form: ThresholdsForm) -> Event | None:
    return settings.change_thresholds(form.numbers(), by=me())


def form_of_now() -> ThresholdsForm:
    return ThresholdsForm(data=asdict(organisation.thresholds()), edits=True)


def around() -> dict[str, object]:
    """What stands on the page beside the form."""
    return {
        "rules": threshold_words.by_rule(),
        "numbers": threshold_words.by_name(),
        "history": told_history(THRESHOLDS),
    }
