"""The people on a plan: invited, taken off, or leaving."""

from flask import Blueprint, render_template, request, url_for

from planner.access import Permission
from planner.actions.plan import members
from planner.forms.plan.members import CandidateFilterForm, InvitationForm
from planner.models import Person, Plan, Via
from planner.models.people.telling_apart import Somebody, told_apart
from planner.queries.plan.members import candidates
from planner.views.web import Reply, addresses, changed, db, invalid, is_seen, me, once, reloaded
from planner.views.web.finding import find_membership, find_plan
from planner.words import word

bp = Blueprint("members", __name__)


@bp.get("/plans/<int:plan_id>/members/new")
def new(plan_id: int) -> str:
    plan = find_plan(plan_id, Permission.WORK_ON_PLAN)
    wanted = CandidateFilterForm(request.args)
    form = InvitationForm(data={"search": wanted.search.data}, html_id="invitation-form")
    has_more = _offer(form, plan)
    return render_template(
        "plan/members/new.html", plan=plan, form=form, wanted=wanted, has_more=has_more
    )


@bp.post("/plans/<int:plan_id>/members")
@once
def create(plan_id: int) -> Reply:
    plan = find_plan(plan_id, Permission.WORK_ON_PLAN)
    form = InvitationForm(html_id="invitation-form")
    has_more = _offer(form, plan)
    if not form.validate():
        wanted = CandidateFilterForm(data={"search": form.search.data})
        return invalid(
            "plan/members/new.html", plan=plan, form=form, wanted=wanted, has_more=has_more
        )
    person = db.session.get_one(Person, form.person_id.data)
    members.join(plan, person, via=Via.INVITATION, by=me())
    db.session.commit()
    return reloaded(addresses.of_plan(plan, "members"))


@bp.delete("/members/<int:member_id>")
def destroy(member_id: int) -> Reply:
    member = find_membership(member_id)
    plan = member.plan
    members.leave(member, by=me())
    db.session.commit()
    if is_seen(plan.customer, plan):
        return reloaded(addresses.of_plan(plan, "members"))
    return changed(url_for("customers.index"))


def _offer(form: InvitationForm, plan: Plan) -> bool:
    """Fill the choice of people; whether there are more than it shows."""
    found, has_more = candidates(plan.id, form.search.data or "")
    people = [
        Somebody(
            one.id,
            " · ".join(filter(None, (one.name, word(one.role), one.field, one.unit))),
            (one.team, one.email),
        )
        for one in found
    ]
    form.person_id.offer(list(told_apart(people).items()))
    return has_more
