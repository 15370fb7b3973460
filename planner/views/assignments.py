"""Handing an activity on to another member of the plan."""

from flask import Blueprint

from planner.access import Permission
from planner.actions import assignments
from planner.database import db
from planner.models import Person
from planner.views.activity_replies import assignment_form, page_of, row_changed
from planner.views.current import me
from planner.views.finding import find_activity
from planner.views.replies import Reply

bp = Blueprint("assignments", __name__)


@bp.post("/activities/<int:activity_id>/assignment")
def create(activity_id: int) -> Reply:
    activity = find_activity(activity_id, Permission.WORK_ON_PLAN)
    form = assignment_form(activity)
    if not form.validate():
        return page_of(activity, form), 422
    person = db.session.get_one(Person, form.person_id.data)
    assignments.hand_to(activity, person, by=me())
    db.session.commit()
    return row_changed(activity)
