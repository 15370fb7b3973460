"""The numbers of the rules, which an organisation may change."""

from dataclasses import asdict

from flask import Blueprint, flash, render_template, request, url_for

from planner.actions.people import settings
from planner.administration.forms import ThresholdPreviewForm, ThresholdsForm
from planner.administration.queries import threshold_previews
from planner.administration.views.setting_words import told_history
from planner.database import db, only_reading
from planner.jobs import background, new_thresholds
from planner.models import Event
from planner.models.people.setting import THRESHOLDS
from planner.queries.maturity import organisation
from planner.rating import Thresholds
from planner.views.web import Permission, check_general, clock, htmx, me, saving
from planner.views.web.replies import Reply, changed, invalid
from planner.views.web.saving import merging, starts
from planner.words import age_name, gettext, ngettext, thresholds

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
        flash(gettext("The thresholds are saved. All plans are being rated by them."))
    return changed(url_for("thresholds.edit"))


def _change(form: ThresholdsForm) -> Event | None:
    return settings.change_thresholds(form.numbers(), form.signature_numbers(), by=me())


def form_of_now() -> ThresholdsForm:
    return ThresholdsForm(data=_now(), edits=True)


def _now() -> dict[str, int]:
    return asdict(organisation.thresholds()) | asdict(organisation.signature_thresholds())


def around() -> dict[str, object]:
    """What stands on the page beside the form."""
    return {
        "rules": thresholds.by_rule(),
        "numbers": thresholds.by_name(),
        "history": told_history(THRESHOLDS),
        "defaults_button": ThresholdsForm.to_defaults,
    }


@bp.post("/organisation/thresholds/preview")
def create_preview() -> Reply:
    check_general(Permission.ADMINISTER)
    form = form_of_now()
    if not merging.merge(form, starts.past_of(form, None)):
        return _refused(form)
    if ThresholdsForm.to_defaults in request.form:
        form.take_defaults()
    so_far = ThresholdPreviewForm()
    if not so_far.validate() or ThresholdsForm.to_defaults in request.form:
        so_far = ThresholdPreviewForm(formdata=None, data=form.data)
    changes = _looked_at(so_far, organisation.thresholds(), form.numbers())
    page = "_changes.html" if htmx else "edit.html"
    return render_template(
        f"administration/thresholds/{page}", form=form, preview=so_far, **changes, **around()
    )


def _refused(form: ThresholdsForm) -> Reply:
    """Beside the table where it was asked for while typing, else at each field."""
    if not htmx:
        return invalid("administration/thresholds/edit.html", form=form, **around())
    refused = [field for field in form if field.errors or field.flags.conflict]
    page = "administration/thresholds/_changes.html"
    return render_template(page, refused=refused, **around()), 422


def _looked_at(
    form: ThresholdPreviewForm, now: Thresholds, wanted: Thresholds
) -> dict[str, object]:
    """What is known of the changes by now; `form` remembers how far the look has come."""
    after, plans, moves = form.so_far()
    db.session.rollback()  # nothing is written, so others need not wait for this long look
    with only_reading():
        part = threshold_previews.part(now, wanted, after=after, on=clock.today())
    plans, moves = plans + part.plans, moves + part.moves
    form.remember(part.last, plans, moves)
    before, new = _now(), asdict(wanted) | asdict(form.signature_numbers())
    return {
        "changes": [(name, old, new[name]) for name, old in before.items() if new[name] != old],
        "moves": _told(moves),
        "plans": plans,
        "stays": plans - moves.total(),
        "all_plans": threshold_previews.active_plans(),
        "is_done": part.plans < threshold_previews.AT_ONCE,
    }


def _told(moves: threshold_previews.Moves) -> list[str]:
    """How many plans would move, the most first, in the words that the organisation prefers."""
    names = organisation.sight().age_names
    return [
        ngettext(
            "%(num)d plan would move from %(old)s to %(new)s.",
            "%(num)d plans would move from %(old)s to %(new)s.",
            count,
            old=age_name(start, names),
            new=age_name(end, names),
        )
        for (start, end), count in moves.most_common()
    ]
