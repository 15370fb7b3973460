"""The plan for the customer's eyes, as a PDF of what was chosen."""

from flask import Blueprint, Response, request

from planner import clock
from planner.customer_page.queries import customer_pages
from planner.customer_page.queries.for_customers import ForCustomer
from planner.customer_page.views import customer_page_words as words
from planner.exports.customer_papers import Paper, paper_as_pdf, paper_parts
from planner.exports.logos import size_of
from planner.queries.people import logos
from planner.translation import LANGUAGES, gettext, language, speaking
from planner.views.web import Permission, as_file, exact_day, find_plan

bp = Blueprint("customer_page_files", __name__)


@bp.get("/plans/<int:plan_id>/customer.pdf")
def show(plan_id: int) -> Response:
    """What the form names, or all of it where nothing was chosen."""
    plan = find_plan(plan_id, Permission.SEE_PLAN)
    found = customer_pages.of_plan(plan.id)
    if "chosen" in request.args:
        found = found.only(set(request.args.getlist("item")))
    asked = request.args.get("language")
    with speaking(asked if asked in LANGUAGES else language()):
        made = paper_as_pdf(_paper(found))
        return as_file(made, "application/pdf", words.title(found), "pdf")


def _paper(found: ForCustomer) -> Paper:
    logo = logos.content()
    return Paper(
        title=words.title(found),
        period=words.period(found),
        parts=paper_parts(
            {
                heading: [(line.left, line.right) for line in lines]
                for _name, heading, lines in words.parts(found)
            }
        ),
        footer=gettext("As of %(day)s", day=exact_day(clock.today())),
        pages=gettext("Page %(page)s of %(pages)s", page="%(page)s", pages="%(pages)s"),
        language=language(),
        logo=logo,
        size=size_of(logo) if logo else (0, 0),
    )
