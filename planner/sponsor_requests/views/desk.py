"""An executive's desk: what one is called for, a page to read before each talk, and the answer."""

from functools import partial

from flask import Blueprint, flash, render_template, url_for

from planner import clock
from planner.access import Standing, allows
from planner.models import Channel, SponsorRequest
from planner.queries.plan import sponsor_calls
from planner.sponsor_requests import actions as sponsor_requests
from planner.sponsor_requests.forms import OutcomeForm, SponsorDeclineForm
from planner.sponsor_requests.views.briefings import blocks_of
from planner.views.web import Permission, check_general, db, find_call, me, own, saving
from planner.views.web.replies import Reply, changed
from planner.words import gettext, word

bp = Blueprint("desk", __name__)


@bp.get("/desk")
@own
def index() -> str:
    check_general(Permission.SEE_DESK)
    calls = sponsor_calls.of_sponsor(me().id)
    reads = allows(Permission.SEE_BRIEFING, {Standing.ASKED_EXECUTIVE})
    return render_template("sponsor_requests/desk/index.html", calls=calls, reads=reads)


@bp.get("/desk/<int:sponsor_request_id>")
@own
def show(sponsor_request_id: int) -> str:
    item = find_call(sponsor_request_id, Permission.SEE_BRIEFING)
    return _page(item, _decline_form(), _outcome_form())


@bp.post("/desk/<int:sponsor_request_id>/acceptance")
@own
def create_acceptance(sponsor_request_id: int) -> Reply:
    item = find_call(sponsor_request_id, Permission.ANSWER_AS_EXECUTIVE)
    sponsor_requests.accept(item, by=me())
    db.session.commit()
    return changed(_place(item))


@bp.post("/desk/<int:sponsor_request_id>/decline")
@own
def create_decline(sponsor_request_id: int) -> Reply:
    item = find_call(sponsor_request_id, Permission.ANSWER_AS_EXECUTIVE)
    form = _decline_form()
    if not form.validate():
        return _page(item, form, _outcome_form()), 422
    instead = sponsor_requests.decline(item, form.values()["reason"], by=me())
    db.session.commit()
    if instead is not None and instead.sponsor is not None:
        flash(gettext("%(name)s is asked instead.", name=instead.sponsor.name))
    return changed(url_for("desk.index"))


@bp.post("/desk/<int:sponsor_request_id>/outcome")
@own
def create_outcome(sponsor_request_id: int) -> Reply:
    item = find_call(sponsor_request_id, Permission.ANSWER_AS_EXECUTIVE)
    form = _outcome_form()
    topic = gettext("Talk of an executive: %(reason)s", reason=word(item.reason))
    finish = partial(sponsor_requests.finish, topic=topic)
    if saving.create(form, finish, item) is None:
        return _page(item, _decline_form(), form), 422
    db.session.commit()
    flash(gettext("It is written down as a talk on the plan."))
    return changed(url_for("desk.index"))


def _place(item: SponsorRequest) -> str:
    return url_for("desk.show", sponsor_request_id=item.id)


def _page(item: SponsorRequest, decline: SponsorDeclineForm, outcome: OutcomeForm) -> str:
    """All that the executive sees of the plan is what the asker has written for them."""
    return render_template(
        "sponsor_requests/desk/show.html",
        item=item,
        call=sponsor_calls.one(item.id),
        blocks=blocks_of(item.briefing),
        decline=decline,
        outcome=outcome,
    )


def _decline_form() -> SponsorDeclineForm:
    return SponsorDeclineForm(html_id="decline-form")


def _outcome_form() -> OutcomeForm:
    usual = {"on": clock.today(), "channel": Channel.VISIT}
    return OutcomeForm(data=usual, html_id="outcome-form")
