"""The customer's own page of a case: amounts and rate can be moved, without signing in.

It shows what is offered and nothing else of the plan, sets no cookie, is found by no search engine
and works without JavaScript. What is typed is computed and forgotten; a version is kept only when
the customer says so. Nobody signed in is asked for, so that a colleague sees what they see.
"""

from typing import Any

from flask import Blueprint, Response, abort, make_response, render_template, request

from planner.after_signature.valuation.calculations import calculations_of
from planner.after_signature.valuation.facts import BusinessCaseFact, FlowFact
from planner.business_cases import actions as business_cases
from planner.business_cases.forms.for_customers import ShownCaseForm, VersionForm
from planner.business_cases.queries.valuations import Valuation, flow_facts, valuations
from planner.business_cases.views import case_papers, explained, sealed_links
from planner.extensions import csrf
from planner.models import BusinessCase, CaseLink
from planner.queries.maturity import organisation
from planner.views.people.public_pages import protect
from planner.views.web import clock, db, exact_day, gettext, public

bp = Blueprint("shown_cases", __name__)
_SAID = ("npv", "irr", "payback", "discounted_payback", "total")


@bp.get("/shown-cases/<shown>")
@public
def show(shown: str) -> Response:
    """As it is offered, or with what was typed into the address by the form."""
    case = _find(shown)
    form = ShownCaseForm(case, request.args)
    is_good = not request.args or form.validate()
    return _page(shown, case, form, VersionForm(None, html_id="version-form"), is_good=is_good)


@bp.post("/shown-cases/<shown>/versions")
@public
def create(shown: str) -> Response:
    """Keep what the customer has made of it, if they have said so."""
    case = _find(shown)
    form, version = ShownCaseForm(case, request.form), VersionForm(html_id="version-form")
    is_good = form.validate()
    if not (version.validate() and is_good):
        return _page(shown, case, form, version, is_good=is_good, code=422)
    business_cases.keep_version(
        case, _title(version.said_by.data), form.discount_rate.data, form.amounts
    )
    db.session.commit()
    return _page(shown, case, form, version, is_good=True, is_kept=True)


# There is no session that another site could misuse: the sealed address is all that is needed.
csrf.exempt(create)


@bp.get("/shown-cases/<shown>.pdf")
@public
def show_file(shown: str) -> Response:
    return _unseen(case_papers.as_pdf(_find(shown), with_scenarios=False))


def _find(shown: str) -> BusinessCase:
    """The case of a page that is open today; nobody learns whether there was one."""
    identity = sealed_links.unseal(shown)
    link = db.session.get(CaseLink, identity) if identity is not None else None
    if link is None or link.expires_on < clock.today():
        abort(404)
    return link.business_case


def _title(said_by: str | None) -> str:
    day = exact_day(clock.today())
    if said_by:
        return gettext("Version of the customer (%(name)s), %(day)s", name=said_by, day=day)
    return gettext("Version of the customer, %(day)s", day=day)


def _page(
    shown: str,
    case: BusinessCase,
    form: ShownCaseForm,
    version: VersionForm,
    *,
    is_good: bool,
    is_kept: bool = False,
    code: int = 0,
) -> Response:
    currency = case.plan.customer.currency
    offered = valuations(case, organisation.signature_thresholds().variation)[0]
    theirs = _valuation(case, form) if is_good else offered
    body = render_template(
        "business_cases/shown/show.html",
        shown=shown,
        title=case.title,
        compared_with=case.compared_with,
        currency=currency,
        form=form,
        version=version,
        is_good=is_good,
        is_kept=is_kept,
        is_moved=bool(request.values) and is_good,
        figures=list(zip(_figures(offered, currency), _figures(theirs, currency), strict=True)),
        theirs=theirs,
    )
    return _unseen(make_response(body, code or (200 if is_good else 422)))


def _valuation(case: BusinessCase, form: ShownCaseForm) -> Valuation:
    """What the typed amounts come to; one-off and running stay what they are in the case."""
    kinds = ["one_off" if each.is_one_off else "running" for each in flow_facts(case.flows)]
    flows = [
        FlowFact(tuple(row.typed) or (form.discount_rate.data * 0,), kind=kind)
        for row, kind in zip(form.rows, kinds, strict=True)
    ]
    fact = BusinessCaseFact(case.key, form.discount_rate.data, tuple(flows))
    (calculation,) = calculations_of(fact)
    return Valuation(None, [flow.label for flow in case.flows], calculation, 0)


def _figures(of: Valuation, currency: str) -> list[Any]:
    return [each for each in explained.figures(of, currency) if each.key in _SAID]


def _unseen(reply: Response) -> Response:
    """By search engines, and by whoever is linked to from there."""
    reply.headers["X-Robots-Tag"] = "noindex, nofollow"
    return protect(reply)
