"""Plans that lean to one side: with what was seen, what would mend it, and what members say."""

from collections.abc import Sequence

from flask import Blueprint, render_template, request

from planner.access import Permission
from planner.forms.rated_plans import OneSidedPlansForm
from planner.queries import one_sided_plans, organisation
from planner.queries.one_sided_plans import FLAGGED, OneSidedFilter
from planner.rating import Age
from planner.rating.symptoms import RULES
from planner.rating_words import SYMPTOMS, age_name
from planner.translation import lazy as _
from planner.views import rated_filters
from planner.views.current import me
from planner.views.rights import check_general
from planner.views.shown_symptoms import shown

bp = Blueprint("one_sided_plans", __name__)
_FLAG = _("Flagged as one-sided")
_IRON = tuple(rule.code for rule in RULES if rule.age is Age.IRON)


@bp.get("/team/one_sided_plans")
def index() -> str:
    check_general(Permission.SEE_MATURITY)
    form, wanted = asked_for()
    names = organisation.sight().age_names
    plans, has_more = one_sided_plans.page(me(), wanted)
    number, counts = one_sided_plans.counts(me(), wanted)
    return render_template(
        "one_sided_plans/index.html",
        form=form,
        wanted=wanted,
        plans=shown(plans),
        has_more=has_more,
        number=number,
        seen_there=[(code, name, counts[code]) for code, name in choices()],
        iron=age_name(Age.IRON, names),
        names=names,
        address=rated_filters.address,
        asked=rated_filters.chosen(form, form.ASKED),
    )


def choices() -> Sequence[tuple[str, str]]:
    """What can be asked for: the flag, and the symptoms of the iron age."""
    return [(FLAGGED, str(_FLAG)), *((code, str(SYMPTOMS[code].name)) for code in _IRON)]


def asked_for() -> tuple[OneSidedPlansForm, OneSidedFilter]:
    form = OneSidedPlansForm(request.args)
    form.symptom.offer(list(choices()))
    rated_filters.offer(form)
    symptom = "" if form.symptom.errors else form.symptom.data or ""
    return form, OneSidedFilter(rated_filters.customers(form), symptom)
