"""German or English: the person's choice, else the browser's."""

from flask import Blueprint, Flask, abort, current_app, redirect, request
from flask_login import current_user

from planner.actions.people import people
from planner.application import is_for_programs
from planner.database import db
from planner.extensions import babel
from planner.translation import LANGUAGES, forget_language, remember_language
from planner.views.web.addresses import came_from
from planner.views.web.current import is_signed_in, me
from planner.views.web.gate import public
from planner.views.web.replies import Reply

COOKIE = "language"
_A_YEAR = 365 * 24 * 60 * 60  # in seconds


def init_app(app: Flask) -> None:
    babel.init_app(app, locale_selector=_locale)
    app.before_request(remember_language)
    app.teardown_request(lambda _error: forget_language())


def _locale() -> str:
    chosen = None if is_for_programs(request.path) else _chosen()
    if chosen in LANGUAGES:
        return chosen
    asked_for = [tag.partition("-")[0].lower() for tag in request.accept_languages.values()]
    spoken = current_app.config["PLANNER"].language
    return next((language for language in asked_for if language in LANGUAGES), spoken)


def _chosen() -> str | None:
    """By the person, or with this browser by somebody who is not signed in."""
    return getattr(current_user, "language", None) or request.cookies.get(COOKIE)


bp = Blueprint("language", __name__)


@bp.post("/language")
@public
def update() -> Reply:
    """Remember the choice for the person, or in the browser of somebody not signed in."""
    chosen = request.form.get("language", "")
    if chosen not in LANGUAGES:
        abort(400)
    if is_signed_in():
        people.choose_language(me(), chosen)
        db.session.commit()
    reply = redirect(came_from(), 303)
    reply.set_cookie(
        COOKIE,
        chosen,
        max_age=_A_YEAR,
        samesite="Lax",
        path=current_app.config["PLANNER"].path or "/",
        httponly=True,
        secure=current_app.config["SESSION_COOKIE_SECURE"],
    )
    return reply
