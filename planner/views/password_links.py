"""One-time links that administrators make for others."""

from flask import Blueprint, current_app, render_template, request, url_for
from flask_babel import get_locale

from planner.access import Permission
from planner.actions import passwords
from planner.actions.errors import Refused
from planner.database import db
from planner.jobs import background, password_mails
from planner.models import Person
from planner.views.finding import find
from planner.views.replies import Reply

bp = Blueprint("password_links", __name__)


@bp.post("/people/<int:person_id>/password-link")
def create(person_id: int) -> Reply:
    """The link is shown this once: only its digest is kept."""
    person = find(Person, person_id, Permission.ADMINISTER)
    if person.email is None or not person.is_active:
        raise Refused(
            "%(name)s needs an e-mail address and the right to sign in first.", name=person.name
        )
    token = passwords.make_link(person)
    db.session.commit()
    is_mailed = password_mails.can_be_sent()
    if is_mailed:
        background.start(password_mails.send_link, person.id, token, str(get_locale()))
    return render_template(
        "password_links/show.html", person=person, address=_address(token), is_mailed=is_mailed
    )


def _address(token: str) -> str:
    """The administrator's own way here is good for others, unless the organisation says better."""
    base = current_app.config["PLANNER"].public_url or request.host_url.rstrip("/")
    return str(base) + url_for("passwords.edit", token=token)
