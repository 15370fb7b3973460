"""The conversations of a plan, by topic."""

from functools import partial

from flask import Blueprint, render_template, url_for

from planner.access import Permission
from planner.actions.plan import conversations
from planner.forms.plan.conversations import ConversationForm
from planner.models import Conversation, Plan
from planner.queries.plan import entries
from planner.queries.plan.conversations import of_plan
from planner.queries.web import choices
from planner.views.plan import threads
from planner.views.web import addresses, confirm_deletion, db, find, find_plan, me, once, saving
from planner.views.web.replies import Reply, changed, invalid

bp = Blueprint("conversations", __name__)


@bp.get("/conversations/<int:conversation_id>")
def show(conversation_id: int) -> str:
    conversation = find(Conversation, conversation_id, Permission.SEE_PLAN)
    return render_template(
        "plan/conversations/show.html",
        conversation=conversation,
        entries=entries.of_conversation(conversation.id),
        thread=threads.beside(conversation, conversation.plan),
    )


@bp.get("/plans/<int:plan_id>/conversations/new")
def new(plan_id: int) -> str:
    plan = find_plan(plan_id, Permission.WORK_ON_PLAN)
    return render_template("plan/conversations/form.html", plan=plan, form=_form(plan))


@bp.post("/plans/<int:plan_id>/conversations")
@once
def create(plan_id: int) -> Reply:
    plan = find_plan(plan_id, Permission.WORK_ON_PLAN)
    form = _form(plan)
    if not saving.create(form, conversations.create, plan):
        return invalid("plan/conversations/form.html", plan=plan, form=form)
    db.session.commit()
    return listed(plan)


@bp.get("/conversations/<int:conversation_id>/edit")
def edit(conversation_id: int) -> str:
    conversation = find(Conversation, conversation_id, Permission.WORK_ON_PLAN)
    form = _form(conversation.plan, conversation)
    return render_template("plan/conversations/form.html", item=conversation, form=form)


@bp.post("/conversations/<int:conversation_id>")
def update(conversation_id: int) -> Reply:
    conversation = find(Conversation, conversation_id, Permission.WORK_ON_PLAN)
    form = saving.save(partial(_form, conversation.plan), conversation, conversations.update)
    if not form.is_saved:
        return invalid("plan/conversations/form.html", item=conversation, form=form)
    db.session.commit()
    return changed(url_for("conversations.show", conversation_id=conversation.id))


@bp.delete("/conversations/<int:conversation_id>")
def destroy(conversation_id: int) -> Reply:
    conversation = find(Conversation, conversation_id, Permission.WORK_ON_PLAN)
    plan = conversation.plan
    if asked := confirm_deletion(
        conversation, url_for("conversations.show", conversation_id=conversation.id)
    ):
        return asked
    conversations.delete(conversation, by=me())
    db.session.commit()
    return changed(addresses.of_plan(plan, "conversations"))


def _form(plan: Plan, conversation: Conversation | None = None) -> ConversationForm:
    name = f"conversation-form-{conversation.id}" if conversation else "conversation-form"
    form = ConversationForm(obj=conversation, html_id=name)
    form.field_id.offer(choices.fields())
    chosen = conversation.goal_id if conversation else None
    form.goal_id.offer(choices.goals(plan.id, also=chosen))
    return form


def listed(plan: Plan) -> Reply:
    """The list of conversations as it is now."""
    return changed(
        addresses.of_plan(plan, "conversations"),
        "plan/conversations/_list.html",
        plan=plan,
        conversations=of_plan(plan.id),
    )
