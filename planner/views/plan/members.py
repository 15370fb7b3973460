"""The people on a plan: invited, taken off, or leaving."""

from flask import Blueprint, render_template, request, url_for

from planner.actions.people import successions
from planner.actions.plan import members
from planner.forms.plan.members import CandidateFilterForm, DepartureForm, InvitationForm
from planner.models import Member, Person, Plan, Via
from planner.models.people.telling_apart import Somebody, told_apart
from planner.queries.people import holdings
from planner.queries.plan.members import candidates
from planner.views.web import Permission, addresses, choices, db, is_seen, me, once
from planner.views.web.finding import find_membership, find_plan
from planner.views.web.replies import Reply, changed, invalid, reloaded
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
    return reloaded(addresses.address_of_plan(plan, "members"))


@bp.get("/members/<int:member_id>/edit")
def edit(member_id: int) -> str:
    """What somebody who goes would leave behind, and who takes it over."""
    member = find_membership(member_id)
    return render_template(_DEPARTURE, form=_departure(member), **_left_behind(member))


@bp.delete("/members/<int:member_id>")
def destroy(member_id: int) -> Reply:
    """Who holds something is asked first to whom it passes."""
    member = find_membership(member_id)
    plan, held, form = member.plan, holdings.on_plan(member), _departure(member)
    if held and form.successor_id.name not in request.form:
        return changed(url_for("members.edit", member_id=member.id))
    if held and not form.validate():
        return invalid(_DEPARTURE, form=form, **_left_behind(member))
    to = db.session.get(Person, form.successor_id.data) if form.successor_id.data else None
    passed_on = {each.kind: each.ids for each in held}
    successions.leave_plan(member, passed_on, to, by=me())
    db.session.commit()
    if is_seen(plan.customer, plan):
        return reloaded(addresses.address_of_plan(plan, "members"))
    return changed(url_for("customers.index"))


_DEPARTURE = "plan/members/leave.html"


def _departure(member: Member) -> DepartureForm:
    form = DepartureForm(html_id="departure-form")
    there = choices.choices_of_members(member.plan_id)
    form.successor_id.offer([one for one in there if one[0] != member.person_id])
    return form


def _left_behind(member: Member) -> dict[str, object]:
    return {"member": member, "held": holdings.on_plan(member)}


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
