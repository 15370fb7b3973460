"""What other numbers would change, before they are saved."""

from dataclasses import asdict

from flask import Blueprint, render_template

from planner import clock
from planner.administration.forms.threshold_previews import ThresholdPreviewForm
from planner.administration.queries import threshold_previews
from planner.administration.queries.threshold_previews import Moves
from planner.administration.views.thresholds import around, form_of_now
from planner.database import db, only_reading
from planner.queries.maturity import organisation
from planner.rating import Thresholds
from planner.translation import ngettext
from planner.views.web import Permission, Reply, check_general, invalid
from planner.views.web.saving import merging, starts
from planner.words.rating import age_name

bp = Blueprint("threshold_previews", __name__)


@bp.post("/organisation/thresholds/preview")
def create() -> Reply:
    check_general(Permission.ADMINISTER)
    form = form_of_now()
    if not merging.merge(form, starts.past_of(form, None)):
        return invalid("administration/thresholds/edit.html", form=form, **around())
    so_far = ThresholdPreviewForm()
    if not so_far.validate():
        so_far = ThresholdPreviewForm(formdata=None, data=form.data)
    now, wanted = organisation.thresholds(), form.numbers()
    return _preview(so_far, now, wanted)


def _preview(form: ThresholdPreviewForm, now: Thresholds, wanted: Thresholds) -> str:
    after, plans, moves = form.so_far()
    db.session.rollback()  # nothing is written, so others need not wait for this long look
    with only_reading():
        part = threshold_previews.part(now, wanted, after=after, on=clock.today())
    plans, moves = plans + part.plans, moves + part.moves
    form.remember(part.last, plans, moves)
    before = asdict(now)
    return render_template(
        "administration/threshold_previews/show.html",
        form=form,
        changes=[(n, before[n], new) for n, new in asdict(wanted).items() if new != before[n]],
        moves=_told(moves),
        plans=plans,
        all_plans=threshold_previews.active_plans(),
        is_done=part.plans < threshold_previews.AT_ONCE,
        **around(),
    )


def _told(moves: Moves) -> list[str]:
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
