"""The business cases of a plan: what an offer is worth to the customer, and why."""

from functools import partial

from flask import Blueprint, Response, abort, render_template, request, url_for
from sqlalchemy import select

from planner.business_cases import actions as business_cases
from planner.business_cases.forms.cases import CaseForm, NewCaseForm
from planner.business_cases.queries import valuations
from planner.business_cases.views import case_papers, explained, pictures, sealed_links
from planner.models import BusinessCase, CaseLink, Idea, Plan
from planner.queries.maturity import organisation
from planner.queries.notices import follows
from planner.views.plan import threads
from planner.views.web import Permission, addresses, choices, db, find, find_plan, me, once, saving
from planner.views.web.deletions import confirm_deletion
from planner.views.web.replies import Reply, changed, invalid

bp = Blueprint("business_cases", __name__)
for _name in ("in_money", "in_percent", "in_years"):
    bp.add_app_template_filter(getattr(explained, _name), _name)
_FORM = "business_cases/form.html"


@bp.get("/business-cases/<int:business_case_id>")
def show(business_case_id: int) -> str:
    """All scenarios beside each other, and one of them in every detail."""
    case = find(BusinessCase, business_case_id, Permission.SEE_PLAN)
    found = valuations.valuations(case, organisation.signature_thresholds().variation)
    chosen = _chosen(case)
    currency = case.plan.customer.currency
    figures = [explained.figures(each, currency) for each in found]
    return render_template(
        "business_cases/show.html",
        case=case,
        plan=case.plan,
        valuations=found,
        keys=[None, *(scenario.key for scenario in case.scenarios)],
        chosen=chosen,
        shown=found[chosen] if found else None,
        figures=figures,
        by_figure=list(zip(*figures, strict=True)),
        tornado=pictures.tornado(found[chosen], currency),
        course=pictures.course(found[chosen], currency),
        turning_points=explained.turning_points(found[chosen]),
        lines={flow.key: flow.label for flow in case.flows},
        links=[(link, _address(link)) for link in case.case_links],
        thread=threads.beside(case, case.plan),
        follows=follows.is_followed(case, case.plan_id, me()),
    )


def _address(link: CaseLink) -> str:
    """Whole, so that it can be passed on."""
    return addresses.public_address(url_for("shown_cases.show", shown=sealed_links.seal(link.id)))


@bp.get("/business-cases/<int:business_case_id>.pdf")
def show_file(business_case_id: int) -> Response:
    """For the customer or for a meeting: with all scenarios, without what it rests on."""
    case = find(BusinessCase, business_case_id, Permission.SEE_PLAN)
    return case_papers.as_pdf(case, with_scenarios=True)


def _chosen(case: BusinessCase) -> int:
    """The place of the scenario that the address names; the case itself stands first."""
    wanted = request.args.get("scenario")
    if wanted is None:
        return 0
    keys = [scenario.key for scenario in case.scenarios]
    return keys.index(wanted) + 1 if wanted in keys else abort(404)


@bp.get("/plans/<int:plan_id>/business-cases/new")
def new(plan_id: int) -> str:
    plan = find_plan(plan_id, Permission.WORK_ON_PLAN)
    return render_template(_FORM, plan=plan, form=_new_form(plan))


@bp.post("/plans/<int:plan_id>/business-cases")
@once
def create(plan_id: int) -> Reply:
    plan = find_plan(plan_id, Permission.WORK_ON_PLAN)
    form = _new_form(plan)
    case = saving.create(form, business_cases.create, plan, arguments=_with_first_line)
    if case is None:
        return invalid(_FORM, plan=plan, form=form)
    db.session.commit()
    return changed(url_for("flows.edit", business_case_id=case.id))


@bp.get("/business-cases/<int:business_case_id>/edit")
def edit(business_case_id: int) -> str:
    case = find(BusinessCase, business_case_id, Permission.WORK_ON_PLAN)
    return render_template(_FORM, item=case, form=_form(case.plan, case))


@bp.post("/business-cases/<int:business_case_id>")
def update(business_case_id: int) -> Reply:
    case = find(BusinessCase, business_case_id, Permission.WORK_ON_PLAN)
    form = saving.save(partial(_form, case.plan), case, business_cases.update)
    if not form.is_saved:
        return invalid(_FORM, item=case, form=form)
    db.session.commit()
    return changed(place_of_case(case.id))


@bp.delete("/business-cases/<int:business_case_id>")
def destroy(business_case_id: int) -> Reply:
    case = find(BusinessCase, business_case_id, Permission.WORK_ON_PLAN)
    plan = case.plan
    if asked := confirm_deletion(case, place_of_case(case.id)):
        return asked
    business_cases.delete(case, by=me())
    db.session.commit()
    return changed(addresses.address_of_plan(plan, "business_cases"))


def place_of_case(case_id: int) -> str:
    return url_for("business_cases.show", business_case_id=case_id)


def _form(plan: Plan, case: BusinessCase) -> CaseForm:
    return _offering(CaseForm(obj=case, html_id=f"business-case-form-{case.id}"), plan, case)


def _new_form(plan: Plan) -> NewCaseForm:
    form = NewCaseForm(html_id="business-case-form")
    _offering(form, plan)
    return form


def _offering(form: CaseForm, plan: Plan, case: BusinessCase | None = None) -> CaseForm:
    form.idea_id.offer(_ideas(plan))
    form.goal_id.offer(choices.choices_of_goals(plan.id, also=case.goal_id if case else None))
    return form


def _ideas(plan: Plan) -> choices.Choices:
    statement = select(Idea.id, Idea.title).where(Idea.plan_id == plan.id)
    found = db.session.execute(statement.order_by(Idea.position, Idea.id))
    return [(identity, title) for identity, title in found]


def _with_first_line(form: NewCaseForm) -> dict[str, object]:
    """What the form says, and the one line that it asks for."""
    values = form.values(but=("first_line", "first_amount"))
    return {"values": values, "flows": {form.first_line.data: [form.first_amount.data]}}
