"""What would stand in the PDF for the customer, to be looked at and left out before it is made."""

from flask import Blueprint, render_template

from planner.customer_page.queries import customer_pages
from planner.customer_page.views import customer_page_words as words
from planner.queries.people import logos
from planner.views.web import Permission, find_plan

bp = Blueprint("customer_pages", __name__)


@bp.get("/plans/<int:plan_id>/customer-page")
def show(plan_id: int) -> str:
    plan = find_plan(plan_id, Permission.SEE_PLAN)
    for_customer = customer_pages.of_plan(plan.id)
    # The template gets the plan's number and what is meant for the customer, and nothing else.
    return render_template(
        "customer_page/show.html",
        plan_id=plan_id,
        title=words.title(for_customer),
        period=words.period(for_customer),
        parts=words.parts(for_customer),
        logo=logos.address_of_logo(),
    )
