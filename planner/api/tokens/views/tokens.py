"""One's own tokens: made, listed with the day of their last use, revoked. Nobody sees others'."""

from flask import Blueprint, flash, render_template, url_for

from planner.access import Permission
from planner.api.tokens import actions, queries
from planner.api.tokens.forms.tokens import TokenForm
from planner.models import ApiToken, TokenScope
from planner.views.web import (
    Reply,
    changed,
    clock,
    db,
    find_of_oneself,
    gettext,
    invalid,
    may,
    me,
    once,
    own,
)
from planner.views.web.replies import refusals_in

bp = Blueprint("tokens", __name__)
_TEMPLATE = "api/tokens/index.html"


@bp.get("/tokens")
@own
def index() -> str:
    return render_template(_TEMPLATE, form=_form(), **_listed())


@bp.post("/tokens")
@own
@once
def create() -> Reply:
    """The page that answers is the only one that ever shows the token."""
    form = _form()
    if form.validate():
        with refusals_in(form):
            name, scope, days = form.name.data, form.scope.data, form.days.data
            token, secret = actions.make(me(), str(name), scope, int(days), by=me())
            db.session.commit()
            shown = {"made": token, "secret": secret}
            return render_template(_TEMPLATE, form=TokenForm(formdata=None), **shown, **_listed())
    return invalid(_TEMPLATE, form=form, **_listed())


@bp.delete("/tokens/<int:api_token_id>")
@own
def destroy(api_token_id: int) -> Reply:
    token = find_of_oneself(ApiToken, api_token_id)
    flash(gettext("The token %(name)s is revoked.", name=token.name))
    actions.revoke(token, by=me())
    db.session.commit()
    return changed(url_for("tokens.index"))


def _form() -> TokenForm:
    form = TokenForm()
    if not may(Permission.ADMINISTER):
        form.scope.without(TokenScope.ADMIN)
    return form


def _listed() -> dict[str, object]:
    return {"tokens": queries.of_person(me().id), "today": clock.today()}
