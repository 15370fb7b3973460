"""The activities of a plan, and each one's page for those who have no more than that."""

from typing import Any

from flask import Blueprint, render_template, request

from planner import clock
from planner.access import Permission
from planner.actions import activities
from planner.actions.editing import lock
from planner.database import db
from planner.forms.activities import ActivityForm, NewActivityForm
from planner.forms.inputs import clean_text
from planner.models import Activity, Person, Plan
from planner.models.kinds import ActivityKind
from planner.queries import choices
from planner.views import edits
from planner.views.activity_replies import list_changed, page_of
from planner.views.addresses import of_plan as address_of_plan
from planner.views.current import me
from planner.views.deletions import doubt
from planner.views.finding import find_activity, find_plan
from planner.views.replies import Reply, invalid
from planner.views.submissions import once

bp = Blueprint("activities", __name__)


@bp.get("/activities/<int:activity_id>")
def show(activity_id: int) -> str:
    activity = find_activity(activity_id, Permission.SEE_ACTIVITY)
    return page_of(activity)


@bp.get("/plans/<int:plan_id>/activities/new")
def new(plan_id: int) -> str:
    plan = find_plan(plan_id, Permission.ADD_ACTIVITY)
    return render_template("activities/new.html", plan=plan, form=_new_form(plan))


@bp.post("/plans/<int:plan_id>/activities")
@once
def create(plan_id: int) -> Reply:
    plan = find_plan(plan_id, Permission.ADD_ACTIVITY)
    form = _new_form(plan)
    if not form.validate():
        return invalid("activities/new.html", plan=plan, form=form)
    values = form.values(but=("participant_ids",))
    activities.create(plan, values, by=me(), participants=_participants(form))
    db.session.commit()
    return list_changed(plan)


@bp.get("/activities/<int:activity_id>/edit")
def edit(activity_id: int) -> str:
    activity = find_activity(activity_id, Permission.WORK_ON_PLAN)
    return render_template("activities/edit.html", activity=activity, form=_form(activity))


@bp.post("/activities/<int:activity_id>")
def update(activity_id: int) -> Reply:
    activity = find_activity(activity_id, Permission.WORK_ON_PLAN)
    lock(activity)
    form = _form(activity)
    if not edits.fit(form, activity):
        return invalid("activities/edit.html", activity=activity, form=form)
    values = form.values(but=("participant_ids",))
    activities.update(activity, values, by=me(), participants=_participants(form))
    edits.settle(form, activity)
    db.session.commit()
    return list_changed(activity.plan)


@bp.delete("/activities/<int:activity_id>")
def destroy(activity_id: int) -> Reply:
    activity = find_activity(activity_id, Permission.WORK_ON_PLAN)
    plan = activity.plan
    if asked := doubt(activity, address_of_plan(plan, f"activity-{activity.id}")):
        return asked
    activities.delete(activity, by=me())
    db.session.commit()
    return list_changed(plan)


def _new_form(plan: Plan) -> NewActivityForm:
    """Prepared for the deal, the goal or the purpose that the address names."""
    asked = {"deal_id": "deal", "goal_id": "goal", "field_id": "field"}
    given: dict[str, Any] = {name: request.args.get(word, type=int) for name, word in asked.items()}
    given["title"] = clean_text(request.args.get("title"))
    given["customer_facing"] = "with_customer" in request.args
    if kind := request.args.get("kind", type=ActivityKind):
        given["kind"] = kind
    form = NewActivityForm(data=given, html_id="activity-form")
    form.earliest = clock.today()
    members = choices.members(plan.id)
    form.assignee_id.offer(members)
    form.participant_ids.offer(members)
    form.goal_id.offer(choices.goals(plan.id))
    _offer_the_rest(form, plan)
    return form


def _form(activity: Activity) -> ActivityForm:
    """Offers what is chosen already, even if nobody could choose it anew."""
    participants = [(person.id, person.name) for person in activity.participants]
    chosen = [identity for identity, _name in participants]
    identity = f"activity-form-{activity.id}"
    form = ActivityForm(obj=activity, data={"participant_ids": chosen}, html_id=identity)
    form.earliest = activity.created_on
    form.goal_id.offer(choices.goals(activity.plan_id, also=activity.goal_id))
    members = choices.members(activity.plan_id)
    form.participant_ids.offer(choices.with_chosen(members, participants))
    _offer_the_rest(form, activity.plan)
    return form


def _offer_the_rest(form: ActivityForm, plan: Plan) -> None:
    form.field_id.offer(choices.fields())
    form.deal_id.offer(choices.deals(plan.id))


def _participants(form: ActivityForm) -> list[Person]:
    """Those who were ticked: who took part before in the old order, then the new ones."""
    ticked = list(dict.fromkeys(form.participant_ids.data or ()))
    before = [identity for identity in form.participant_ids.object_data or () if identity in ticked]
    people = [*before, *(identity for identity in ticked if identity not in before)]
    return [db.session.get_one(Person, identity) for identity in people]
