"""The inbox of value specialists: what plans ask for, and their answers."""

from flask import Blueprint, render_template, url_for

from planner.access import Permission, Standing, allows
from planner.queries.plan import requests as requests_of_plans
from planner.value_requests import actions as value_requests
from planner.value_requests.forms import ValueDeclineForm
from planner.value_requests.queries import value_requests as found
from planner.views.web import Reply, addresses, check_general, db, finding, invalid, me, reloaded

bp = Blueprint("value_inbox", __name__)
_DECLINE = "value_requests/decline.html"


@bp.get("/value-inbox")
def index() -> str:
    check_general(Permission.SEE_VALUE_REQUESTS)
    waiting, answered = found.value_requests_waiting_for(me()), found.answered_by(me())
    plans = {row.plan_id for row in (*waiting, *answered)}
    return render_template(
        "value_requests/index.html",
        waiting=waiting,
        answered=answered,
        # Whoever it waits for is asked, as `value_standings` has it of each.
        may_answer=allows(Permission.ANSWER_VALUE_REQUEST, {Standing.ASKED_VALUE_SPECIALIST}),
        visible=requests_of_plans.visible_plans(me(), plans),
    )


@bp.post("/value-inbox/<int:value_request_id>/acceptance")
def create_acceptance(value_request_id: int) -> Reply:
    request = finding.find_value_request(value_request_id)
    value_requests.take(request, by=me())
    db.session.commit()
    return reloaded(addresses.address_of_plan(request.plan, "business_cases"))


@bp.get("/value-inbox/<int:value_request_id>/decline/new")
def new_decline(value_request_id: int) -> str:
    request = finding.find_value_request(value_request_id)
    form = ValueDeclineForm(html_id=f"value-decline-form-{request.id}")
    return render_template(_DECLINE, request_asked=request, form=form)


@bp.post("/value-inbox/<int:value_request_id>/decline")
def create_decline(value_request_id: int) -> Reply:
    request = finding.find_value_request(value_request_id)
    form = ValueDeclineForm(html_id=f"value-decline-form-{request.id}")
    if not form.validate():
        return invalid(_DECLINE, request_asked=request, form=form)
    value_requests.decline(request, form.reason.data or "", by=me())
    db.session.commit()
    return reloaded(url_for("value_inbox.index"))
