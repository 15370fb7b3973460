"""What the program tells somebody about their plans, and how they want to be told."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for

from planner.actions.notices import notification_choices as actions, notify, week_letters
from planner.extensions import csrf
from planner.forms.people.notification_choices import NotificationChoicesForm
from planner.jobs import password_mails, unsubscribe
from planner.models import OF_RATINGS, NotificationKind, Person, ValueRequest
from planner.queries.notices import follows, notification_choices as queries, notifications
from planner.queries.people import account_news
from planner.views.web import LARGEST_ID, Permission, addresses, db, may, me, own, public, saving
from planner.views.web.replies import Reply, changed, invalid
from planner.words import gettext, language, speaking
from planner.words.notification_words import heading, sentence
from planner.words.signature_words import MISSING, SPONSOR_CALLS

bp = Blueprint("notifications", __name__)


@bp.get("/notifications")
def index() -> str:
    news = notifications.news_of_person(me())
    return render_template(
        "notices/notifications/index.html",
        news=news,
        said=sentence,
        heading=heading,
        account=account_news.account_news_of_person(me()),
    )


@bp.get("/notifications/<int:notification_id>")
@own
def show(notification_id: int) -> Reply:
    """Leads to the item; for the links in mails."""
    found = notifications.one_of(me(), notification_id) if notification_id <= LARGEST_ID else None
    if found is None:
        abort(404)
    return redirect(place_of(found))


@bp.post("/notifications")
@bp.post("/notifications/<int:plan_id>")
def update(plan_id: int | None = None) -> Reply:
    """Those of one plan are seen, those beside plans of which the address asks, or all."""
    beside = notifications.beside_named(request.args.get("beside"))
    notify.see(me(), plan_id, beside.kinds if beside else ())
    db.session.commit()
    return changed(url_for("notifications.index"))


def place_of(told: notifications.NotificationRow) -> str:
    """Where what somebody is told of is to be seen."""
    is_answer = told.kind is NotificationKind.REQUEST_ANSWERED
    if told.plan_id is not None and is_answer and told.subject == ValueRequest.__tablename__:
        return addresses.in_tab(told.plan_id, ValueRequest.__tablename__)
    if told.kind in _BESIDE_PLANS:
        endpoint, argument = _BESIDE_PLANS[told.kind]
        named: dict[str, Any] = {argument: told.subject_id} if argument else {}
        return url_for(endpoint, **named)
    return url_for("today.index") if told.plan_id is None else _place_on_plan(told, told.plan_id)


def _place_on_plan(told: notifications.NotificationRow, plan_id: int) -> str:
    if told.kind in OF_RATINGS:
        return url_for("maturity.show", plan_id=plan_id)
    if told.kind in (NotificationKind.HANDOVER, NotificationKind.AFTER_SIGNATURE):
        return _place_after_signature(told, plan_id)
    subject, subject_id = told.subject or "", told.subject_id or 0
    if told.kind in (NotificationKind.MENTION, NotificationKind.COMMENT):
        anchor = f"comment-{told.comment_id}"
        return addresses.of_comments(subject, subject_id, plan_id, anchor)
    return addresses.address_of_item(subject, subject_id) or url_for("plans.show", plan_id=plan_id)


# Seen without reading the plan: the page, and what it calls the id of what it shows.
_BESIDE_PLANS: dict[NotificationKind, tuple[str, str | None]] = {
    NotificationKind.REQUEST: ("requests.index", None),
    NotificationKind.REQUEST_ANSWERED: ("requests.index", None),
    NotificationKind.ASKED_BY_POLICY: ("involvements.show", "involvement_id"),
    NotificationKind.EXECUTIVE_ASKED: ("desk.show", "sponsor_request_id"),
    NotificationKind.VALUE_ASKED: ("value_inbox.index", None),
    NotificationKind.LEAD_GIVEN: ("leads.show", "lead_id"),
    NotificationKind.LEAD_LATE: ("leads.show", "lead_id"),
    NotificationKind.LEAD_SUSPECTED: ("leads.show", "lead_id"),
    NotificationKind.LEAD_OF_FIELD: ("leads.show", "lead_id"),
    NotificationKind.INTRODUCTION_ASKED: ("connections.index", None),
    NotificationKind.INTRODUCTION_ANSWERED: ("connections.index", None),
    NotificationKind.IMPORT_ENDED: ("import_runs.index", None),
}


def _place_after_signature(told: notifications.NotificationRow, plan_id: int) -> str:
    """What is missing after a signature stands with the handover, what speaks against a renewal
    with the contract, who is known by whom with the people, and what executives have not done with
    the calls on them."""
    if told.subject_id is None:
        section = "sponsor_requests" if told.code in SPONSOR_CALLS else "contacts"
        return addresses.in_tab(plan_id, section)
    if told.code is None or told.code in MISSING:
        return url_for("handovers.show", contract_id=told.subject_id)
    return addresses.in_tab(plan_id, f"contract-{told.subject_id}")


@bp.get("/notification-choices")
@own
def edit_choices() -> str:
    form = _choices_form()
    return render_template("notices/notification_choices/edit.html", form=form, **_around_choices())


@bp.post("/notification-choices")
@own
def update_choices() -> Reply:
    form = saving.save_own(_choices_form, _choose)
    if not form.is_saved:
        return invalid("notices/notification_choices/edit.html", form=form, **_around_choices())
    db.session.commit()
    flash(gettext("Your choices are saved."))
    return changed(url_for("notifications.edit_choices"))


def _choose(form: NotificationChoicesForm) -> None:
    for kind in NotificationKind:
        in_program, by_mail = form.of(kind)
        actions.choose(me(), kind, queries.Choice(in_program.data, by_mail.data))
    if "week_letter" in form:
        week_letters.choose(me(), wanted=form.week_letter.data)


def _choices_form() -> NotificationChoicesForm:
    """Filled with what holds; only who gets it is asked about the mail of the week."""
    chosen = queries.choices_of_person(me().id)
    data: dict[str, object] = {
        f"in_program_{kind}": choice.in_program for kind, choice in chosen.items()
    }
    data |= {f"by_mail_{kind}": choice.by_mail for kind, choice in chosen.items()}
    data |= {"week_letter": week_letters.is_wanted(me())}
    form = NotificationChoicesForm(data=data, edits=True)
    if not may(Permission.GET_WEEK_MAIL):
        del form.week_letter
    return form


def _around_choices() -> dict[str, object]:
    """What stands on the page beside the form."""
    return {
        "kinds": list(NotificationKind),
        "hour": notify.DIGEST_HOUR,
        "mails": password_mails.can_be_sent(),
        "chosen": follows.chosen_by(me()),
        "plans": follows.followed_plans_of(me()),
    }


@bp.get("/mail-refusals/<sealed>")
@public
def new_refusal(sealed: str) -> str:
    """Looking changes nothing: mail programs open links by themselves."""
    person, what = _sealed_in(sealed)
    return _refused(person, sealed, what, done=False)


@bp.post("/mail-refusals/<sealed>")
@public
def create_refusal(sealed: str) -> str:
    person, what = _sealed_in(sealed)
    _send_no_more(person, what)
    db.session.commit()
    return _refused(person, sealed, what, done=True)


# Mail programs send it themselves when somebody presses their own button (RFC 8058), without a
# session and without a token against forgery; the sealed link stands for both.
csrf.exempt(create_refusal)


def _send_no_more(person: Person, what: str) -> None:
    if what == unsubscribe.WEEKLY:
        week_letters.choose(person, wanted=False)
        return
    kind = unsubscribe.kind_of(what)
    kinds = [kind] if kind else actions.daily_kinds(person)
    actions.send_no_mail(person, kinds)


def _sealed_in(sealed: str) -> tuple[Person, str]:
    about = unsubscribe.unseal(sealed)
    person = db.session.get(Person, about[0]) if about else None
    if about is None or person is None:
        abort(404)
    return person, about[1]


def _refused(person: Person, sealed: str, what: str, *, done: bool) -> str:
    """In the language of the mail, whoever's browser it is, if the person has chosen one."""
    with speaking(person.language or language()):
        kind = None if what == unsubscribe.WEEKLY else unsubscribe.kind_of(what)
        return render_template(
            "notices/unsubscribe/new.html",
            sealed=sealed,
            kind=kind,
            weekly=what == unsubscribe.WEEKLY,
            done=done,
        )
