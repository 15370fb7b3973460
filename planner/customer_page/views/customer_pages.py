"""The plan for the customer's eyes: looked at and chosen from first, then made as a PDF."""

from dataclasses import dataclass

from flask import Blueprint, Response, render_template, request

from planner.customer_page.queries import customer_pages, for_customers
from planner.exports.customer_papers import Paper, paper_as_pdf, paper_parts
from planner.exports.logos import size_of
from planner.exports.pdf_files import unknown_signs
from planner.models.kinds import Role
from planner.queries.people import logos
from planner.views.web import Permission, as_file, clock, exact_day, find_plan, gettext, number
from planner.words import LANGUAGES, language, lazy as _, speaking

bp = Blueprint("customer_pages", __name__)

# How we part the work among us is ours; the customer reads what somebody is there for.
_FOR_CUSTOMERS: dict[Role, str] = {
    Role.GENERALIST: _("Your account manager"),
    Role.BUSINESS_DEVELOPER: _("Your account manager"),
    Role.CUSTOMER_DEVELOPER: _("Your account manager"),
    Role.INSIDE_ACCOUNT_MANAGER: _("Your account manager"),
    Role.SPECIALIST: _("Expert advice"),
    Role.VALUE_SPECIALIST: _("Expert advice"),
    Role.EXECUTIVE_SPONSOR: _("Management"),
    Role.TEAM_LEAD: _("Management"),
}


@bp.get("/plans/<int:plan_id>/customer-page")
def show(plan_id: int) -> str:
    plan = find_plan(plan_id, Permission.SEE_PLAN)
    for_customer = customer_pages.page_for_customer(plan.id)
    shown = parts(for_customer)
    said = [title(for_customer), *(line.right for _name, _heading, part in shown for line in part)]
    # The template gets the plan's number and what is meant for the customer, and nothing else.
    return render_template(
        "customer_page/show.html",
        plan_id=plan_id,
        title=title(for_customer),
        period=_period(for_customer),
        parts=shown,
        unknown=unknown_signs("".join(said)),
        logo=logos.address_of_logo(),
    )


@dataclass(frozen=True, slots=True)
class PaperLine:
    """`mark` is what the item is called when it is chosen or left out."""

    mark: str
    left: str
    right: str


def parts(plan: for_customers.ForCustomer) -> list[tuple[str, str, list[PaperLine]]]:
    """By name: the heading and the lines of each part of the page."""
    return [
        ("goals", gettext("Your goals"), [_goal(goal) for goal in plan.goals]),
        ("agreed", gettext("What we have agreed"), [_agreed(one) for one in plan.agreed]),
        ("steps", gettext("Next steps"), [_step(step) for step in plan.steps]),
        ("people", gettext("Whom you can turn to"), [_person(one) for one in plan.people]),
    ]


def title(plan: for_customers.ForCustomer) -> str:
    return gettext("Plan for %(customer)s", customer=plan.customer)


def _period(plan: for_customers.ForCustomer) -> str:
    return gettext(
        "%(start)s to %(end)s", start=exact_day(plan.starts_on), end=exact_day(plan.ends_on)
    )


def _goal(goal: for_customers.CustomersGoal) -> PaperLine:
    wanted = number(goal.target) + (f" {goal.unit}" if goal.unit else "") if goal.target else ""
    measure = ": ".join(part for part in (goal.metric, wanted) if part)
    reached = gettext("reached") if goal.is_reached else ""
    until = gettext("until %(day)s", day=exact_day(goal.due_on)) if goal.due_on else ""
    more = "\n".join(part for part in (measure, reached) if part)
    return PaperLine(goal.mark, until, f"{goal.title}\n{more}" if more else goal.title)


def _agreed(agreed: for_customers.Agreed) -> PaperLine:
    return PaperLine(agreed.mark, exact_day(agreed.on) if agreed.on else "", agreed.what)


def _step(step: for_customers.Step) -> PaperLine:
    said = f"{step.title}\n{step.by}" if step.by else step.title
    return PaperLine(step.mark, exact_day(step.due_on), said)


def _person(person: for_customers.OfOurs) -> PaperLine:
    return PaperLine(person.mark, person.field or str(_FOR_CUSTOMERS[person.role]), person.name)


@bp.get("/plans/<int:plan_id>/customer.pdf")
def show_file(plan_id: int) -> Response:
    """What the form names, or all of it where nothing was chosen."""
    plan = find_plan(plan_id, Permission.SEE_PLAN)
    found = customer_pages.page_for_customer(plan.id)
    if "chosen" in request.args:
        found = found.only(set(request.args.getlist("item")))
    asked = request.args.get("language")
    with speaking(asked if asked in LANGUAGES else language()):
        made = paper_as_pdf(_paper(found))
        return as_file(made, "application/pdf", title(found), "pdf")


def _paper(found: for_customers.ForCustomer) -> Paper:
    logo = logos.content()
    return Paper(
        title=title(found),
        period=_period(found),
        parts=paper_parts(
            {
                heading: [(line.left, line.right) for line in lines]
                for _name, heading, lines in parts(found)
            }
        ),
        footer=gettext("As of %(day)s", day=exact_day(clock.today())),
        pages=gettext("Page %(page)s of %(pages)s", page="%(page)s", pages="%(pages)s"),
        language=language(),
        logo=logo,
        size=size_of(logo) if logo else (0, 0),
    )
