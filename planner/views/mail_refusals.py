"""No more mails of a kind, by the link in one of them: open to whoever has the link.

Mail programs send it themselves when somebody presses their own button (RFC 8058), without a
session and without a token against forgery; the sealed link stands for both.
"""

from flask import Blueprint, abort, render_template

from planner.actions import notification_choices
from planner.database import db
from planner.extensions import csrf
from planner.jobs import refusals
from planner.models import Person
from planner.models.kinds import NotificationKind
from planner.translation import language, speaking
from planner.views.gate import public

bp = Blueprint("mail_refusals", __name__)


@bp.get("/mail-refusals/<sealed>")
@public
def new(sealed: str) -> str:
    """Looking changes nothing: mail programs open links by themselves."""
    person, kind = _found(sealed)
    return _page(person, sealed, kind, done=False)


@bp.post("/mail-refusals/<sealed>")
@public
def create(sealed: str) -> str:
    person, kind = _found(sealed)
    kinds = [kind] if kind else notification_choices.daily_kinds(person)
    notification_choices.send_no_mail(person, kinds)
    db.session.commit()
    return _page(person, sealed, kind, done=True)


csrf.exempt(create)


def _found(sealed: str) -> tuple[Person, NotificationKind | None]:
    about = refusals.unseal(sealed)
    person = db.session.get(Person, about[0]) if about else None
    if about is None or person is None:
        abort(404)
    return person, refusals.kind_of(about[1])


def _page(person: Person, sealed: str, kind: NotificationKind | None, *, done: bool) -> str:
    """In the language of the mail, whoever's browser it is, if the person has chosen one."""
    with speaking(person.language or language()):
        return render_template("mail_refusals/new.html", sealed=sealed, kind=kind, done=done)
