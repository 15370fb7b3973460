"""What one has asked for, and what one may answer, across all plans."""

from flask import Blueprint, render_template, url_for

from planner.access import Permission
from planner.actions.plan import requests
from planner.forms.plan.requests import AskingForm, RequestDeclineForm
from planner.models import Request, RequestKind
from planner.queries.plan import requests as found
from planner.views.web import Reply, addresses, changed, db, finding, invalid, me, once, reloaded

bp = Blueprint("requests", __name__)


@bp.get("/requests")
def index() -> str:
    asked, to_answer = found.requests_asked_by(me()), found.answerable_by(me())
    visible = found.visible_plans(me(), {row.plan_id for row in [*asked, *to_answer]})
    return render_template(
        "plan/requests/index.html", asked=asked, to_answer=to_answer, visible=visible
    )


@bp.get("/customers/<key>/join-request/new")
def new(key: str) -> str:
    customer, _plan = finding.find_customer_to_join(key)
    form = AskingForm(html_id="join-request-form")
    return render_template("plan/requests/new.html", customer=customer, form=form)


@bp.post("/customers/<key>/join-request")
@once
def create(key: str) -> Reply:
    customer, plan = finding.find_customer_to_join(key)
    form = AskingForm(html_id="join-request-form")
    if not form.validate():
        return invalid("plan/requests/new.html", customer=customer, form=form)
    requests.create(plan, RequestKind.JOIN, by=me(), reason=form.reason.data)
    db.session.commit()
    return changed(url_for("requests.index"))


@bp.get("/plans/<int:plan_id>/introduction/new")
def new_introduction(plan_id: int) -> str:
    plan = finding.find_plan(plan_id, Permission.ASK_FOR_INTRODUCTION)
    form = AskingForm(html_id="introduction-form")
    return render_template("plan/requests/introduction.html", plan=plan, form=form)


@bp.post("/plans/<int:plan_id>/introduction")
@once
def create_introduction(plan_id: int) -> Reply:
    plan = finding.find_plan(plan_id, Permission.ASK_FOR_INTRODUCTION)
    form = AskingForm(html_id="introduction-form")
    if not form.validate():
        return invalid("plan/requests/introduction.html", plan=plan, form=form)
    requests.create(plan, RequestKind.INTRODUCTION, by=me(), reason=form.reason.data)
    db.session.commit()
    return changed(
        addresses.address_of_plan(plan, "requests"),
        "plan/requests/_list.html",
        plan=plan,
        requests=found.requests_of_plan(plan.id, me()),
    )


@bp.delete("/requests/<int:request_id>")
def destroy(request_id: int) -> Reply:
    request = finding.find_own_request(request_id)
    requests.withdraw(request, by=me())
    db.session.commit()
    return reloaded(url_for("requests.index"))


@bp.post("/requests/<int:request_id>/acceptance")
def create_acceptance(request_id: int) -> Reply:
    request = finding.find(Request, request_id, Permission.STEER)
    requests.accept(request, by=me())
    db.session.commit()
    return reloaded(addresses.address_of_plan(request.plan, "requests"))


@bp.get("/requests/<int:request_id>/refusal/new")
def new_decline(request_id: int) -> str:
    request = finding.find(Request, request_id, Permission.STEER)
    form = RequestDeclineForm(html_id=f"refusal-form-{request.id}")
    return render_template("plan/requests/decline.html", asked=request, form=form)


@bp.post("/requests/<int:request_id>/refusal")
def create_decline(request_id: int) -> Reply:
    request = finding.find(Request, request_id, Permission.STEER)
    form = RequestDeclineForm(html_id=f"refusal-form-{request.id}")
    if not form.validate():
        return invalid("plan/requests/decline.html", asked=request, form=form)
    requests.decline(request, form.reason.data or "", by=me())
    db.session.commit()
    return reloaded(addresses.address_of_plan(request.plan, "requests"))
