"""Using a playbook on a plan: which there are, what one would add, and that it is added."""

from typing import Any

from flask import Blueprint, flash, render_template, request

from planner.actions import editing, errors
from planner.models import Field, Plan, Playbook, PlaybookStatus
from planner.playbooks.actions import playbook_uses
from planner.playbooks.forms.playbook_uses import PlaybookUseForm, StartForm
from planner.playbooks.queries import occasions, playbooks
from planner.playbooks.queries.playbook_proposals import Proposal, ProposedLine, proposal
from planner.queries.history.field_history import Deletion
from planner.views.web import Permission, addresses, check_closed, choices, clock, db, me, once
from planner.views.web.deleted import seen_deletion
from planner.views.web.finding import LARGEST_ID, find, find_plan
from planner.views.web.replies import Reply, changed, invalid
from planner.words import gettext, ngettext

bp = Blueprint("playbook_uses", __name__)


@bp.get("/plans/<int:plan_id>/playbooks")
def index(plan_id: int) -> str:
    plan = find_plan(plan_id, Permission.SEE_PLAN)
    found = playbooks.offers(plan, clock.today())
    return render_template(
        "playbooks/uses/index.html",
        plan=plan,
        offers=found,
        uses=playbooks.uses_of(plan.id),
    )


@bp.get("/plans/<int:plan_id>/playbooks/<int:playbook_id>")
def new(plan_id: int, playbook_id: int) -> Reply:
    plan = find_plan(plan_id, Permission.WORK_ON_PLAN)
    playbook = _find(playbook_id)
    start = _start(plan, playbook)
    if "starts_on" in request.args and not start.validate():
        return _unreadable_start(plan, playbook, start)
    proposed = _proposal(plan, playbook, start)
    form = PlaybookUseForm.proposing(proposed.goals, proposed.activities)
    return render_template(
        "playbooks/uses/new.html", **_page(form, plan, playbook, start, proposed)
    )


@bp.post("/plans/<int:plan_id>/playbooks/<int:playbook_id>/uses")
@once
def create(plan_id: int, playbook_id: int) -> Reply:
    plan = find_plan(plan_id, Permission.WORK_ON_PLAN)
    playbook = _find(playbook_id)
    # Whoever had to wait here for somebody else looks at all of it again.
    editing.lock(plan)
    check_closed(plan, Permission.WORK_ON_PLAN)
    _lock(playbook)
    start = _start(plan, playbook)
    if not start.validate():
        return _unreadable_start(plan, playbook, start)
    proposed = _proposal(plan, playbook, start)
    form = PlaybookUseForm()
    if not form.shows(proposed.goals, proposed.activities):
        return _changed_meanwhile(form, plan, playbook, start, proposed)
    if not form.validate():
        return invalid("playbooks/uses/new.html", **_page(form, plan, playbook, start, proposed))
    goals = _chosen(form.goals, proposed.goals)
    activities = _chosen(form.activities, proposed.activities)
    playbook_uses.create(
        plan,
        playbook,
        start.day,
        proposed,
        chosen_goals=goals,
        chosen_activities=activities,
        by=me(),
    )
    db.session.commit()
    _say_what_was_added(len(goals), len(activities))
    return changed(addresses.address_of_plan(plan, "activities" if activities else "goals"))


def _find(playbook_id: int) -> Playbook:
    deletion = seen_deletion(Playbook.__tablename__, min(playbook_id, LARGEST_ID))
    if deletion is not None and db.session.get(Playbook, playbook_id) is None:
        raise _gone(deletion)
    playbook = find(Playbook, playbook_id, Permission.SEE_PLAYBOOKS)
    if playbook.status is PlaybookStatus.RETIRED:
        raise errors.Refused(
            "“%(name)s” is no longer in use. Choose another playbook.", name=playbook.name
        )
    return playbook


def _lock(playbook: Playbook) -> None:
    try:
        editing.lock(playbook)
    except errors.Vanished as error:
        deletion = seen_deletion(error.table, error.identity)
        raise _gone(deletion) if deletion else error from None


def _gone(deletion: Deletion) -> errors.Refused:
    return errors.Refused(
        "%(name)s deleted the playbook “%(what)s” on %(moment)s. Nothing was added.",
        name=deletion.actor or "—",
        what=deletion.name,
        moment=deletion.at,
    )


def _start(plan: Plan, playbook: Playbook) -> StartForm:
    """From the address or the form that was sent; today where neither says a day."""
    start = StartForm(request.values, starts_on=clock.today())
    if playbook.field_id is not None:
        del start.field_id
        return start
    with_potential = playbooks.fields_with_potential(plan)
    start.field_id.offer(
        sorted(choices.choices_of_fields(), key=lambda field: field[0] not in with_potential)
    )
    return start


def _proposal(plan: Plan, playbook: Playbook, start: StartForm) -> Proposal:
    field_id = start.data.get("field_id")
    field = db.session.get(Field, field_id) if field_id is not None else None
    return proposal(plan, playbook, start.day, field, today=clock.today())


def _page(
    form: PlaybookUseForm | None,
    plan: Plan,
    playbook: Playbook,
    start: StartForm,
    proposed: Proposal | None = None,
) -> dict[str, Any]:
    """What the page of the proposal shows, with who used the playbook here before."""
    uses = [use for use in playbooks.uses_of(plan.id) if use.of_id == playbook.id]
    return {
        "form": form,
        "plan": plan,
        "playbook": playbook,
        "start": start,
        "proposed": proposed,
        "uses": uses,
        "days": occasions.days_of(plan, playbook.occasion, clock.today()),
    }


def _unreadable_start(plan: Plan, playbook: Playbook, start: StartForm) -> Reply:
    page = _page(None, plan, playbook, start)
    return render_template("playbooks/uses/new.html", **page), 422


def _changed_meanwhile(
    form: PlaybookUseForm, plan: Plan, playbook: Playbook, start: StartForm, proposed: Proposal
) -> Reply:
    """409: what would be added now, with everything that was entered and still has its place."""
    form = form.adjusted_to(proposed.goals, proposed.activities)
    form.form_errors.append(
        gettext(
            "Nothing is added yet: the playbook or the plan has changed since you looked. "
            "What is new to you is marked."
        )
    )
    page = _page(form, plan, playbook, start, proposed)
    return render_template("playbooks/uses/new.html", **page), 409


def _chosen(rows: Any, lines: list[ProposedLine[Any]]) -> list[playbook_uses.Chosen[Any]]:
    return [
        playbook_uses.Chosen(line, row.form.due_on.data)
        for row, line in zip(rows, lines, strict=True)
        if row.form.add.data
    ]


def _say_what_was_added(goals: int, activities: int) -> None:
    added = [
        ngettext("%(num)d goal", "%(num)d goals", goals) if goals else "",
        ngettext("%(num)d activity", "%(num)d activities", activities) if activities else "",
    ]
    flash(gettext("Added: %(what)s.", what=", ".join(filter(None, added))))
