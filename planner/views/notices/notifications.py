"""What the program tells somebody about their plans."""

from flask import Blueprint, abort, redirect, render_template, url_for

from planner.actions.notices import notify
from planner.models import OF_RATINGS, NotificationKind
from planner.queries.notices import notifications
from planner.queries.notices.notifications import NotificationRow
from planner.views.web import LARGEST_ID, Reply, addresses, changed, db, me
from planner.words.notification_words import sentence

bp = Blueprint("notifications", __name__)


@bp.get("/notifications")
def index() -> str:
    news = notifications.of_person(me())
    return render_template("notices/notifications/index.html", news=news, said=sentence)


@bp.get("/notifications/<int:notification_id>")
def show(notification_id: int) -> Reply:
    """Leads to the item; for the links in mails."""
    found = notifications.one_of(me(), notification_id) if notification_id <= LARGEST_ID else None
    if found is None:
        abort(404)
    return redirect(place_of(found))


@bp.post("/notifications", defaults={"plan_id": None})
@bp.post("/notifications/<int:plan_id>")
def update(plan_id: int | None) -> Reply:
    """Those of one plan are seen, or all."""
    notify.see(me(), plan_id)
    db.session.commit()
    return changed(url_for("notifications.index"))


def place_of(told: NotificationRow) -> str:
    """Where what somebody is told of is to be seen."""
    if told.kind in OF_RATINGS:
        return url_for("maturity.show", plan_id=told.plan_id)
    if told.kind in (NotificationKind.REQUEST, NotificationKind.REQUEST_ANSWERED):
        return url_for("requests.index")
    subject, subject_id = told.subject or "", told.subject_id or 0
    if told.kind in (NotificationKind.MENTION, NotificationKind.COMMENT):
        anchor = f"comment-{told.comment_id}"
        return addresses.of_comments(subject, subject_id, told.plan_id, anchor)
    return addresses.of_item(subject, subject_id) or url_for("plans.show", plan_id=told.plan_id)
