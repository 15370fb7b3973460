"""The forms about an activity, and what comes back when it has changed: no more than the person
sees of it then."""

from flask import render_template, request, url_for

from planner.database import only_reading
from planner.forms.inputs import clean_text
from planner.forms.plan.activities import ActivityForm, AssignmentForm, NewActivityForm
from planner.models import Activity, ActivityKind, Person, Plan
from planner.queries.history import brought_in
from planner.queries.notices import follows
from planner.queries.plan import activities, deals
from planner.views.plan import threads
from planner.views.web import Permission, addresses, choices, clock, db, htmx, may, me, sees
from planner.views.web.replies import Reply, changed, in_place
from planner.views.web.sheets import in_menu


def page_of(activity: Activity, form: AssignmentForm | None = None) -> str:
    """An activity's own page, with as much of it as the person may see."""
    if in_menu():
        return render_template("plan/activities/menu.html", row=activities.row(activity.id, me()))
    sees_contacts = may(Permission.SEE_PLAN) or may(Permission.WORK_ON_ACTIVITY)
    return render_template(
        "plan/activities/show.html",
        activity=activity,
        row=activities.row(activity.id, me()),
        participants=activities.participants(activity.id),
        brought_in_by=brought_in.of_activity(activity),
        contacts=activity.plan.customer.contacts if sees_contacts else [],
        form=form or assignment_form(activity),
        thread=threads.beside(activity, activity.plan),
        follows=follows.is_followed(activity, activity.plan_id, me()),
    )


def row_changed(activity: Activity) -> Reply:
    """The activity as it is now, on the page where the person acted: plan, pool or its own."""
    with only_reading():  # what was changed is committed, and others may write again
        still_seen = sees(activity)
        if not htmx:
            return changed(_place_of(activity) if still_seen else url_for("pool.index"))
        if not still_seen:
            return in_place("plan/activities/gone.html", activity_id=activity.id)
        return in_place(_ROW, **_row(activity))


def row_as_it_is(activity: Activity, notice: str) -> str:
    """The row for the list that the person acted in, with a notice inside."""
    return render_template(_ROW, **_row(activity, notice))


_ROW = "plan/activities/_activity.html"


def _row(activity: Activity, notice: str | None = None) -> dict[str, object]:
    in_pool = _came_from() == url_for("pool.index")
    find = activities.row_with_customer if in_pool else activities.row
    return {"activity": find(activity.id, me()), "in_pool": in_pool, "notice": notice}


def list_changed(plan: Plan) -> Reply:
    """The plan's activities as they are now, and the deals that they are aimed at."""
    found = activities.activities_of_plan(plan.id, me())
    return changed(
        addresses.address_of_plan(plan, "activities"),
        "plan/activities/changed.htmx.html",
        plan=plan,
        activities=found,
        deals=deals.deals_of_plan(plan.id, found),
    )


def _place_of(activity: Activity) -> str:
    page = url_for("activities.show", activity_id=activity.id)
    if _came_from() in (page, url_for("pool.index")) or not may(Permission.SEE_PLAN):
        return page
    return addresses.address_of_plan(activity.plan, f"activity-{activity.id}")


def _came_from() -> str:
    """The path of the page on which the person acted."""
    return addresses.parts_of(htmx.current_url if htmx else request.referrer).path


_NAMED_IN_ADDRESS = ("assignee", "contract", "deal", "field", "goal")


def form_for_new(plan: Plan) -> NewActivityForm:
    """Prepared for the deal, the goal or the purpose that the address names."""
    given: dict[str, object] = {
        f"{word}_id": request.args.get(word, type=int) for word in _NAMED_IN_ADDRESS
    }
    given["participant_ids"] = request.args.getlist("participant", type=int)
    given["title"] = clean_text(request.args.get("title"))
    kind = request.args.get("kind", type=ActivityKind) or ActivityKind.VISIT
    given["kind"] = kind
    given["customer_facing"] = kind.is_with_customer or "with_customer" in request.args
    form = NewActivityForm(data=given, html_id="activity-form")
    form.earliest = clock.today()
    members = choices.choices_of_members(plan.id)
    form.assignee_id.offer(members)
    form.participant_ids.offer(members)
    form.goal_id.offer(choices.choices_of_goals(plan.id))
    _offer_the_rest(form, plan)
    return form


def form_of_activity(activity: Activity) -> ActivityForm:
    """Offers what is chosen already, even if nobody could choose it anew."""
    participants = [(person.id, person.name) for person in activity.participants]
    chosen = [identity for identity, _name in participants]
    identity = f"activity-form-{activity.id}"
    form = ActivityForm(obj=activity, data={"participant_ids": chosen}, html_id=identity)
    form.earliest = activity.created_on
    form.goal_id.offer(choices.choices_of_goals(activity.plan_id, also=activity.goal_id))
    members = choices.choices_of_members(activity.plan_id)
    form.participant_ids.offer(choices.with_chosen(members, participants))
    _offer_the_rest(form, activity.plan)
    return form


def assignment_form(activity: Activity) -> AssignmentForm:
    form = AssignmentForm(html_id="assignment-form")
    form.person_id.offer(
        choices.choices_of_members(activity.plan_id) if may(Permission.WORK_ON_PLAN) else []
    )
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
    form.field_id.offer(choices.choices_of_fields())
    form.deal_id.offer(choices.choices_of_deals(plan.id))
    form.contract_id.offer(choices.choices_of_contracts(plan.customer_id))
