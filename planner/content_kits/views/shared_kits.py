"""What others see who open a kit: its text, its picture and its link, and the way to the form.

No cookie is set, and nothing of whoever comes is kept: only that one more has come on this day.
"""

import re

from flask import Blueprint, Response, abort, make_response, render_template, request, url_for

from planner.content_kits import actions as content_kits, queries
from planner.database import db, read_only
from planner.models import ContentKit
from planner.queries.people import form_settings, logos
from planner.translation import language
from planner.views.people.public_pages import protect
from planner.views.web import public

bp = Blueprint("shared_kits", __name__)
_PROGRAMS = re.compile(
    r"bot\b|bot/|crawl|spider|slurp|preview|prefetch|scanner|monitor|curl|wget|python|werkzeug|java/|"
    r"facebookexternalhit|whatsapp|headless|lighthouse|^$",
    re.IGNORECASE,
)


@bp.get("/k/<share_code>")
@public
def show(share_code: str) -> Response:
    kit = _shared(share_code)
    if not _is_program():
        _count(share_code)
    settings = form_settings.current()
    form = url_for("lead_forms.new", language=language(), kit=share_code)
    body = render_template(
        "content_kits/public/show.html",
        kit=kit,
        code=share_code,
        has_picture=kit.picture is not None,
        language=language(),
        form=form if settings.is_open else "",
        logo=logos.address_of_logo(),
    )
    return protect(make_response(body))


@bp.get("/k/<share_code>/picture.png")
@public
def show_picture(share_code: str) -> Response:
    picture = _shared(share_code).picture or abort(404)
    answer = make_response(picture)
    answer.mimetype = "image/png"
    return answer


def _shared(code: str) -> ContentKit:
    kit = queries.shared_by(code)
    if kit is None or not kit.is_shared:
        abort(404)
    return kit


def _is_program() -> bool:
    """A look ahead, or somebody who says that nobody is looking."""
    said = (request.headers.get(name, "") for name in ("Sec-Purpose", "Purpose", "X-Moz"))
    if request.method == "HEAD" or "prefetch" in " ".join(said):
        return True
    return _PROGRAMS.search(request.headers.get("User-Agent", "")) is not None


def _count(code: str) -> None:
    """The one page that is only looked at and yet writes something down."""
    db.session.rollback()
    read_only(False)
    content_kits.count_visit(code)
    db.session.commit()
    read_only(True)
