"""What the customer reads: the items of a plan that are meant for it, in words."""

from dataclasses import dataclass

from planner.customer_page.queries.for_customers import (
    Agreed,
    CustomersGoal,
    ForCustomer,
    OfOurs,
    Step,
)
from planner.translation import gettext
from planner.views.web import exact_day, number
from planner.words.kinds import word


@dataclass(frozen=True, slots=True)
class PaperLine:
    """`mark` is what the item is called when it is chosen or left out."""

    mark: str
    left: str
    right: str


def parts(plan: ForCustomer) -> list[tuple[str, str, list[PaperLine]]]:
    """By name: the heading and the lines of each part of the page."""
    return [
        ("goals", gettext("Your goals"), [_goal(goal) for goal in plan.goals]),
        ("agreed", gettext("What we have agreed"), [_agreed(one) for one in plan.agreed]),
        ("steps", gettext("Next steps"), [_step(step) for step in plan.steps]),
        ("people", gettext("Whom you can turn to"), [_person(one) for one in plan.people]),
    ]


def title(plan: ForCustomer) -> str:
    return gettext("Plan for %(customer)s", customer=plan.customer)


def period(plan: ForCustomer) -> str:
    return gettext(
        "%(start)s to %(end)s", start=exact_day(plan.starts_on), end=exact_day(plan.ends_on)
    )


def _goal(goal: CustomersGoal) -> PaperLine:
    wanted = number(goal.target) + (f" {goal.unit}" if goal.unit else "") if goal.target else ""
    measure = ": ".join(part for part in (goal.metric, wanted) if part)
    reached = gettext("reached") if goal.is_reached else ""
    until = gettext("until %(day)s", day=exact_day(goal.due_on)) if goal.due_on else ""
    more = "\n".join(part for part in (measure, reached) if part)
    return PaperLine(goal.mark, until, f"{goal.title}\n{more}" if more else goal.title)


def _agreed(agreed: Agreed) -> PaperLine:
    return PaperLine(agreed.mark, exact_day(agreed.on) if agreed.on else "", agreed.what)


def _step(step: Step) -> PaperLine:
    said = f"{step.title}\n{step.by}" if step.by else step.title
    return PaperLine(step.mark, exact_day(step.due_on), said)


def _person(person: OfOurs) -> PaperLine:
    return PaperLine(person.mark, person.field or word(person.role), person.name)
