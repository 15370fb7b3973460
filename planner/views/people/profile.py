"""One's own settings."""

from flask import Blueprint, flash, render_template, request, url_for

from planner.actions.people import passwords, sign_ins, weak_passwords
from planner.forms.people.passwords import ChangePasswordForm
from planner.views.web import Refused, Reply, begin, changed, db, gettext, invalid, me, own

bp = Blueprint("profile", __name__)


@bp.get("/settings")
@own
def edit() -> str:
    return render_template("people/profile/edit.html", form=ChangePasswordForm())


@bp.post("/settings")
@own
def update() -> Reply:
    """Change the password; every other browser has to sign in again, this one goes on."""
    form = ChangePasswordForm()
    if not form.validate() or not _knows_password(form):
        return invalid("people/profile/edit.html", form=form)
    if refused := weak_passwords.objection(me(), form.password.data or ""):
        form.password.errors = [gettext(refused.message, **refused.values)]
        return invalid("people/profile/edit.html", form=form)
    passwords.change(me(), form.password.data or "", by=me())
    token = sign_ins.begin_session(me())
    db.session.commit()
    begin(token)
    flash(gettext("Your password is changed. Other browsers have to sign in again."))
    return changed(url_for("profile.edit"))


def _knows_password(form: ChangePasswordForm) -> bool:
    """Whether the password until now is right; guessing is slowed down as for signing in."""
    name, address = me().email or me().key, request.remote_addr or ""
    try:
        sign_ins.count_attempt(name, address=address)
    except Refused as error:
        db.session.rollback()
        form.form_errors.append(gettext(error.message, **error.values))
        return False
    db.session.commit()
    if not passwords.matches(me(), form.password_now.data or ""):
        form.password_now.errors = [gettext("This is not your password.")]
        return False
    sign_ins.forget_failures(name, address=address)
    return True
