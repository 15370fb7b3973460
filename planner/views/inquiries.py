"""Questions that somebody is to find out about: each becomes an activity."""

from flask import Blueprint

from planner.access import Permission
from planner.actions import questions
from planner.database import db
from planner.views.addresses import of_plan as address_of_plan
from planner.views.current import me
from planner.views.finding import find_question
from planner.views.replies import Reply, reloaded

bp = Blueprint("inquiries", __name__)


@bp.post("/questions/<int:question_id>/inquiry")
def create(question_id: int) -> Reply:
    question = find_question(question_id, Permission.WORK_ON_PLAN)
    questions.make_activity(question, by=me())
    db.session.commit()
    return reloaded(address_of_plan(question.plan, "questions"))
