"""The stages of customers: a board of all of them, and where one stands and why."""

from flask import Blueprint, render_template, request, url_for

from planner.access import Permission, only_reads
from planner.after_signature.stages import stage_of
from planner.models import Customer, Plan, Stage
from planner.queries.accounts import accounts
from planner.queries.maturity import evidence
from planner.queries.web.segments import all_segments
from planner.stages import actions as stages
from planner.stages.forms import StageBoardForm, StageForm
from planner.stages.queries import stage_cards
from planner.stages.queries.stage_cards import OWN_CUSTOMERS, StageBoardFilter
from planner.views.maturity import evidence_links
from planner.views.web import addresses, choices, db, filters, gettext, may, me, once, saving, stood
from planner.views.web.finding import find_customer
from planner.views.web.replies import Reply, changed, invalid
from planner.views.web.rights import check_general
from planner.words.signature_words import STAGE_CODES, STAGE_GROUNDS

bp = Blueprint("stages", __name__)


@bp.get("/stages")
def index() -> str:
    check_general(Permission.SEE_POOL)
    form = StageBoardForm(request.args)
    owners = ((str(identity), name) for identity, name in choices.owners(None))
    form.owner.offer([(OWN_CUSTOMERS, gettext("My own customers")), *owners])
    form.segment.offer([(name, name) for name in all_segments()])
    form.validate()
    number = max(request.args.get("number", 1, int), 1)
    asked = {name: value for name, value in form.asked().items() if name in form.ASKED}
    wanted = StageBoardFilter(**asked, number=min(number, 10_000))
    return render_template(
        "stages/index.html",
        form=form,
        board=stage_cards.board(me(), wanted),
        number=wanted.number,
        address=filters.addresses_of("stages.index", wanted),
        words=STAGE_CODES,
        grounds=STAGE_GROUNDS,
        moves=not only_reads(stood()),
    )


@bp.get("/customers/<key>/stage")
def show(key: str) -> str:
    customer, plan = find_customer(key, Permission.SEE_PLAN)
    return _page(customer, plan)


@bp.post("/customers/<key>/stage")
@once
def create(key: str) -> Reply:
    """Each move is one more in the history of the customer's stages."""
    customer, plan = find_customer(key, Permission.WORK_ON_CUSTOMER)
    form = StageForm()
    if not saving.create(form, stages.move, customer, arguments=_arguments):
        return invalid("stages/show.html", form=form, **_shown(customer, plan))
    db.session.commit()
    return changed(_back(customer))


def _arguments(form: StageForm) -> dict[str, object]:
    return {"stage": form.stage.data, "reason": form.reason.data, "seen": form.seen.data}


def _back(customer: Customer) -> str:
    """To the board as it was, for who moves from there."""
    there = addresses.came_from()
    board = url_for("stages.index")
    return (
        there if there.partition("?")[0] == board else addresses.address_of_customer(customer, "")
    )


def _page(customer: Customer, plan: Plan | None) -> str:
    """With the stage chosen that is evident."""
    shown = _shown(customer, plan)
    form = StageForm(data={"stage": shown["evident"], "seen": customer.stage.value})
    return render_template("stages/show.html", form=form, **shown)


def _shown(customer: Customer, plan: Plan | None) -> dict[str, object]:
    found = stage_of(accounts.account_of_plan(plan.id)) if plan else None
    items = evidence.items_of_evidence(plan, found.evidence) if plan and found else {}
    return {
        "customer": customer,
        "found": found,
        "evident": Stage(found.evident) if found else customer.stage,
        "links": evidence_links.links(plan.id, items) if plan else {},
        "moves": stage_cards.moves_of(customer.id),
        "words": STAGE_CODES,
        "grounds": STAGE_GROUNDS,
        "works": may(Permission.WORK_ON_CUSTOMER),
    }
