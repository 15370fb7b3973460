"""What is not known about the customer, the answers, and who is to find them."""

from flask import Blueprint, render_template, request

from planner.access import Permission
from planner.actions.plan import questions
from planner.forms.inputs import clean_text
from planner.forms.plan.questions import AnswerForm, QuestionForm
from planner.models import Plan, Question
from planner.queries.plan.questions import questions_of_plan
from planner.views.web import addresses, confirm_deletion, db, find, find_plan, me, once, saving
from planner.views.web.replies import Reply, changed, invalid, reloaded
from planner.views.web.sheets import in_menu

bp = Blueprint("questions", __name__)


@bp.get("/plans/<int:plan_id>/questions/new")
def new(plan_id: int) -> str:
    plan = find_plan(plan_id, Permission.WORK_ON_PLAN)
    known = {"text": clean_text(request.args.get("text"))}
    form = QuestionForm(data=known, html_id="question-form")
    return render_template("plan/questions/form.html", plan=plan, form=form)


@bp.post("/plans/<int:plan_id>/questions")
@once
def create(plan_id: int) -> Reply:
    plan = find_plan(plan_id, Permission.WORK_ON_PLAN)
    form = QuestionForm(html_id="question-form")
    if not saving.create(form, questions.create, plan):
        return invalid("plan/questions/form.html", plan=plan, form=form)
    db.session.commit()
    return _changed(plan)


@bp.get("/questions/<int:question_id>/edit")
def edit(question_id: int) -> str:
    question = find(Question, question_id, Permission.WORK_ON_PLAN)
    if in_menu():
        return render_template("items/menu.html", item=question, page="plan/questions/form.html")
    return render_template("plan/questions/form.html", item=question, form=_form(question))


@bp.post("/questions/<int:question_id>")
def update(question_id: int) -> Reply:
    question = find(Question, question_id, Permission.WORK_ON_PLAN)
    form = saving.save(_form, question, questions.update)
    if not form.is_saved:
        return invalid("plan/questions/form.html", item=question, form=form)
    db.session.commit()
    return _changed(question.plan)


@bp.delete("/questions/<int:question_id>")
def destroy(question_id: int) -> Reply:
    question = find(Question, question_id, Permission.WORK_ON_PLAN)
    plan = question.plan
    if asked := confirm_deletion(
        question, addresses.address_of_plan(plan, f"question-{question.id}")
    ):
        return asked
    questions.delete(question, by=me())
    db.session.commit()
    return _changed(plan)


@bp.post("/questions/<int:question_id>/inquiry")
def create_activity(question_id: int) -> Reply:
    question = find(Question, question_id, Permission.WORK_ON_PLAN)
    questions.make_activity(question, by=me())
    db.session.commit()
    return reloaded(addresses.address_of_plan(question.plan, "questions"))


def _form(question: Question) -> AnswerForm:
    return AnswerForm(obj=question, html_id=f"question-form-{question.id}")


def _changed(plan: Plan) -> Reply:
    """The list of questions as it is now."""
    return changed(
        addresses.address_of_plan(plan, "questions"),
        "plan/questions/_list.html",
        plan=plan,
        questions=questions_of_plan(plan.id),
    )
