"""The customer's page of a case is opened, and closed again, by those who work on the plan."""

import datetime

from flask import Blueprint, render_template

from planner.business_cases import actions as business_cases
from planner.business_cases.forms.for_customers import CaseLinkForm
from planner.business_cases.views.business_cases import place_of_case
from planner.models import BusinessCase, CaseLink
from planner.views.web import Permission, Reply, changed, clock, db, find, invalid, me, once, saving

bp = Blueprint("case_links", __name__)
_PAGE = "business_cases/case_links/new.html"
_USUALLY = datetime.timedelta(days=14)


@bp.get("/business-cases/<int:business_case_id>/case-links/new")
def new(business_case_id: int) -> str:
    case = find(BusinessCase, business_case_id, Permission.WORK_ON_PLAN)
    form = CaseLinkForm(data={"expires_on": clock.today() + _USUALLY}, html_id="case-link-form")
    return render_template(_PAGE, case=case, form=form)


@bp.post("/business-cases/<int:business_case_id>/case-links")
@once
def create(business_case_id: int) -> Reply:
    case = find(BusinessCase, business_case_id, Permission.WORK_ON_PLAN)
    form = CaseLinkForm(html_id="case-link-form")
    if not saving.create(form, business_cases.open_for_customer, case):
        return invalid(_PAGE, case=case, form=form)
    db.session.commit()
    return changed(place_of_case(case.id))


@bp.delete("/case-links/<int:case_link_id>")
def destroy(case_link_id: int) -> Reply:
    link = find(CaseLink, case_link_id, Permission.WORK_ON_PLAN)
    case_id = link.business_case_id
    business_cases.close_for_customer(link, by=me())
    db.session.commit()
    return changed(place_of_case(case_id))
