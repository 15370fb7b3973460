"""The tables that pages hand out, at the same address for programs: with a token, as its owner."""

from typing import Final

from flask import Response, current_app, make_response, request

from planner.access import Permission
from planner.api.problems import Problem
from planner.api.tokens.actions import PREFIX
from planner.api.views import limits, signing_in
from planner.views.web.current import may
from planner.views.web.gate import is_own_page

ENDING: Final = ".<any(csv, xlsx):kind>"
"""How the addresses of all tables end."""


def is_asked_for() -> bool:
    """Whether a table is asked for by a program. What others put into `Authorization`, such as a
    proxy that signs people in, is none of ours where a browser says who it is."""
    rule = request.url_rule
    if rule is None or not rule.rule.endswith(ENDING):
        return False
    secret = signing_in.secret()
    names_browser = current_app.config["SESSION_COOKIE_NAME"] in request.cookies
    return secret.startswith(PREFIX) or (bool(secret) and not names_browser)


def served() -> Response:
    """What the page hands out to whoever owns the token; its cookies count for nothing."""
    token = signing_in.sign_in()
    limits.count_request(token)
    view = current_app.view_functions[request.endpoint or ""]
    if not (is_own_page() or may(Permission.SEE_COMMON_PAGES)):
        raise Problem("not-found")
    return make_response(view(**(request.view_args or {})))
