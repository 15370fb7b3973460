"""The first line of every view: find the thing and check the permission, in one step.

What somebody may not even know of is not there: 404. What they see but may not do is 403. What
they could do, had the plan not been closed, is refused with that reason: 409.
"""

from typing import Any, TypeVar, cast

from flask import abort, redirect, request, url_for
from sqlalchemy import bindparam, select
from sqlalchemy.orm import joinedload
from sqlalchemy.orm.attributes import set_committed_value

from planner import access
from planner.access import Permission, Standing
from planner.models import Base, Customer, Member, Plan, Request, SponsorRequest, ValueRequest
from planner.models.mixins import OfPlan
from planner.queries.plan import customer_mergings, plans
from planner.views.web import db, deleted, rights
from planner.views.web.current import found_periods, me

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
        _lead_on(key)
        deleted.check_customer_deleted(key)
        abort(404)
    seen = _seen(periods)
    plan = seen[0][0] if seen else None
    if plan is None and permission is Permission.SEE_PLAN:
        permission = Permission.SEE_CUSTOMER
    if periods and not seen:
        abort(404)
    there = seen[0][1] if seen else access.standings(me(), customer, None)
    rights.check_right(there, permission, sight=rights.sight_of(plan))
    rights.check_closed(plan, permission)
    return customer, plan


def _lead_on(key: str) -> None:
    """Lead from the old address of a customer that was merged to the one that stays.

    What was typed there is not led on: who sends it learns what became of the customer.
    """
    stays = customer_mergings.stays_for(key)
    if stays is None or request.method not in ("GET", "HEAD") or request.endpoint is None:
        return
    periods = plans.periods_of(stays.key, me().id)
    if _seen(periods) or (not periods and rights.is_seen(stays, None)):
        there = {**(request.view_args or {}), "key": stays.key}
        abort(redirect(url_for(request.endpoint, **there), 303))


def _seen(periods: list[tuple[Plan, bool]]) -> list[tuple[Plan, frozenset[Standing]]]:
    """The plans that the person may read, the current one first, and how they stand to each."""
    found = [
        (plan, access.standings(me(), plan.customer, plan, is_member=joined))
        for plan, joined in periods
    ]
    seen = [(plan, there) for plan, there in found if access.allows(Permission.SEE_PLAN, there)]
    found_periods([plan for plan, _there in seen])
    return seen


def find_plan(plan_id: int, permission: Permission) -> Plan:
    if plan_id > LARGEST_ID:
        abort(404)
    seen = _seen(plans.periods_beside(plan_id, me().id))
    plan = next((plan for plan, _there in seen if plan.id == plan_id), None)
    if plan is None:
        deleted.check_deleted(Plan.__tablename__, plan_id)
        abort(404)
    rights.check_right(dict(seen)[plan], permission)
    rights.check_closed(plan, permission)
    return plan


def find_of_oneself(model: type[_Anything], identity: int) -> _Anything:
    """What this person has made alone; nobody may know that others have made anything."""
    found: Any = db.session.get(model, identity) if identity <= LARGEST_ID else None
    if found is None or found.person_id != me().id:
        abort(404)
    return cast(_Anything, found)


def find_membership(member_id: int) -> Member:
    """A member whom this person may take off the plan; everybody may leave by themselves."""
    member = get(Member, member_id)
    own = member.person_id == me().id
    rights.check_item(member, Permission.WORK_ON_PLAN if own else Permission.STEER)
    return member


def find_own_request(request_id: int) -> Request:
    """What this person has asked for, also from outside the plan."""
    request = get(Request, request_id)
    if request.person_id != me().id:
        abort(404)
    if access.only_reads(access.general_standings(me())):
        abort(403)
    return request


def find_call(request_id: int, permission: Permission) -> SponsorRequest:
    """What this person is asked for as an executive, without any sight of the plan."""
    request = get(SponsorRequest, request_id)
    there = access.sponsor_standings(me(), request)
    rights.check_right(there, permission, sight=Permission.SEE_BRIEFING)
    rights.check_closed(request.plan, permission)
    return request


def find_value_request(request_id: int) -> ValueRequest:
    """What this person is asked for as a value specialist, without any sight of the plan yet."""
    request = get(ValueRequest, request_id)
    answer = Permission.ANSWER_VALUE_REQUEST
    rights.check_right(access.value_standings(me(), request), answer, sight=answer)
    rights.check_closed(request.plan, answer)
    return request


def find_customer_to_join(key: str) -> tuple[Customer, Plan]:
    """A customer with a plan, for a specialist-side person outside with potential in the field."""
    customer = db.session.scalar(select(Customer).where(Customer.key == key))
    plan = plans.current(customer.id) if customer else None
    if customer is None or plan is None:
        abort(404)
    has_reason = access.own_field.has_potential_at(customer, me())
    there = access.field_standings(me()) if has_reason else frozenset[Standing]()
    rights.check_right(there, Permission.ASK_TO_JOIN, sight=Permission.ASK_TO_JOIN)
    return customer, plan


def find(model: type[_Anything], identity: int, permission: Permission) -> _Anything:
    """Anything by its id, if the person may do this with it."""
    if rights.is_general(model):
        rights.check_general(permission)
    item = get(model, identity)
    rights.check_item(item, permission)
    return item


def get(model: type[_Anything], identity: int) -> _Anything:
    """The same for who checks the permission by other means."""
    found = look_up(model, identity)
    if found is None:
        deleted.check_deleted(model.__tablename__, min(identity, LARGEST_ID))
        abort(404)
    return found


def look_up(model: type[_Anything], identity: int) -> _Anything | None:
    """What has this id, whoever asks. The plan that it belongs to comes with the customer and its
    owner, by whom the permission is judged: one after the other takes twice as long."""
    found = db.session.get(model, identity) if identity <= LARGEST_ID else None
    if found is not None and issubclass(cast(type, model), OfPlan):
        plan_id = cast(Any, found).plan_id
        set_committed_value(found, "plan", plans.loaded_plans([plan_id])[plan_id])
    return found
