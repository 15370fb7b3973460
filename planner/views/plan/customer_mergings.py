"""Merging a customer that is there twice: which one stays, what moves there, and what meets."""

from flask import Blueprint, abort, render_template, request, url_for

from planner.actions.editing import lock
from planner.actions.plan import customer_mergings as actions
from planner.models import Customer
from planner.queries.plan import customer_mergings, customer_parts
from planner.views.plan.customer_deletions import DELETION_WORDS, TOLD_PARTS
from planner.views.web import Permission, Refused, Reply, changed, db, find_customer, me, reason

bp = Blueprint("customer_mergings", __name__)


@bp.get("/customers/<key>/merging")
def new(key: str) -> str:
    """Without `into`, those that it may be merged into, by the `text` that is in their names."""
    duplicate, _plan = find_customer(key, Permission.CLEAR_UP_CUSTOMERS)
    if "into" in request.args:
        return _preview(duplicate, _find_stays(duplicate, request.args["into"]))
    text = request.args.get("text", "").strip()
    found = customer_mergings.offered_duplicates(me(), duplicate, text)
    return render_template(
        "plan/customer_mergings/choice.html", customer=duplicate, text=text, offered=found
    )


@bp.post("/customers/<key>/merging")
def create(key: str) -> Reply:
    duplicate, _plan = find_customer(key, Permission.CLEAR_UP_CUSTOMERS)
    stays = _find_stays(duplicate, request.form["into"])
    for customer in sorted((duplicate, stays), key=lambda each: each.id):
        lock(customer)
    if request.form.get("seen") != _seen(duplicate, stays):
        return _preview(duplicate, stays, is_old=True), 409
    if _hindrance(duplicate, stays) is not None:
        return _preview(duplicate, stays), 409
    actions.merge(duplicate, stays, by=me())
    db.session.commit()
    return changed(url_for("customers.show", key=stays.key))


def _find_stays(duplicate: Customer, key: str) -> Customer:
    stays, _plan = find_customer(key, Permission.CLEAR_UP_CUSTOMERS)
    if stays is duplicate:
        abort(400)
    return stays


def _preview(duplicate: Customer, stays: Customer, *, is_old: bool = False) -> str:
    return render_template(
        "plan/customer_mergings/new.html",
        customer=duplicate,
        stays=stays,
        parts=customer_parts.parts_of_customer(duplicate, TOLD_PARTS),
        meeting=customer_mergings.meeting(duplicate, stays),
        plans=customer_mergings.plans_of(duplicate),
        hindrance=_hindrance(duplicate, stays),
        seen=_seen(duplicate, stays),
        words=DELETION_WORDS,
        is_old=is_old,
    )


def _hindrance(duplicate: Customer, stays: Customer) -> str | None:
    """What is to be done before they can be merged."""
    try:
        actions.refuse_what_cannot_meet(duplicate, stays)
    except Refused as refusal:
        return reason(refusal)
    return None


def _seen(duplicate: Customer, stays: Customer) -> str:
    """What had happened to both when somebody looked."""
    return "-".join(str(customer_parts.last_event_of(each)) for each in (duplicate, stays))
