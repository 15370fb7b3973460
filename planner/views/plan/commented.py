"""Finds the items of plans that can be commented on, and comments; checks the right with it.

Members and requests have no thread: it would be talk about somebody, and who asks to join a plan
could not even read it. What is to be said to a request stands in its answer.
"""

from typing import Any

from flask import abort, request

from planner.database import Base, db
from planner.models import Comment, OfCustomer, Plan
from planner.nouns import NOUNS
from planner.queries.plan import plans
from planner.views.web import Permission, finding, me

_COMMENTED = {noun.table: noun.model for noun in NOUNS if noun.is_commented}
SUBJECTS = ", ".join(sorted(_COMMENTED))
"""The tables of what can be commented on, as a part of an address lists them."""


def find_commented(
    subject: str, subject_id: int, permission: Permission, plan_id: int | None = None
) -> tuple[Base, Plan]:
    """An item of a plan, or the plan; and the plan that decides who reads what is said to it.

    Of what belongs to the customer that is the plan named, or else in the address, or else the
    current one.
    """
    if subject == "plans":
        plan = finding.find_plan(subject_id, permission)
        return plan, plan
    model = _COMMENTED[subject]
    if issubclass(model, OfCustomer):
        wanted = plan_id or request.args.get("plan_id", type=int)
        return _find_of_customer(model, subject_id, permission, wanted)
    item: Any = finding.find(model, subject_id, permission)
    return item, item.plan


def _find_of_customer(
    model: type[Base], subject_id: int, permission: Permission, plan_id: int | None
) -> tuple[Any, Plan]:
    item: Any = finding.get(model, subject_id)
    current = None if plan_id else plans.current(item.customer_id)
    plan_id = current.id if current else plan_id
    if plan_id is None:
        abort(404)
    plan = finding.find_plan(plan_id, permission)
    if plan.customer_id != item.customer_id:
        abort(404)
    return item, plan


def find_own_comment(comment_id: int) -> tuple[Comment, Base]:
    """A comment with its item, for whoever has written it; 403 for everybody else who sees it."""
    found = db.session.get(Comment, comment_id) if comment_id <= finding.LARGEST_ID else None
    if found is None:
        abort(404)
    where = (found.subject, found.subject_id)
    find_commented(*where, Permission.SEE_COMMENTS, found.plan_id)
    if found.by_id != me().id:
        abort(403)
    item, _plan = find_commented(*where, Permission.COMMENT, found.plan_id)
    return found, item
