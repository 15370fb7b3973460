"""The organisation's logo, which stands on what is made for customers."""

from typing import Any

from flask import Blueprint, flash, render_template, url_for

from planner.administration import actions
from planner.administration.forms.logos import LogoForm
from planner.administration.views.setting_words import told_history
from planner.exports.logos import LARGEST_LOGO, drawn_anew, size_of
from planner.models.people.setting import LOGO
from planner.queries.people import logos
from planner.translation import gettext
from planner.views.web import Permission, check_general, db, me, once
from planner.views.web.replies import Reply, changed, invalid, refusals_in

bp = Blueprint("logos", __name__)


@bp.get("/organisation/logo")
def new() -> str:
    check_general(Permission.ADMINISTER)
    return render_template("administration/logos/new.html", form=LogoForm(), **_around())


@bp.post("/organisation/logo")
@once
def create() -> Reply:
    check_general(Permission.ADMINISTER)
    form = LogoForm()
    if not form.validate():
        return invalid("administration/logos/new.html", form=form, **_around())
    upload: Any = form.file.data
    with refusals_in(form):
        content = drawn_anew(upload.stream.read(LARGEST_LOGO + 1))
        actions.put(content, size_of(content), by=me())
    if form.errors:
        return invalid("administration/logos/new.html", form=form, **_around())
    db.session.commit()
    flash(gettext("The logo is saved."))
    return changed(url_for("logos.new"))


@bp.delete("/organisation/logo")
def destroy() -> Reply:
    check_general(Permission.ADMINISTER)
    actions.remove(by=me())
    db.session.commit()
    flash(gettext("The logo is taken away."))
    return changed(url_for("logos.new"))


def _around() -> dict[str, Any]:
    return {"logo": logos.address_of_logo(), "history": told_history(LOGO)}
