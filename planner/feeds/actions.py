"""Making, using and revoking feeds."""

import secrets

from sqlalchemy import func, insert, select
from sqlalchemy.exc import IntegrityError

from planner import clock
from planner.access import leads_a_team, visible_customers
from planner.actions.editing import wait_for_oneself
from planner.actions.errors import Refused
from planner.actions.history import events
from planner.actions.people import passwords
from planner.database import db
from planner.models import Customer, Feed, FeedLevel, FeedScope, Person, Setting
from planner.models.people.setting import INSTALLATION

MOST_FEEDS = 50
"""Of one person, so that the list can be looked through."""


def make(
    owner: Person,
    scope: FeedScope,
    level: FeedLevel,
    *,
    by: Person | None,
    customer: Customer | None = None,
) -> tuple[Feed, str]:
    """A new feed with the secret of its address, which is never to be had again; `by` None is the
    command line.

    Raise Refused for a customer whom its owner may not know of, for the team of somebody who leads
    none, or for too many of them.
    """
    if not owner.is_active:
        raise Refused("This account is switched off.", field="scope")
    if scope is FeedScope.TEAM and not leads_a_team(owner):
        raise Refused("Only who leads a team has its calendar.", field="scope")
    is_of_customer = scope is FeedScope.CUSTOMER
    if is_of_customer and (customer is None or not _sees(owner, customer)):
        raise Refused("Choose a customer for this calendar.", field="customer")
    wait_for_oneself(owner)
    count = select(func.count()).select_from(Feed).where(Feed.person_id == owner.id)
    if (db.session.scalar(count) or 0) >= MOST_FEEDS:
        raise Refused("There are %(number)d calendars. Revoke one first.", number=MOST_FEEDS)
    _name_installation()
    secret = secrets.token_urlsafe(32)
    feed = Feed(
        token_digest=passwords.digest(secret),
        person=owner,
        scope=scope,
        subject_id=customer.id if customer and is_of_customer else None,
        level=level,
        made_on=clock.today(),
    )
    db.session.add(feed)
    events.record("created", feed, by=by)
    return feed, secret


def revoke(feed: Feed, *, by: Person | None) -> None:
    """From now on nobody reads it. Nothing of it is kept, so that it never comes back."""
    events.record("revoked", feed, by=by, changes={})
    db.session.delete(feed)
    db.session.flush()


def feed_at(secret: str) -> Feed | None:
    """The feed at this address; None if it was revoked or never made, or if its owner is not let
    in any more."""
    statement = (
        select(Feed)
        .join(Feed.person)
        .where(Feed.token_digest == passwords.digest(secret), Person.is_active)
        # A person whom this transaction knows already is read anew.
        .execution_options(populate_existing=True)
    )
    return db.session.scalar(statement)


def is_first_reading_today(feed: Feed) -> bool:
    return feed.last_used_on != clock.today()


def note_reading(feed_id: int) -> None:
    """Keep that a feed was read today."""
    feed = db.session.get(Feed, feed_id)
    if feed is not None:
        feed.last_used_on = clock.today()
        db.session.flush()


def _sees(person: Person, customer: Customer) -> bool:
    seen = select(Customer.id).where(Customer.id == customer.id, visible_customers(person))
    return db.session.scalar(seen) is not None


def _name_installation() -> None:
    """By chance, once for ever: what calendars know the things of this program by has to outlast
    every address that it is served at."""
    if db.session.get(Setting, INSTALLATION) is not None:
        return
    named = {"name": INSTALLATION, "value": secrets.token_hex(8)}
    try:
        with db.session.begin_nested():
            db.session.execute(insert(Setting).values(**named))
    except IntegrityError:
        return  # somebody was faster
