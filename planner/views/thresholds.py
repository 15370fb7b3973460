"""The numbers of the rating, which an organisation may change."""

import json
from dataclasses import asdict

from flask import Blueprint, flash, render_template, request, url_for
from flask_babel import gettext

from planner.access import Permission
from planner.actions import settings
from planner.database import db
from planner.forms.thresholds import ThresholdsForm
from planner.jobs import background, new_thresholds
from planner.models.setting import THRESHOLDS
from planner.queries import organisation
from planner.views import threshold_words
from planner.views.current import me
from planner.views.replies import Reply, changed, invalid
from planner.views.rights import check_general
from planner.views.setting_words import told_history

bp = Blueprint("thresholds", __name__)


@bp.get("/organisation/thresholds")
def edit() -> str:
    check_general(Permission.ADMINISTER)
    form = ThresholdsForm(data={**asdict(organisation.thresholds()), "known": known()})
    return render_template("thresholds/edit.html", form=form, **around())


@bp.post("/organisation/thresholds")
def update() -> Reply:
    check_general(Permission.ADMINISTER)
    form = ThresholdsForm()
    if form.only_look in request.form:
        return render_template("thresholds/edit.html", form=form, **around())
    if not form.validate() or not is_up_to_date(form):
        return invalid("thresholds/edit.html", form=form, **around())
    event = settings.change_thresholds(form.numbers(), by=me())
    db.session.commit()
    if event is None:
        flash(gettext("Nothing was changed."))
    else:
        background.start(new_thresholds.rate_all)
        flash(gettext("The numbers are saved. All plans are being rated by them."))
    return changed(url_for("thresholds.edit"))


def around() -> dict[str, object]:
    """What stands on the page beside the form."""
    return {
        "rules": threshold_words.by_rule(),
        "numbers": threshold_words.by_name(),
        "history": told_history(THRESHOLDS),
    }


def known() -> str:
    """The numbers that hold now, as the form remembers them."""
    return json.dumps(organisation.differing(organisation.thresholds()), sort_keys=True)


def is_up_to_date(form: ThresholdsForm) -> bool:
    """Whether nobody has changed the numbers since the form was opened.

    If somebody has, the form says so, keeps what was typed, and can be sent again.
    """
    now = known()
    if form.known.data == now:
        return True
    form.form_errors.append(
        gettext(
            "The numbers were changed by somebody else in the meantime. What you entered still"
            " stands here; compare it with the changes below and save again."
        )
    )
    form.known.data = now
    return False
