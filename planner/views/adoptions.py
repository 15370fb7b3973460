"""Ideas that are taken up."""

from flask import Blueprint

from planner.access import Permission
from planner.actions import ideas
from planner.database import db
from planner.views.current import me
from planner.views.finding import find_idea
from planner.views.ideas import listed
from planner.views.replies import Reply

bp = Blueprint("adoptions", __name__)


@bp.post("/ideas/<int:idea_id>/adoption")
def create(idea_id: int) -> Reply:
    idea = find_idea(idea_id, Permission.WORK_ON_PLAN)
    ideas.adopt(idea, by=me())
    db.session.commit()
    return listed(idea.plan)


@bp.delete("/ideas/<int:idea_id>/adoption")
def destroy(idea_id: int) -> Reply:
    idea = find_idea(idea_id, Permission.WORK_ON_PLAN)
    ideas.reconsider(idea, by=me())
    db.session.commit()
    return listed(idea.plan)
