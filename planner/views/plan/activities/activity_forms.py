"""The forms about an activity, and whom they name."""

from flask import request

from planner import clock
from planner.forms.inputs import clean_text
from planner.forms.plan.activities import ActivityForm, AssignmentForm, NewActivityForm
from planner.models import Activity, ActivityKind, Person, Plan
from planner.queries.web import choices
from planner.views.web import Permission, db, may


def new(plan: Plan) -> NewActivityForm:
    """Prepared for the deal, the goal or the purpose that the address names."""
    asked = {"deal_id": "deal", "goal_id": "goal", "field_id": "field"}
    given: dict[str, object] = {
        name: request.args.get(word, type=int) for name, word in asked.items()
    }
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


def of(activity: Activity) -> ActivityForm:
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


def assignment(activity: Activity) -> AssignmentForm:
    form = AssignmentForm(html_id="assignment-form")
    form.person_id.offer(choices.members(activity.plan_id) if may(Permission.WORK_ON_PLAN) else [])
    return form


def arguments(form: ActivityForm) -> dict[str, object]:
    """What the form says, for the actions."""
    return {"values": form.values(but=("participant_ids",)), "participants": _participants(form)}


def _participants(form: ActivityForm) -> list[Person]:
    """Those who were ticked: who took part before in the old order, then the new ones."""
    ticked = list(dict.fromkeys(form.participant_ids.data or ()))
    before = [identity for identity in form.participant_ids.object_data or () if identity in ticked]
    people = [*before, *(identity for identity in ticked if identity not in before)]
    return [db.session.get_one(Person, identity) for identity in people]


def _offer_the_rest(form: ActivityForm, plan: Plan) -> None:
    form.field_id.offer(choices.fields())
    form.deal_id.offer(choices.deals(plan.id))
