"""Logging a talk with a customer, from anywhere."""

from typing import Any

from flask import Blueprint, flash, render_template, request

from planner import clock
from planner.access import Permission
from planner.actions.plan import conversations
from planner.actions.plan.conversations import NextStep
from planner.forms.plan.talks import TalkForm
from planner.models import Conversation, Person, Plan
from planner.queries.plan import talks
from planner.queries.plan.conversations import of_plan
from planner.queries.web import choices
from planner.translation import gettext
from planner.views.plan.talks import talk_choices
from planner.views.plan.talks.conversations import listed
from planner.views.plan.talks.entries import arguments
from planner.views.plan.talks.talk_subjects import find_subject
from planner.views.web import Reply, addresses, db, find_plan, invalid, me, once, reloaded
from planner.words.kinds import word

bp = Blueprint("talks", __name__)


@bp.get("/talks/new")
def new() -> str:
    subject = find_subject(request.args)
    if subject is None:
        return _choice_of_customer()
    form = _form(subject.plan, {"on": clock.today(), **subject.known(me())})
    return render_template("plan/talks/new.html", plan=subject.plan, form=form)


@bp.post("/talks")
@once
def create() -> Reply:
    plan = find_plan(request.form.get("plan_id", 0, int), Permission.WORK_ON_PLAN)
    form = _form(plan, {})
    if not form.validate():
        return invalid("plan/talks/new.html", plan=plan, form=form)
    step = _next_step(form)
    conversations.log(_conversation(plan, form), **arguments(form), by=me(), next_step=step)
    db.session.commit()
    return listed(plan) if step is None else _changed_with_activity(plan, step)


def _choice_of_customer() -> str:
    text = request.args.get("text", "")
    found = talks.customers(me(), text)
    return render_template("plan/talks/customers.html", text=text, found=found)


def _form(plan: Plan, known: dict[str, Any]) -> TalkForm:
    form = TalkForm(data={**known, "plan_id": plan.id}, html_id="talk-form")
    also = request.form.get("activity_id", known.get("activity_id"), int)
    talk_choices.offer(form, plan, author=me(), also=also)
    form.conversation_id.offer(
        [
            (row.id, f"{row.topic} ({word(row.state)})" if row.state else row.topic)
            for row in of_plan(plan.id).rows
        ]
    )
    form.field_id.offer(choices.fields())
    form.next_step_by_id.offer(choices.members(plan.id))
    return form


def _conversation(plan: Plan, form: TalkForm) -> Conversation:
    if form.conversation_id.data:
        return db.session.get_one(Conversation, form.conversation_id.data)
    values = {"topic": form.topic.data, "field_id": form.field_id.data}
    return conversations.create(plan, values, by=me())


def _next_step(form: TalkForm) -> NextStep | None:
    if not form.next_step_on.data or not form.next_step_by_id.data:
        return None
    assignee = db.session.get_one(Person, form.next_step_by_id.data)
    return NextStep(due_on=form.next_step_on.data, assignee=assignee)


def _changed_with_activity(plan: Plan, step: NextStep) -> Reply:
    """The activities have changed as well, so the whole page is shown again."""
    flash(gettext("The next step is an activity of %(name)s now.", name=step.assignee.name))
    return reloaded(addresses.of_plan(plan, "conversations"))
