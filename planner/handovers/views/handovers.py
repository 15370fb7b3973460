"""The handover of a contract: described, proposed, accepted or sent back, all on one page."""

from flask import Blueprint, abort, render_template, request, url_for
from sqlalchemy import and_

from planner.access import Permission
from planner.forms.web.filters import FilterForm
from planner.handovers import actions as handovers
from planner.handovers.forms import DescriptionForm, ProposalForm, ReturnForm
from planner.handovers.queries import handover_cards, handover_lists
from planner.handovers.queries.handover_lists import HandoverFilter
from planner.models import Contract, Handover, Person, Plan, Promise, Role, Side
from planner.queries.plan import activities, comments, contacts, plans, questions
from planner.views.web import Reply, changed, choices, db, filters, find, invalid, me, once, saving

bp = Blueprint("handovers", __name__)
_SELLERS = [role for role in Role if role.side is Side.GENERALIST]
_SHOW, _PROPOSE = "handovers/show.html", "handovers/new.html"


@bp.get("/handovers")
def index() -> str:
    """Each finds what may be seen here, as on the customers' list, so nobody has to be refused."""
    form = FilterForm(request.args)
    wanted = HandoverFilter(**form.asked())
    address = filters.addresses_of("handovers.index", wanted)
    found = handover_lists.handover_list(me(), wanted)
    return render_template("handovers/index.html", found=found, wanted=wanted, address=address)


@bp.get("/contracts/<int:contract_id>/handover")
def show(contract_id: int) -> str:
    contract = find(Contract, contract_id, Permission.SEE_PLAN)
    return _page(contract, ReturnForm(html_id="return-form"))


@bp.get("/contracts/<int:contract_id>/handover/edit")
def edit(contract_id: int) -> str:
    contract = find(Contract, contract_id, Permission.WORK_ON_CUSTOMER)
    form = _description(contract)
    return render_template("handovers/form.html", item=contract, form=form)


@bp.post("/contracts/<int:contract_id>/handover")
def update(contract_id: int) -> Reply:
    contract = find(Contract, contract_id, Permission.WORK_ON_CUSTOMER)
    form = saving.save(_description, contract, handovers.describe)
    if not form.is_saved:
        return invalid("handovers/form.html", item=contract, form=form)
    db.session.commit()
    return changed(place_of_handover(contract.id))


@bp.get("/contracts/<int:contract_id>/handovers/new")
def new(contract_id: int) -> str:
    contract = find(Contract, contract_id, Permission.BEGIN_PLAN)
    return render_template(_PROPOSE, contract=contract, form=_proposal(contract))


@bp.post("/contracts/<int:contract_id>/handovers")
@once
def create(contract_id: int) -> Reply:
    contract = find(Contract, contract_id, Permission.BEGIN_PLAN)
    form = _proposal(contract)
    if not saving.create(form, handovers.propose, contract):
        return invalid(_PROPOSE, contract=contract, form=form)
    db.session.commit()
    return changed(place_of_handover(contract.id))


@bp.post("/handovers/<int:handover_id>/acceptance")
def create_acceptance(handover_id: int) -> Reply:
    handover = find(Handover, handover_id, Permission.BEGIN_PLAN)
    handovers.accept(handover, by=me())
    db.session.commit()
    return changed(place_of_handover(handover.contract_id))


@bp.post("/handovers/<int:handover_id>/return")
def create_return(handover_id: int) -> Reply:
    handover = find(Handover, handover_id, Permission.BEGIN_PLAN)
    form = ReturnForm(html_id="return-form")
    if not form.validate():
        return _page(handover.contract, form), 422
    handovers.send_back(handover, form.values(), by=me())
    db.session.commit()
    return changed(place_of_handover(handover.contract_id))


def place_of_handover(contract_id: int) -> str:
    return url_for("handovers.show", contract_id=contract_id)


def _page(contract: Contract, form: ReturnForm) -> str:
    """All that the receiver reads: what was promised, who is who, what is open."""
    plan = plans.current(contract.customer_id) or abort(404)
    return render_template(
        _SHOW,
        contract=contract,
        plan=plan,
        card=handover_cards.handover_card_of(plan, contract.id, me()),
        form=form,
        **_beside(plan),
    )


def _beside(plan: Plan) -> dict[str, object]:
    tables = (Promise.__tablename__, Handover.__tablename__)
    return {
        "comments": comments.numbers_in_plan(plan.id, tables),
        "contacts": contacts.contacts_of_customer(plan.customer_id, plan.id),
        "questions": [each for each in questions.questions_of_plan(plan.id) if each.is_open],
        "activities": activities.activities_of_plan(plan.id, me()).unfinished,
    }


def _description(contract: Contract) -> DescriptionForm:
    return DescriptionForm(obj=contract, html_id=f"description-form-{contract.id}")


def _proposal(contract: Contract) -> ProposalForm:
    """Offers the generalist side, without whoever has won the customer."""
    form = ProposalForm(html_id="proposal-form")
    sellers = and_(Person.is_active, Person.role.in_(_SELLERS))
    offered = choices.choices_of_people(sellers)
    form.to_id.offer([each for each in offered if each[0] != contract.won_by_id])
    return form
