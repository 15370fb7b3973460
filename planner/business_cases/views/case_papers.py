"""A case as a PDF, to be given to the customer: what they see on their own page, and no more."""

from collections.abc import Iterator
from fractions import Fraction

from flask import Response

from planner.business_cases.queries.valuations import Valuation, valuations
from planner.business_cases.views import explained
from planner.exports.case_papers import CasePaper, case_as_pdf
from planner.models import BusinessCase
from planner.queries.maturity import organisation
from planner.views.web import as_file, clock, exact_day, gettext
from planner.words import language


def as_pdf(case: BusinessCase, *, with_scenarios: bool) -> Response:
    """Scenarios are what we think; the customer's own page has none."""
    found = valuations(case, organisation.signature_thresholds().variation)
    found = found if with_scenarios else found[:1]
    return as_file(case_as_pdf(_paper(case, found)), "application/pdf", case.title, "pdf")


def _paper(case: BusinessCase, found: list[Valuation]) -> CasePaper:
    currency = case.plan.customer.currency
    base = found[0]
    titles = [each.title or gettext("The case itself") for each in found]
    figures = [explained.figures(each, currency) for each in found]
    rates = [gettext("Discount rate"), *(explained.in_percent(each.rate) for each in found)]
    compared = case.compared_with
    return CasePaper(
        title=case.title,
        compared_with=gettext("Compared with: %(what)s", what=compared) if compared else "",
        figures=[
            [gettext("Figure"), *titles],
            rates,
            *([row[0].name, *(each.said for each in row)] for row in zip(*figures, strict=True)),
        ],
        reasons=list(dict.fromkeys(each.why for of in figures for each in of if each.why)),
        formulas=[(each.name, formula) for each in figures[0] for formula in each.formulas],
        years=list(_years(base, currency)),
        footer=gettext("As of %(day)s", day=exact_day(clock.today())),
        pages=gettext("Page %(page)s of %(pages)s", page="%(page)s", pages="%(pages)s"),
        language=language(),
    )


def _years(of: Valuation, currency: str) -> Iterator[list[str]]:
    """A row for each year, since there may be more years than fit beside each other."""
    lines = of.calculation.lines
    yield [gettext("Year"), *of.labels, gettext("All lines"), gettext("Sum so far, discounted")]
    for year, total in enumerate(of.flows):
        amounts: list[Fraction] = [line.amounts[year] for line in lines]
        told = (*amounts, total, of.cumulated_discounted[year])
        yield [str(year), *(explained.in_money(amount, currency) for amount in told)]
