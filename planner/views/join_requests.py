"""Asking to join the plan of a customer with potential in the own field."""

from flask import Blueprint, render_template, url_for

from planner.actions import requests
from planner.database import db
from planner.forms.requests import JoinRequestForm
from planner.models.kinds import RequestKind
from planner.views.current import me
from planner.views.finding import find_customer_to_join
from planner.views.replies import Reply, changed, invalid
from planner.views.submissions import once

bp = Blueprint("join_requests", __name__)


@bp.get("/customers/<key>/join-request/new")
def new(key: str) -> str:
    customer, _plan = find_customer_to_join(key)
    form = JoinRequestForm(html_id="join-request-form")
    return render_template("requests/new.html", customer=customer, form=form)


@bp.post("/customers/<key>/join-request")
@once
def create(key: str) -> Reply:
    customer, plan = find_customer_to_join(key)
    form = JoinRequestForm(html_id="join-request-form")
    if not form.validate():
        return invalid("requests/new.html", customer=customer, form=form)
    requests.create(plan, RequestKind.JOIN, by=me(), reason=form.reason.data)
    db.session.commit()
    return changed(url_for("requests.index"))
