"""The first line of every view: find the thing and check the permission, in one step.

What somebody may not even know of is not there: 404. What they see but may not do is 403. What
they could do, had the plan not been closed, is refused with that reason: 409.
"""

from typing import TypeVar

from flask import abort, g
from sqlalchemy import bindparam, select
from sqlalchemy.orm import joinedload

from planner import access
from planner.access import ENDED_WITH_PLAN, Permission, Standing, allows
from planner.actions import assignments
from planner.actions.errors import Refused
from planner.database import Base, db
from planner.models import (
    Activity,
    Contact,
    Conversation,
    Customer,
    Deal,
    Entry,
    Goal,
    Idea,
    Member,
    Plan,
    Potential,
    Question,
    Request,
)
from planner.queries import plans
from planner.views.current import found_periods, found_standings, may, me

_Item = TypeVar("_Item", Goal, Deal, Conversation, Idea, Question, Member, Request)
_Anything = TypeVar("_Anything", bound=Base)
LARGEST_ID = 2**31 - 1


_CUSTOMER = (
    select(Customer).where(Customer.key == bindparam("key")).options(joinedload(Customer.owner))
)


_PLAN = (
    select(Plan)
    .where(Plan.id == bindparam("plan_id"))
    .options(joinedload(Plan.customer).joinedload(Customer.owner))
)


def find_customer(key: str, permission: Permission) -> tuple[Customer, Plan | None]:
    """The customer and, of its plans, the current one, or else the latest that the person is on."""
    customer = db.session.scalar(_CUSTOMER, {"key": key})
    if customer is None:
        abort(404)
    seen = _seen_periods(customer)
    plan = seen[0][0] if seen else None
    if plan is None and permission is Permission.SEE_PLAN:
        permission = Permission.SEE_CUSTOMER
    if not seen and plans.current(customer.id) is not None:
        abort(404)
    standings = seen[0][1] if seen else access.standings(me(), customer, None)
    _check(standings, permission, sight=_sight(plan))
    _check_closed(plan, permission)
    return customer, plan


def _seen_periods(customer: Customer) -> list[tuple[Plan, frozenset[Standing]]]:
    """The plans that the person may read, the current one first, and how they stand to each."""
    found = [
        (plan, access.standings(me(), customer, plan, is_member=joined))
        for plan, joined in plans.periods(customer.id, me().id)
    ]
    seen = [(plan, there) for plan, there in found if allows(Permission.SEE_PLAN, there)]
    found_periods([plan for plan, _there in seen])
    return seen


def find_plan(plan_id: int, permission: Permission) -> Plan:
    if plan_id > LARGEST_ID:
        abort(404)
    plan = db.session.scalar(_PLAN, {"plan_id": plan_id})
    standings = dict(_seen_periods(plan.customer)) if plan else {}
    if plan is None or plan not in standings:
        abort(404)
    _check(standings[plan], permission)
    _check_closed(plan, permission)
    return plan


def find_goal(goal_id: int, permission: Permission) -> Goal:
    return _in_plan(_get(Goal, goal_id), permission)


def find_deal(deal_id: int, permission: Permission) -> Deal:
    return _in_plan(_get(Deal, deal_id), permission)


def find_conversation(conversation_id: int, permission: Permission) -> Conversation:
    return _in_plan(_get(Conversation, conversation_id), permission)


def find_entry(entry_id: int, permission: Permission) -> Entry:
    entry = _get(Entry, entry_id)
    _in_plan(entry.conversation, permission)
    return entry


def find_idea(idea_id: int, permission: Permission) -> Idea:
    return _in_plan(_get(Idea, idea_id), permission)


def find_question(question_id: int, permission: Permission) -> Question:
    return _in_plan(_get(Question, question_id), permission)


def find_member(member_id: int, permission: Permission) -> Member:
    return _in_plan(_get(Member, member_id), permission)


def find_membership(member_id: int) -> Member:
    """A member whom this person may take off the plan; everybody may leave by themselves."""
    member = _get(Member, member_id)
    own = member.person_id == me().id
    return _in_plan(member, Permission.WORK_ON_PLAN if own else Permission.STEER)


def find_own_request(request_id: int) -> Request:
    """What this person has asked for, also from outside the plan."""
    request = _get(Request, request_id)
    if request.person_id != me().id:
        abort(404)
    return request


