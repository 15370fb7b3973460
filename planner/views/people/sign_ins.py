"""Signing in and out."""

from flask import Blueprint, make_response, redirect, render_template, request, session, url_for

from planner.actions.people import sign_ins
from planner.forms.people.sign_ins import SignInForm
from planner.views.web import Refused, Reply, addresses, db, gettext, known_browsers, rescued_forms
from planner.views.web.gate import begin, public, token_of_browser

bp = Blueprint("sign_ins", __name__)


@bp.get("/sign-in")
@public
def new() -> str:
    form = SignInForm(data={"next": request.args.get("next")})
    return render_template("people/sign_ins/new.html", form=form)


@bp.post("/sign-in")
@public
def create() -> Reply:
    form = SignInForm()
    token = _attempt(form) if form.validate() else None
    if token is None:
        return render_template("people/sign_ins/new.html", form=form, kept=form.kept.data), 422
    begin(token)
    kept = rescued_forms.unpack(form.kept.data) if form.kept.data else None
    if kept is not None:
        shown = make_response(render_template("web/rescued_forms/show.html", kept=kept))
    else:
        shown = make_response(redirect(_where_to(form), 303))
    return known_browsers.remember(shown, form.email.data or "")


def _where_to(form: SignInForm) -> str:
    """The page that was asked for before signing in."""
    return addresses.own_address(form.next.data) if form.next.data else url_for("home.show")


@bp.delete("/sign-in")
@public
def destroy() -> Reply:
    sign_ins.sign_out(token_of_browser())
    db.session.commit()
    session.clear()
    return redirect(url_for("sign_ins.new"), 303)


def _attempt(form: SignInForm) -> str | None:
    """The token of a new session; None after putting the reason on the form.

    The three commits belong to the three steps of signing in.
    """
    email, address = form.email.data or "", request.remote_addr or ""
    browser = known_browsers.known_as(email)
    try:
        sign_ins.count_attempt(email, address=address, browser=browser)
        db.session.commit()
    except Refused as error:
        db.session.rollback()
        form.form_errors.append(gettext(error.message, **error.values))
        return None
    person = sign_ins.recognise(email, form.password.data or "")
    db.session.commit()
    token = None
    if person is not None:
        token = sign_ins.sign_in(person, email=email, address=address, browser=browser)
    db.session.commit()
    if token is None:
        form.form_errors.append(gettext("E-mail and password do not belong together."))
    return token
