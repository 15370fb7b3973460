"""What is said of a thing that was deleted, to those who may know of it."""

from flask import render_template, request, url_for

from planner.access import Permission, allows, general_standings, standings, team_standings
from planner.actions.errors import Vanished
from planner.database import db
from planner.models import OF_PLAYBOOKS, Customer, Plan, Target
from planner.queries.history import field_history, gone_customers as of_customers
from planner.queries.plan import plans
from planner.views.history import gone_customers
from planner.views.web import rescued_forms
from planner.views.web.addresses import address_of_plan
from planner.views.web.current import may, me
from planner.views.web.replies import Reply
from planner.views.web.rights import sight_of
from planner.words import exact_moment, gettext


class Deleted(Exception):
    """The thing has been deleted, and the person who asks for it may know that."""

    def __init__(self, deletion: field_history.Deletion) -> None:
        super().__init__(deletion.name)
        self.deletion = deletion


def check_deleted(table: str, identity: int) -> None:
    """Raise Deleted for somebody who would have seen the thing; for others it was never there."""
    deletion = seen_deletion(table, identity)
    if deletion is not None:
        raise Deleted(deletion)


def check_customer_deleted(key: str) -> None:
    """The same for a customer, which addresses call by its key."""
    gone = of_customers.of_key(key)
    if gone is not None and gone.subject_id is not None:
        check_deleted(gone.subject, gone.subject_id)


def seen_deletion(table: str, identity: int) -> field_history.Deletion | None:
    """That the thing was deleted, if it was and the person would have seen it."""
    deletion = field_history.deletion_of(table, identity)
    return deletion if deletion is not None and _is_seen(deletion) else None


def answer(error: Deleted) -> Reply:
    """Who deleted it and when, and all that was typed."""
    db.session.rollback()
    sent = None if request.method in ("GET", "HEAD", "DELETE") else rescued_forms.received()
    page = render_template(
        "web/deletions/gone.html",
        deletion=error.deletion,
        text=_said(error.deletion),
        back=_back(error.deletion),
        is_of_team=error.deletion.subject == Target.__tablename__,
        kept=sent,
        sealed=rescued_forms.pack() if sent else "",
        can_return=_can_return(error.deletion),
    )
    return rescued_forms.whole_page(page, 409 if sent else 410)


def answer_vanished(error: Vanished) -> Reply | None:
    """The same where it was deleted in the very moment in which somebody saved it; None for whoever
    may not know that by now."""
    db.session.rollback()
    deletion = seen_deletion(error.table, error.identity)
    return answer(Deleted(deletion)) if deletion else None


def _is_seen(deletion: field_history.Deletion) -> bool:
    if deletion.subject == Target.__tablename__:
        team_id = deletion.held["team"][0]["id"]
        return allows(Permission.SEE_COVERAGE, team_standings(me(), team_id))
    if deletion.subject in OF_PLAYBOOKS:
        return allows(Permission.SEE_PLAYBOOKS, general_standings(me()))
    plan = db.session.get(Plan, deletion.plan_id) if deletion.plan_id else None
    customer = db.session.get(Customer, deletion.customer_id) if deletion.customer_id else None
    if customer is None:
        gone = of_customers.deletion_of_customer(deletion.customer_id)
        return gone is not None and gone_customers.is_seen(me(), gone)
    plan = plan or plans.current(customer.id)
    return allows(sight_of(plan), standings(me(), customer, plan))


def _can_return(deletion: field_history.Deletion) -> bool:
    """Of what belongs to no customer, or went with it, whether this person may bring it back."""
    subject = deletion.subject
    gone = of_customers.deletion_of_customer(deletion.customer_id) if deletion.customer_id else None
    if gone is not None:
        return gone_customers.may_return(me(), gone)
    if subject == Target.__tablename__:
        return may(Permission.SET_TARGETS)
    return subject not in OF_PLAYBOOKS or may(Permission.WRITE_PLAYBOOKS)


def _said(deletion: field_history.Deletion) -> str:
    return gettext(
        "%(name)s deleted “%(what)s” on %(moment)s.",
        name=deletion.actor or gettext("The command line"),
        what=deletion.name,
        moment=exact_moment(deletion.at),
    )


def _back(deletion: field_history.Deletion) -> str:
    if deletion.subject == Target.__tablename__:
        return url_for("targets.index")
    if deletion.customer_id is None:
        return ""
    plan = db.session.get(Plan, deletion.plan_id) if deletion.plan_id else None
    customer = db.session.get(Customer, deletion.customer_id)
    plan = plan or (plans.current(customer.id) if customer else None)
    return address_of_plan(plan) if plan else ""
