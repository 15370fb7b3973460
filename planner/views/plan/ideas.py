"""Ideas for the customer, and whether they are taken up or turned down."""

from flask import Blueprint, render_template

from planner.actions.editing import Values
from planner.actions.plan import ideas
from planner.forms.plan.ideas import IdeaForm, ProposedIdeaForm
from planner.models import Idea, IdeaStatus, Plan
from planner.queries.plan.ideas import ideas_of_plan
from planner.views.web import Permission, addresses, choices, db, find, find_plan, me, once, saving
from planner.views.web.deletions import confirm_deletion
from planner.views.web.replies import Reply, changed, invalid
from planner.views.web.sheets import in_menu

bp = Blueprint("ideas", __name__)


@bp.get("/plans/<int:plan_id>/ideas/new")
def new(plan_id: int) -> str:
    plan = find_plan(plan_id, Permission.WORK_ON_PLAN)
    return render_template("plan/ideas/form.html", plan=plan, form=_form())


@bp.post("/plans/<int:plan_id>/ideas")
@once
def create(plan_id: int) -> Reply:
    plan = find_plan(plan_id, Permission.WORK_ON_PLAN)
    form = _form()
    if not saving.create(form, ideas.create, plan):
        return invalid("plan/ideas/form.html", plan=plan, form=form)
    db.session.commit()
    return _changed(plan)


@bp.get("/ideas/<int:idea_id>/edit")
def edit(idea_id: int) -> str:
    idea = find(Idea, idea_id, Permission.WORK_ON_PLAN)
    if in_menu():
        return render_template("items/menu.html", item=idea, page="plan/ideas/form.html")
    return render_template("plan/ideas/form.html", item=idea, form=_form(idea))


@bp.post("/ideas/<int:idea_id>")
def update(idea_id: int) -> Reply:
    idea = find(Idea, idea_id, Permission.WORK_ON_PLAN)
    form = saving.save(_form, idea, ideas.update, _arguments)
    if not form.is_saved:
        return invalid("plan/ideas/form.html", item=idea, form=form)
    db.session.commit()
    return _changed(idea.plan)


@bp.delete("/ideas/<int:idea_id>")
def destroy(idea_id: int) -> Reply:
    idea = find(Idea, idea_id, Permission.WORK_ON_PLAN)
    plan = idea.plan
    if asked := confirm_deletion(idea, addresses.address_of_plan(plan, f"idea-{idea.id}")):
        return asked
    ideas.delete(idea, by=me())
    db.session.commit()
    return _changed(plan)


@bp.post("/ideas/<int:idea_id>/adoption")
def create_adoption(idea_id: int) -> Reply:
    idea = find(Idea, idea_id, Permission.WORK_ON_PLAN)
    ideas.adopt(idea, by=me())
    db.session.commit()
    return _changed(idea.plan)


@bp.delete("/ideas/<int:idea_id>/adoption")
def destroy_adoption(idea_id: int) -> Reply:
    idea = find(Idea, idea_id, Permission.WORK_ON_PLAN)
    ideas.reconsider(idea, by=me())
    db.session.commit()
    return _changed(idea.plan)


@bp.post("/ideas/<int:idea_id>/rejection")
def create_rejection(idea_id: int) -> Reply:
    idea = find(Idea, idea_id, Permission.WORK_ON_PLAN)
    ideas.reject(idea, by=me())
    db.session.commit()
    return _changed(idea.plan)


@bp.delete("/ideas/<int:idea_id>/rejection")
def destroy_rejection(idea_id: int) -> Reply:
    idea = find(Idea, idea_id, Permission.WORK_ON_PLAN)
    ideas.reconsider(idea, by=me())
    db.session.commit()
    return _changed(idea.plan)


def _changed(plan: Plan) -> Reply:
    """The list of ideas as it is now."""
    return changed(
        addresses.address_of_plan(plan, "ideas"),
        "plan/ideas/_list.html",
        plan=plan,
        ideas=ideas_of_plan(plan.id),
    )


def _form(idea: Idea | None = None) -> IdeaForm:
    form = _form_of(idea)
    form.field_id.offer(choices.choices_of_fields())
    return form


def _arguments(form: IdeaForm) -> dict[str, Values]:
    """What the form says, and the status that follows from it."""
    values = form.values(but=("presented",))
    if isinstance(form, ProposedIdeaForm):
        presented = form.presented.data
        values["status"] = IdeaStatus.PRESENTED if presented else IdeaStatus.PROPOSED
    return {"values": values}


def _form_of(idea: Idea | None) -> IdeaForm:
    if idea is None:
        return IdeaForm(html_id="idea-form")
    name = f"idea-form-{idea.id}"
    if idea.is_decided:
        return IdeaForm(obj=idea, html_id=name)
    presented = idea.status is IdeaStatus.PRESENTED
    return ProposedIdeaForm(obj=idea, data={"presented": presented}, html_id=name)
