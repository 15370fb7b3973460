"""Logging a talk with a customer, from anywhere."""

import datetime
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, render_template, request
from werkzeug.datastructures import MultiDict

from planner import clock
from planner.actions.plan import conversations
from planner.forms.plan.talks import TalkForm
from planner.models import Activity, Channel, Conversation, Person, Plan
from planner.queries.plan import conversations as queries, talks
from planner.views.plan.talks.conversations import arguments_of_talk, offer_for_talk
from planner.views.web import Permission, Refused, addresses, choices, db, me, once, rescued_forms
from planner.views.web.finding import find, find_customer, find_plan
from planner.views.web.replies import Reply, changed, invalid
from planner.words import gettext, ngettext, word

bp = Blueprint("talks", __name__)


@bp.get("/talks/new")
def new() -> str:
    subject = find_subject(request.args)
    if subject is None:
        return _choice_of_customer()
    usual = {"on": clock.today(), "channel": Channel.VISIT, "next_step_by_id": me().id}
    form = _form(subject.plan, usual | subject.known(me()))
    return render_template(_PAGE, plan=subject.plan, form=form, days_ahead=_days_ahead())


@bp.post("/talks")
@once
def create() -> Reply:
    _refuse_anothers()
    plan = find_plan(request.form.get("plan_id", 0, int), Permission.WORK_ON_PLAN)
    form = _form(plan, {})
    if not form.validate():
        return invalid(_PAGE, plan=plan, form=form, days_ahead=_days_ahead())
    step = _next_step(form)
    conversations.log(_conversation(plan, form), **arguments_of_talk(form), by=me(), next_step=step)
    db.session.commit()
    if step is not None:
        flash(gettext("The next step is an activity of %(name)s now.", name=step.assignee.name))
    return changed(addresses.address_of_plan(plan, "conversations"))


def _refuse_anothers() -> None:
    """What was kept in a browser is saved as the one who wrote it, whoever has signed in since."""
    writer = request.form.get("kept_by")
    if writer and writer != rescued_forms.owner_of_drafts(me()):
        raise Refused("Somebody else has written this. It is saved when they sign in again.")


def _choice_of_customer() -> str:
    text = request.args.get("text", "")
    found = talks.customers_to_talk_of(me(), text)
    return render_template("plan/talks/customers.html", text=text, found=found)


def _form(plan: Plan, known: dict[str, Any]) -> TalkForm:
    form = TalkForm(data={**known, "plan_id": plan.id}, html_id="talk-form")
    form.author_id = me().id
    also = request.form.get("activity_id", known.get("activity_id"), int)
    offer_for_talk(form, plan, author=me(), also=also)
    form.conversation_id.offer(
        [
            (row.id, f"{row.topic} ({word(row.state)})" if row.state else row.topic)
            for row in queries.conversations_of_plan(plan.id).talked_about_last
        ]
    )
    form.field_id.offer(choices.choices_of_fields())
    form.next_step_by_id.offer(choices.choices_of_members(plan.id))
    return form


def _conversation(plan: Plan, form: TalkForm) -> Conversation:
    if form.conversation_id.data:
        return db.session.get_one(Conversation, form.conversation_id.data)
    values = {"topic": form.topic.data, "field_id": form.field_id.data}
    return conversations.create(plan, values, by=me())


def _next_step(form: TalkForm) -> conversations.NextStep | None:
    if not form.next_step_on.data or not form.next_step_by_id.data:
        return None
    assignee = db.session.get_one(Person, form.next_step_by_id.data)
    return conversations.NextStep(due_on=form.next_step_on.data, assignee=assignee)


def _days_ahead() -> list[tuple[str, datetime.date]]:
    """Days that a next step is often due on, none of them on a weekend."""
    weeks = [(ngettext("in %(num)d week", "in %(num)d weeks", n), 7 * n) for n in (1, 2, 4)]
    days = [(gettext("tomorrow"), 1), *weeks]
    return [(text, _working_day(clock.today() + datetime.timedelta(n))) for text, n in days]


def _working_day(day: datetime.date) -> datetime.date:
    return day + datetime.timedelta(7 - day.weekday()) if day.weekday() >= _SATURDAY else day


_PAGE = "plan/talks/new.html"
_SATURDAY = 5
_CHANNELS = {channel.value for channel in Channel}


@dataclass(frozen=True)
class Subject:
    plan: Plan
    conversation: Conversation | None = None
    activity: Activity | None = None

    def known(self, author: Person) -> dict[str, object]:
        """What can be filled into the form already."""
        known: dict[str, object] = {}
        if self.conversation is not None:
            known["conversation_id"] = self.conversation.id
        if self.activity is not None:
            known |= _told_by(self.activity, author)
        return known


def find_subject(asked: MultiDict[str, str]) -> Subject | None:
    """What the address names, for those who work on its plan; None when a customer is missing."""
    if conversation_id := asked.get("conversation", 0, int):
        conversation = find(Conversation, conversation_id, Permission.WORK_ON_PLAN)
        return Subject(conversation.plan, conversation=conversation)
    if activity_id := asked.get("activity", 0, int):
        activity = find(Activity, activity_id, Permission.WORK_ON_PLAN)
        return Subject(activity.plan, activity=activity)
    if plan_id := asked.get("plan", 0, int):
        return Subject(find_plan(plan_id, Permission.WORK_ON_PLAN))
    if key := asked.get("customer"):
        _customer, plan = find_customer(key, Permission.WORK_ON_PLAN)
        return Subject(plan) if plan else None
    return None


def _told_by(activity: Activity, author: Person) -> dict[str, object]:
    there = [activity.assignee_id, *(person.id for person in activity.participants)]
    known: dict[str, object] = {
        "activity_id": activity.id,
        "field_id": activity.field_id,
        "participant_ids": [person for person in there if person not in (None, author.id)],
    }
    if activity.done_on is not None:
        known["on"] = activity.done_on
    if activity.kind.value in _CHANNELS:
        known["channel"] = Channel(activity.kind.value)
    return known
