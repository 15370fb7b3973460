"""The history of a plan, or of one item in it, and what is undone or comes back from there."""

import datetime

from flask import Blueprint, abort, flash, render_template, request, url_for

from planner import clock, nouns
from planner.access import Permission
from planner.actions.history import event_names, restore_value, undo, visits
from planner.forms.web.histories import HistoryFilterForm
from planner.insights import days
from planner.models import OF_PLAYBOOKS, Base, Customer, Event, Plan, Target
from planner.queries.history.events import HistoryFilter, hidden_types, history_of_plan
from planner.queries.history.visits import ReaderOfPlan, Since
from planner.views.history import history_lines, undo_rights
from planner.views.maturity import rating_strip
from planner.views.web import LARGEST_ID, addresses, db, find_plan, may, me, rescued_forms
from planner.views.web.replies import Reply, changed, reloaded
from planner.words import gettext, ngettext

bp = Blueprint("events", __name__)
_SIDES = {"old": 0, "new": 1}
EARLIEST = datetime.date(1970, 1, 1)
_KINDS = dict(sorted((noun.table, noun.many) for noun in nouns.NOUNS if noun.many))
"""What a history can be narrowed down to, by table."""


@bp.get("/plans/<int:plan_id>/history")
def index(plan_id: int) -> str:
    plan = find_plan(plan_id, Permission.SEE_PLAN)
    wanted, form = _wanted(), HistoryFilterForm(request.args)
    form.subject.offer([(table, str(many)) for table, many in _KINDS.items()])
    form.validate()
    history = history_of_plan(plan, wanted, hidden=hidden_types(may))
    return render_template(
        "history/events/index.html",
        plan=plan,
        wanted=wanted,
        form=form,
        lines=history_lines.lines(history.rows, plan.customer_id),
        has_more=history.has_more,
    )


@bp.post("/events/<int:event_id>/undo")
def create_undo(event_id: int) -> Reply:
    event = undo_rights.find_event(event_id)
    undo_rights.check_act(undo.events_of(event.act))
    undo.undo(event, by=me())
    db.session.commit()
    return reloaded(_page_after_undo(event))


@bp.post("/events/<int:event_id>/resumption")
def create_resumption(event_id: int) -> Reply:
    """Undo the deletion; what was typed then waits to be saved."""
    event = undo_rights.find_event(event_id)
    undo_rights.check_act(undo.events_of(event.act))
    kept = rescued_forms.unpack(request.form.get("kept", ""))
    if kept is None or not event.type.endswith(".deleted"):
        abort(400)
    undo.undo(event, by=me())
    db.session.commit()
    page = render_template("web/rescued_forms/show.html", kept=kept)
    return rescued_forms.whole_page(page, 200)


@bp.post("/events/<int:event_id>/restorations")
def create_restoration(event_id: int) -> Reply:
    """An earlier value of something comes back."""
    event = undo_rights.find_event(event_id)
    undo_rights.check_restoring(event)
    field, side = request.form.get("field", ""), _SIDES.get(request.form.get("side", ""))
    if side is None or field not in event.changes:
        abort(400)
    restore_value.restore_value(event, field, event.changes[field][side], by=me())
    db.session.commit()
    flash(gettext("The value is back. The one that it replaced stands in the history."))
    return reloaded(addresses.came_from())


def _wanted() -> HistoryFilter:
    """What the address asks for; a part that makes no sense is as if it were not there."""
    subject = request.args.get("subject")
    known = subject in Base.metadata.tables
    return HistoryFilter(
        subject=subject if known else None,
        subject_id=_number("id") if known else None,
        before=_number("before"),
        day=_day(),
        after=_number("after"),
    )


def _day() -> datetime.date | None:
    today = clock.today()
    day = days.written(request.args.get("day", ""), today)
    return day if day and EARLIEST <= day <= today else None


def _number(name: str) -> int | None:
    value = request.args.get(name, type=int)
    return value if value is not None and 0 < value <= LARGEST_ID else None


def _page_after_undo(event: Event) -> str:
    """The page where the person acted, unless it was that of what is gone now."""
    plan = db.session.get(Plan, event.plan_id) if event.plan_id is not None else None
    if plan is not None and not _is_there(event):
        return addresses.address_of_plan(plan, event.subject)
    if event.subject == Customer.__tablename__ and _is_there(event):
        key = db.session.get_one(Customer, event.subject_id).key
        return url_for("customers.show", key=key)
    if event.subject == Target.__tablename__ and not _is_there(event):
        return url_for("targets.index")
    if event.subject in OF_PLAYBOOKS and not _is_there(event):
        return url_for("playbooks.index")
    return addresses.came_from()


def _is_there(event: Event) -> bool:
    return db.session.get(event_names.model_of(event.subject), event.subject_id) is not None


@bp.post("/plans/<int:plan_id>/visit")
def update_visit(plan_id: int) -> Reply:
    """For those who take part in the talk about a plan; sent when its page is left."""
    plan = find_plan(plan_id, Permission.COMMENT)
    last = request.form.get("event", type=int)
    if last is not None and 0 < last <= LARGEST_ID:
        visits.note(plan, last, by=me())
        db.session.commit()
    return changed(addresses.address_of_plan(plan))


def reader_of_plan() -> ReaderOfPlan:
    """What whoever reads the page may read of the plan that was found."""
    return ReaderOfPlan(
        me().id,
        hidden=hidden_types(may),
        rated_until=rating_strip.seen_until(),
        takes_part=may(Permission.COMMENT),
    )


def news_in_words(found: Since) -> str:
    """`3 goals changed, 1 talk was written down`."""
    counts = dict(found.changed)
    said = [
        noun.count_changed(counts.pop(noun.table))
        for noun in nouns.NOUNS
        if noun.count_changed and noun.table in counts
    ]
    if others := sum(counts.values()):
        said.append(ngettext("%(num)d other change", "%(num)d other changes", others))
    return ", ".join(said)
