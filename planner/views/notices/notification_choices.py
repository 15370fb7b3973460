"""How one wants to be told of what: in the program, and by mail at once, once a day or never."""

from typing import Any

from flask import Blueprint, flash, render_template, url_for

from planner.actions.notices import notification_choices as actions, week_letters
from planner.actions.notices.notify import DIGEST_HOUR
from planner.forms.people.notification_choices import NotificationChoicesForm
from planner.jobs import password_mails
from planner.models import NotificationKind
from planner.queries.notices import notification_choices as queries
from planner.queries.notices.notification_choices import Choice
from planner.translation import gettext
from planner.views.web import Permission, Reply, changed, db, invalid, may, me

bp = Blueprint("notification_choices", __name__)


@bp.get("/notification-choices")
def edit() -> str:
    chosen = queries.of_person(me().id)
    data: dict[str, object] = {
        f"in_program_{kind}": choice.in_program for kind, choice in chosen.items()
    }
    data |= {f"by_mail_{kind}": choice.by_mail for kind, choice in chosen.items()}
    form = _form(data={**data, "week_letter": week_letters.is_wanted(me())})
    return render_template("notices/notification_choices/edit.html", form=form, **_around())


@bp.post("/notification-choices")
def update() -> Reply:
    form = _form()
    if not form.validate():
        return invalid("notices/notification_choices/edit.html", form=form, **_around())
    for kind in NotificationKind:
        in_program, by_mail = form.of(kind)
        actions.choose(me(), kind, Choice(in_program.data, by_mail.data))
    if "week_letter" in form:
        week_letters.choose(me(), wanted=form.week_letter.data)
    db.session.commit()
    flash(gettext("Your choices are saved."))
    return changed(url_for("notification_choices.edit"))


def _form(**data: Any) -> NotificationChoicesForm:
    """Only who gets it is asked about the mail of the week."""
    form = NotificationChoicesForm(**data)
    if not may(Permission.GET_WEEK_MAIL):
        del form.week_letter
    return form


def _around() -> dict[str, object]:
    """What stands on the page beside the form."""
    return {
        "kinds": list(NotificationKind),
        "hour": DIGEST_HOUR,
        "mails": password_mails.can_be_sent(),
    }
