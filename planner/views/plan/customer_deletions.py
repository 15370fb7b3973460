"""Deleting a customer with all that hangs on it, after a look; and what was deleted so."""

from flask import Blueprint, abort, render_template, request, url_for

from planner import nouns
from planner.access import Permission, Standing, general_standings
from planner.actions.editing import lock
from planner.actions.plan import customer_deletions as actions
from planner.models import Customer, Member
from planner.queries.history import gone_customers
from planner.queries.plan import customer_parts
from planner.translation import lazy as _
from planner.views.history.gone_customers import is_seen, may_return
from planner.views.web import Reply, changed, db, find_customer, me

bp = Blueprint("customer_deletions", __name__)
_READERS = {Standing.TEAM_LEAD, Standing.ADMINISTRATOR, Standing.AUDITOR}

DELETION_WORDS = {
    **{noun.table: noun.many for noun in nouns.NOUNS if noun.many},
    "plans": _("Plans"),
    "comments": _("Comments"),
}
# Who is on a plan is told by name.
TOLD_PARTS = [
    noun.model
    for noun in nouns.NOUNS
    if noun.hangs_on_customer and noun.table in DELETION_WORDS and noun.model is not Member
]


@bp.get("/deleted-customers")
def index() -> str:
    if not may_read_deleted():
        abort(404)
    seen = [each for each in gone_customers.latest() if is_seen(me(), each)]
    return render_template(
        "plan/customer_deletions/index.html",
        deletions=seen,
        can_return={each.id: may_return(me(), each) for each in seen},
        merged_into={each.id: gone_customers.merged_into(each) for each in seen},
    )


@bp.get("/customers/<key>/deletion")
def new(key: str) -> str:
    customer, _plan = find_customer(key, Permission.CLEAR_UP_CUSTOMERS)
    return _preview(customer)


@bp.post("/customers/<key>/deletion")
def create(key: str) -> Reply:
    customer, _plan = find_customer(key, Permission.CLEAR_UP_CUSTOMERS)
    lock(customer)
    if request.form.get("seen", type=int) != customer_parts.last_event_of(customer):
        return _preview(customer, is_old=True), 409
    actions.delete(customer, by=me())
    db.session.commit()
    return changed(url_for("customers.index"))


def may_read_deleted() -> bool:
    """Whoever reads there finds only what they could have read before."""
    return not _READERS.isdisjoint(general_standings(me()))


def _preview(customer: Customer, *, is_old: bool = False) -> str:
    return render_template(
        "plan/customer_deletions/new.html",
        customer=customer,
        parts=customer_parts.parts_of_customer(customer, TOLD_PARTS),
        people=customer_parts.people_of(customer),
        seen=customer_parts.last_event_of(customer),
        words=DELETION_WORDS,
        is_old=is_old,
    )
