"""Targets of teams: set, changed and deleted by whoever leads the team."""

from flask import Blueprint, flash, render_template, url_for

from planner import access, clock
from planner.access import Permission, allows
from planner.actions.plan import targets
from planner.models import Target
from planner.queries.plan import targets as queries
from planner.queries.web import choices, coverage_choices
from planner.team.pipeline.queries import shortfalls
from planner.team.pipeline.views import pipeline, pipeline_filters
from planner.team.targets.forms import NewTargetForm, TargetForm
from planner.team.targets.queries import target_comparisons
from planner.views.history import changes_in_words, history_lines
from planner.views.web import Reply, changed, confirm_deletion, db, find, invalid, me, once, saving
from planner.views.web.rights import check_general, check_team
from planner.words import gettext

bp = Blueprint("targets", __name__)


@bp.get("/team/targets")
def index() -> str:
    check_general(Permission.SEE_COVERAGE)
    return render_template(
        "team/targets/index.html", targets=queries.all_targets(me()), lines=_history()
    )


@bp.get("/team/targets/new")
def new() -> str:
    check_general(Permission.SET_TARGETS)
    return render_template("team/targets/form.html", form=_new_form())


@bp.post("/team/targets")
@once
def create() -> Reply:
    check_general(Permission.SET_TARGETS)
    form = _new_form()
    if not form.validate():
        return invalid("team/targets/form.html", form=form)
    check_team(form.team_id.data, Permission.SET_TARGETS)
    if not saving.create(form, targets.create):
        return invalid("team/targets/form.html", form=form)
    return _saved()


@bp.get("/team/targets/<int:target_id>")
def show(target_id: int) -> str:
    """How far what was won and is planned carries it, and what it would take."""
    target = find(Target, target_id, Permission.SEE_COVERAGE)
    (compared,) = target_comparisons.compared(
        me(), queries.all_targets(me(), Target.id == target.id)
    )
    by = shortfalls.known()
    return render_template(
        "team/targets/show.html",
        compared=compared,
        shortfalls=shortfalls.sums(me(), compared.scope, by),
        lead_times=by.lead_times,
        field_names=dict(choices.choices_of_fields()) | {None: str(pipeline_filters.WITHOUT_FIELD)},
        **pipeline.words(),
    )


@bp.get("/team/targets/<int:target_id>/edit")
def edit(target_id: int) -> str:
    target = find(Target, target_id, Permission.SET_TARGETS)
    return render_template("team/targets/form.html", item=target, form=_form(target))


@bp.post("/team/targets/<int:target_id>")
def update(target_id: int) -> Reply:
    target = find(Target, target_id, Permission.SET_TARGETS)
    form = saving.save(_form, target, targets.update)
    if not form.is_saved:
        return invalid("team/targets/form.html", item=target, form=form)
    return _saved()


@bp.delete("/team/targets/<int:target_id>")
def destroy(target_id: int) -> Reply:
    target = find(Target, target_id, Permission.SET_TARGETS)
    if asked := confirm_deletion(target, url_for("targets.edit", target_id=target.id)):
        return asked
    targets.delete(target, by=me())
    db.session.commit()
    return changed(url_for("targets.index"))


def _history() -> list[history_lines.HistoryLine]:
    """The newest first, with what can be taken back; a lead reads those of the own team."""
    events = queries.history_of_targets(me())
    taken_back = queries.undone_targets(event.act for event in events)
    may_undo = allows(Permission.SET_TARGETS, access.general_standings(me()))
    return [
        history_lines.HistoryLine(
            event,
            [history_lines.ChangeInWords(change) for change in changes_in_words.told(event)],
            can_undo=may_undo and event.act not in taken_back,
            undone_by=taken_back.get(event.act),
        )
        for event in events
    ]


def _new_form() -> NewTargetForm:
    """Prepared for the current year, and for the team where there is only one to choose."""
    teams = coverage_choices.offered_customers(me()).teams
    year = clock.today().year
    first: dict[str, object] = {
        "starts_on": clock.today().replace(month=1, day=1),
        "ends_on": clock.today().replace(year=year, month=12, day=31),
        "team_id": teams[0][0] if len(teams) == 1 else None,
    }
    form = NewTargetForm(data=first, html_id="target-form")
    form.team_id.offer(teams)
    form.field_id.offer(choices.choices_of_fields())
    return form


def _form(target: Target) -> TargetForm:
    return TargetForm(obj=target, html_id=f"target-form-{target.id}")


def _saved() -> Reply:
    db.session.commit()
    flash(gettext("The target is saved."))
    return changed(url_for("targets.index"))
