"""What is answered about a thing that somebody has deleted, to those who may know of it."""

from flask import render_template, request, url_for
from flask_babel import gettext

from planner.access import Permission
from planner.actions.errors import Vanished
from planner.database import db
from planner.models import Customer, Plan, Target
from planner.models.playbook import OF_PLAYBOOKS
from planner.queries import plans
from planner.queries.field_history import Deletion
from planner.views import rescued_forms
from planner.views.addresses import of_plan
from planner.views.current import may
from planner.views.dates import exact_moment
from planner.views.gone import Gone, seen_deletion
from planner.views.replies import Reply


def answer(error: Gone) -> Reply:
    """Who deleted it and when, and all that was typed."""
    db.session.rollback()
    sent = None if request.method in ("GET", "HEAD", "DELETE") else rescued_forms.received()
    page = render_template(
        "deletions/gone.html",
        deletion=error.deletion,
        text=_said(error.deletion),
        back=_back(error.deletion),
        is_of_team=error.deletion.subject == Target.__tablename__,
        kept=sent,
        sealed=rescued_forms.pack() if sent else "",
        can_return=_can_return(error.deletion.subject),
    )
    return rescued_forms.whole_page(page, 409 if sent else 410)


def _can_return(subject: str) -> bool:
    """Of what belongs to no customer, whether this person may bring it back at all."""
    if subject == Target.__tablename__:
        return may(Permission.SET_TARGETS)
    return subject not in OF_PLAYBOOKS or may(Permission.WRITE_PLAYBOOKS)


def answer_vanished(error: Vanished) -> Reply | None:
    """The same where it was deleted in the very moment in which somebody saved it; None for whoever
    may not know that by now."""
    db.session.rollback()
    deletion = seen_deletion(error.table, error.identity)
    return answer(Gone(deletion)) if deletion else None


def _said(deletion: Deletion) -> str:
    return gettext(
        "%(name)s deleted “%(what)s” on %(moment)s.",
        name=deletion.actor or gettext("The command line"),
        what=deletion.name,
        moment=exact_moment(deletion.at),
    )


def _back(deletion: Deletion) -> str:
    if deletion.subject == Target.__tablename__:
        return url_for("targets.index")
    if deletion.customer_id is None:
        return ""
    plan = db.session.get(Plan, deletion.plan_id) if deletion.plan_id else None
    customer = db.session.get(Customer, deletion.customer_id)
    plan = plan or (plans.current(customer.id) if customer else None)
    return of_plan(plan) if plan else ""
