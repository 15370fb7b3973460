"""The first line of every view: find the thing and check the permission, in one step.

What somebody may not even know of is not there: 404. What they see but may not do is 403. What
they could do, had the plan not been closed, is refused with that reason: 409.
"""

from typing import TypeVar

from flask import abort
from sqlalchemy import bindparam, select
from sqlalchemy.orm import joinedload

from planner import access
from planner.access import Permission, Standing, allows, own_field
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
    Review,
    Target,
)
from planner.queries import plans
from planner.views import gone, rights
from planner.views.current import found_periods, me

_InPlan = TypeVar("_InPlan", Goal, Deal, Conversation, Idea, Question, Member, Request, Review)
_OfCustomer = TypeVar("_OfCustomer", Contact, Potential)
_Anything = TypeVar("_Anything", bound=Base)
LARGEST_ID = 2**31 - 1

_CUSTOMER = (
    select(Customer).where(Customer.key == bindparam("key")).options(joinedload(Customer.owner))
)


def find_customer(key: str, permission: Permission) -> tuple[Customer, Plan | None]:
    """The customer and, of its plans, the current one, or else the latest that the person is on."""
    periods = plans.periods_of(key, me().id)
    customer = periods[0][0].customer if periods else db.session.scalar(_CUSTOMER, {"key": key})
    if customer is None:
        abort(404)
    seen = _seen(periods)
    plan = seen[0][0] if seen else None
    if plan is None and permission is Permission.SEE_PLAN:
        permission = Permission.SEE_CUSTOMER
    if periods and not seen:
        abort(404)
    standings = seen[0][1] if seen else access.standings(me(), customer, None)
    rights.check(standings, permission, sight=rights.sight_of(plan))
    rights.check_closed(plan, permission)
    return customer, plan


def _seen(periods: list[tuple[Plan, bool]]) -> list[tuple[Plan, frozenset[Standing]]]:
    """The plans that the person may read, the current one first, and how they stand to each."""
    found = [
        (plan, access.standings(me(), plan.customer, plan, is_member=joined))
        for plan, joined in periods
    ]
    seen = [(plan, there) for plan, there in found if allows(Permission.SEE_PLAN, there)]
    found_periods([plan for plan, _there in seen])
    return seen


def find_plan(plan_id: int, permission: Permission) -> Plan:
    if plan_id > LARGEST_ID:
        abort(404)
    seen = _seen(plans.periods_beside(plan_id, me().id))
    plan = next((plan for plan, _there in seen if plan.id == plan_id), None)
    if plan is None:
        abort(404)
    rights.check(dict(seen)[plan], permission)
    rights.check_closed(plan, permission)
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


def find_review(review_id: int, permission: Permission) -> Review:
    return _in_plan(_get(Review, review_id), permission)


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
    standings = access.activity_standings(me(), activity)
    rights.check(standings, permission, sight=Permission.SEE_ACTIVITY)
    rights.check_closed(activity.plan, permission)
    return activity


def find_potential(potential_id: int, permission: Permission) -> Potential:
    return _of_customer(_get(Potential, potential_id), permission)


def find_contact(contact_id: int, permission: Permission) -> Contact:
    return _of_customer(_get(Contact, contact_id), permission)


def find_target(target_id: int, permission: Permission) -> Target:
    """For those who lead its team or see all teams; for others it is not there."""
    target = _get(Target, target_id)
    rights.check_team(target.team_id, permission)
    return target


def find_customer_to_join(key: str) -> tuple[Customer, Plan]:
    """A customer with a plan, for a specialist-side person outside with potential in the field."""
    customer = db.session.scalar(select(Customer).where(Customer.key == key))
    plan = plans.current(customer.id) if customer else None
    if customer is None or plan is None:
        abort(404)
    has_reason = own_field.has_potential_at(customer, me())
    standings = {Standing.FIELD_SPECIALIST} if has_reason else set()
    rights.check(standings, Permission.ASK_TO_JOIN, sight=Permission.ASK_TO_JOIN)
    return customer, plan


def find(model: type[_Anything], identity: int, permission: Permission) -> _Anything:
    """Something that belongs to no customer: a person, a team, a field."""
    rights.check_general(permission)
    return _get(model, identity)


def _in_plan(item: _InPlan, permission: Permission) -> _InPlan:
    rights.check_plan(item.plan, permission)
    return item


def _of_customer(item: _OfCustomer, permission: Permission) -> _OfCustomer:
    rights.check_customer(item.customer, plans.current(item.customer.id), permission)
    return item


def _get(model: type[_Anything], identity: int) -> _Anything:
    found = db.session.get(model, identity) if identity <= LARGEST_ID else None
    if found is None:
        gone.look(model.__tablename__, min(identity, LARGEST_ID))
        abort(404)
    return found