def find_request(request_id: int, permission: Permission) -> Request:
    return _in_plan(_get(Request, request_id), permission)


def find_activity(activity_id: int, permission: Permission) -> Activity:
    """An activity is seen by more than its plan: by who has it, and by its field while open."""
    activity = _get(Activity, activity_id)
    plan = activity.plan
    standings = access.standings(me(), plan.customer, plan)
    _check(
        standings | access.activity_standings(me(), activity),
        permission,
        sight=Permission.SEE_ACTIVITY,
    )
    _check_closed(plan, permission)
    return activity


def find_activity_to_claim(activity_id: int) -> Activity:
    """An activity to claim; who comes too late for one of the own field is told so, not 404."""
    activity = _get(Activity, activity_id)
    if access.waited_for_field_of(me(), activity) and not sees(activity):
        raise assignments.taken(activity)
    return find_activity(activity_id, Permission.CLAIM)


def sees(activity: Activity) -> bool:
    """Look again, after a change of who has an activity, how the person stands to it."""
    plan = activity.plan
    standings = access.standings(me(), plan.customer, plan)
    found_standings(standings | access.activity_standings(me(), activity))
    return may(Permission.SEE_ACTIVITY)


def find_potential(potential_id: int, permission: Permission) -> Potential:
    potential = _get(Potential, potential_id)
    _of_customer(potential.customer, permission)
    return potential


def find_contact(contact_id: int, permission: Permission) -> Contact:
    contact = _get(Contact, contact_id)
    _of_customer(contact.customer, permission)
    return contact


def find_customer_to_join(key: str) -> tuple[Customer, Plan]:
    """A customer with a plan, for a specialist-side person outside with potential in the field."""
    customer = db.session.scalar(select(Customer).where(Customer.key == key))
    plan = plans.current(customer.id) if customer else None
    if customer is None or plan is None or not access.may_ask_to_join(me(), customer):
        abort(404)
    found_standings({Standing.FIELD_SPECIALIST})
    return customer, plan


def check_general(permission: Permission) -> None:
    """For what belongs to no customer; whoever may not is told that there is nothing."""
    if not allows(permission, access.general_standings(me())):
        abort(404)


def find(model: type[_Anything], identity: int, permission: Permission) -> _Anything:
    """Something that belongs to no customer: a person, a team, a field."""
    check_general(permission)
    return _get(model, identity)


def _in_plan(item: _Item, permission: Permission) -> _Item:
    _check_plan(item.plan, permission)
    return item


def _of_customer(customer: Customer, permission: Permission) -> None:
    _check_customer(customer, plans.current(customer.id), permission)


def is_seen(customer: Customer, plan: Plan | None) -> bool:
    """Whether the person may still open the customer's page, after a change of who may."""
    return allows(_sight(plan), access.standings(me(), customer, plan))


def _sight(plan: Plan | None) -> Permission:
    return Permission.SEE_PLAN if plan else Permission.SEE_CUSTOMER


def _check_customer(customer: Customer, plan: Plan | None, permission: Permission) -> None:
    """What belongs to the customer outlasts the plan, so a closed one does not stand in the way."""
    _check(access.standings(me(), customer, plan), permission, sight=_sight(plan))


def _check_plan(plan: Plan, permission: Permission) -> None:
    _check(access.standings(me(), plan.customer, plan), permission)
    _check_closed(plan, permission)


def _check_closed(plan: Plan | None, permission: Permission) -> None:
    """The one place that keeps closed plans as they were."""
    if plan is None or plan.is_open:
        return
    found_standings(g.standings, in_closed_plan=True)
    if permission in ENDED_WITH_PLAN:
        raise Refused("This plan is closed. It can be read, but no longer changed.")


def _get(model: type[_Anything], identity: int) -> _Anything:
    found = db.session.get(model, identity) if identity <= LARGEST_ID else None
    if found is None:
        abort(404)
    return found


def _check(
    standings: set[Standing] | frozenset[Standing],
    permission: Permission,
    *,
    sight: Permission = Permission.SEE_PLAN,
) -> None:
    if not allows(sight, standings):
        abort(404)
    if not allows(permission, standings):
        abort(403)
    found_standings(standings)
