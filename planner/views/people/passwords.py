"""Setting a password by a one-time link, and asking for such a link."""

from flask import Blueprint, flash, make_response, redirect, render_template, url_for
from flask_babel import get_locale, gettext

from planner.actions.people import passwords, sign_ins, weak_passwords
from planner.forms.people.passwords import ForgottenPasswordForm, NewPasswordForm
from planner.jobs import account_mails, background, password_mails
from planner.models import Person
from planner.views.web import Reply, begin, db, invalid, known_browsers, public

bp = Blueprint("passwords", __name__)


@bp.get("/password")
@public
def new() -> str:
    return _forgotten(ForgottenPasswordForm())


@bp.post("/password")
@public
def create() -> Reply:
    """The answer is the same, and as fast, for an address that somebody has and for any other."""
    form = ForgottenPasswordForm()
    if not form.validate():
        return _forgotten(form), 422
    if not password_mails.can_be_sent():
        return _forgotten(form)
    background.start(password_mails.answer_forgotten, form.email.data, str(get_locale()))
    return render_template("people/passwords/sent.html", email=form.email.data)


@bp.get("/password/<token>")
@public
def edit(token: str) -> Reply:
    link = passwords.find_link(token)
    if link is None:
        return _gone()
    return render_template(
        "people/passwords/edit.html", form=NewPasswordForm(), link=link, token=token
    )


@bp.post("/password/<token>")
@public
def update(token: str) -> Reply:
    link = passwords.find_link(token)
    form = NewPasswordForm()
    if link is None:
        return _gone()
    if not form.validate():
        return invalid("people/passwords/edit.html", form=form, link=link, token=token)
    if refused := weak_passwords.objection(link.person, form.password.data or ""):
        form.password.errors = [gettext(refused.message, **refused.values)]
        return invalid("people/passwords/edit.html", form=form, link=link, token=token)
    person = passwords.use_link(token, form.password.data or "", str(get_locale()))
    if person is None:
        db.session.commit()
        return _gone()
    return _signed_in(person)


def _signed_in(person: Person) -> Reply:
    """Whoever has the link is in: asked for the new password at once, they learn nothing by it."""
    session = sign_ins.begin_session(person)
    db.session.commit()
    background.start(account_mails.send_waiting)
    begin(session)
    flash(gettext("Your password is set, and you are signed in."))
    return known_browsers.remember(
        make_response(redirect(url_for("home.show"), 303)), person.email or ""
    )


def _forgotten(form: ForgottenPasswordForm) -> str:
    return render_template(
        "people/passwords/new.html", form=form, can_be_sent=password_mails.can_be_sent()
    )


def _gone() -> Reply:
    """410: there was something here, or so the address says, and it does not come back."""
    return render_template("people/passwords/gone.html"), 410
