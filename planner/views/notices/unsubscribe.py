"""No more mails of a kind, by the link in one of them: open to whoever has the link.

Mail programs send it themselves when somebody presses their own button (RFC 8058), without a
session and without a token against forgery; the sealed link stands for both.
"""

from flask import Blueprint, abort, render_template

from planner.actions.notices import notification_choices, week_letters
from planner.extensions import csrf
from planner.jobs import unsubscribe
from planner.models import Person
from planner.translation import language, speaking
from planner.views.web import db, public

bp = Blueprint("unsubscribe", __name__)


@bp.get("/mail-refusals/<sealed>")
@public
def new(sealed: str) -> str:
    """Looking changes nothing: mail programs open links by themselves."""
    person, what = _found(sealed)
    return _page(person, sealed, what, done=False)


@bp.post("/mail-refusals/<sealed>")
@public
def create(sealed: str) -> str:
    person, what = _found(sealed)
    _send_no_more(person, what)
    db.session.commit()
    return _page(person, sealed, what, done=True)


csrf.exempt(create)


def _send_no_more(person: Person, what: str) -> None:
    if what == unsubscribe.WEEKLY:
        week_letters.choose(person, wanted=False)
        return
    kind = unsubscribe.kind_of(what)
    kinds = [kind] if kind else notification_choices.daily_kinds(person)
    notification_choices.send_no_mail(person, kinds)


def _found(sealed: str) -> tuple[Person, str]:
    about = unsubscribe.unseal(sealed)
    person = db.session.get(Person, about[0]) if about else None
    if about is None or person is None:
        abort(404)
    return person, about[1]


def _page(person: Person, sealed: str, what: str, *, done: bool) -> str:
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
