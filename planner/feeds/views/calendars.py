"""The calendar behind a secret address, for programs that neither sign in nor keep cookies."""

from flask import Blueprint, Response, abort, current_app, request

from planner.application import CALENDARS
from planner.database import db, read_only
from planner.feeds import actions
from planner.feeds.queries import days, feeds
from planner.feeds.views.writing import Calendar, calendar_text
from planner.models import Feed, FeedLevel, FeedScope
from planner.views.web.gate import public
from planner.words import gettext, speaking

bp = Blueprint("calendars", __name__)
_SECONDS = 900
"""For which a program need not ask again."""


def address_of_feed(base: str, secret: str) -> str:
    """Where a program reads a feed."""
    return f"{base}{CALENDARS}/{secret}.ics"


@bp.get(f"{CALENDARS}/<secret>.ics")
@public
def show(secret: str) -> Response:
    feed = _feed_at(secret)
    settings = current_app.config["PLANNER"]
    with speaking(feed.person.language or settings.language):
        body = calendar_text(
            Calendar(_name(feed), feed.level, settings.base_url, feeds.installation()),
            days.days_in(feed),
        )
    answer = Response(body, content_type="text/calendar; charset=utf-8")
    answer.add_etag()
    answer.headers["Cache-Control"] = f"private, max-age={_SECONDS}"
    answer.headers["Vary"] = "Accept-Encoding"
    answer.make_conditional(request)
    return answer


def _name(feed: Feed) -> str:
    """Names of others only where the level tells them."""
    if feed.level is FeedLevel.BUSY:
        return "Planner"
    if feed.scope is FeedScope.MINE:
        return gettext("Planner: my days")
    is_named = feed.level is FeedLevel.FULL
    if feed.scope is FeedScope.TEAM:
        team = feed.person.team if is_named else None
        return f"Planner: {team.name}" if team else gettext("Planner: my team")
    customer = feeds.customer_seen_by(feed.person, feed) if is_named else None
    return f"Planner: {customer.name}" if customer else gettext("Planner: a customer")


def _feed_at(secret: str) -> Feed:
    feed = actions.feed_at(secret)
    if feed is not None and actions.is_first_reading_today(feed):
        _note_reading(feed.id)
        feed = actions.feed_at(secret)
    return feed or abort(404)


def _note_reading(feed_id: int) -> None:
    """Once a day, in a transaction of its own: whoever only reads else never writes."""
    db.session.rollback()
    read_only(False)
    actions.note_reading(feed_id)
    db.session.commit()
    read_only(True)
