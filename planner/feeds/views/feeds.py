"""One's own feeds: made, listed with the day on which they were last read, revoked."""

from typing import Any

from flask import Blueprint, current_app, flash, render_template, request, url_for

from planner.access import leads_a_team
from planner.feeds import actions
from planner.feeds.forms.feeds import FeedForm
from planner.feeds.queries import feeds
from planner.feeds.views.calendars import address_of_feed
from planner.models import Customer, Feed, FeedScope
from planner.views.web import (
    Reply,
    changed,
    db,
    find_of_oneself,
    gettext,
    invalid,
    me,
    once,
    own,
)
from planner.views.web.replies import refusals_in

bp = Blueprint("feeds", __name__)
_TEMPLATE = "feeds/index.html"


@bp.get("/feeds")
@own
def index() -> str:
    """`?customer=KEY` offers that one as well, and chooses it."""
    form = _form()
    asked = feeds.customer_with_key(me(), request.args.get("customer", ""))
    if asked is not None:
        form.scope.data, form.customer.data = FeedScope.CUSTOMER, asked.id
    return render_template(_TEMPLATE, form=form, **_listed())


@bp.post("/feeds")
@own
@once
def create() -> Reply:
    """The page that answers is the only one that ever shows the address."""
    form = _form()
    if form.validate():
        with refusals_in(form):
            chosen = form.customer.data
            customer = db.session.get(Customer, chosen) if chosen else None
            scope, level = form.scope.data, form.level.data
            feed, secret = actions.make(me(), scope, level, by=me(), customer=customer)
            db.session.commit()
            address = address_of_feed(current_app.config["PLANNER"].base_url, secret)
            shown = {"made": feed, "address": address}
            return render_template(_TEMPLATE, form=_form(is_new=True), **shown, **_listed())
    return invalid(_TEMPLATE, form=form, **_listed())


@bp.delete("/feeds/<int:feed_id>")
@own
def destroy(feed_id: int) -> Reply:
    actions.revoke(find_of_oneself(Feed, feed_id), by=me())
    db.session.commit()
    flash(gettext("The calendar is revoked."))
    return changed(url_for("feeds.index"))


def _form(*, is_new: bool = False) -> FeedForm:
    form = FeedForm(formdata=None) if is_new else FeedForm()
    form.customer.offer(feeds.choices_of_customers(me(), request.args.get("customer")))
    if not leads_a_team(me()):
        form.scope.without(FeedScope.TEAM)
    return form


def _listed() -> dict[str, Any]:
    """Of a customer whom somebody may not know of any more the name is not told."""
    listed = feeds.feeds_of(me().id)
    seen = {feed.id: feeds.customer_seen_by(me(), feed) for feed in listed}
    names = {identity: customer.name for identity, customer in seen.items() if customer}
    return {"feeds": listed, "names": names}
