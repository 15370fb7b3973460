"""Which feeds there are, and what they are about."""

from collections.abc import Sequence

from sqlalchemy import or_, select

from planner.access import Permission, own_plans_for, visible_customers
from planner.database import db
from planner.models import Customer, Feed, Person, Plan, Setting
from planner.models.people.setting import INSTALLATION
from planner.queries.history import gone_customers


def feeds_of(person_id: int) -> Sequence[Feed]:
    """The newest first."""
    own = select(Feed).where(Feed.person_id == person_id).order_by(Feed.id.desc())
    return db.session.scalars(own).all()


def all_feeds() -> Sequence[Feed]:
    """Those of everybody, by their numbers."""
    return db.session.scalars(select(Feed).order_by(Feed.id)).all()


def customer_of(feed: Feed) -> Customer | None:
    """The customer that a feed is about; that which stays for it, where it was merged."""
    if feed.subject_id is None:
        return None
    customer = db.session.get(Customer, feed.subject_id)
    if customer is not None:
        return customer
    deletion = gone_customers.deletion_of_customer(feed.subject_id)
    return gone_customers.merged_into(deletion) if deletion else None


def customer_seen_by(person: Person, feed: Feed) -> Customer | None:
    """The same, if its owner may still know of it."""
    customer = customer_of(feed)
    return customer_with_key(person, customer.key) if customer else None


def customer_with_key(person: Person, key: str) -> Customer | None:
    """A customer that somebody may know of."""
    seen = select(Customer).where(Customer.key == key, visible_customers(person))
    return db.session.scalar(seen)


def choices_of_customers(person: Person, also: str | None = None) -> list[tuple[int, str]]:
    """The customers that somebody works with, by name, and the one with this key."""
    on_plan = select(Plan.customer_id).join(Plan.customer)
    on_plan = on_plan.where(own_plans_for(Permission.SEE_PLAN, person))
    wanted = or_(
        Customer.owner_id == person.id, Customer.id.in_(on_plan), Customer.key == (also or "")
    )
    found = select(Customer.id, Customer.name).where(wanted, visible_customers(person))
    rows = db.session.execute(found.order_by(Customer.name_folded, Customer.id))
    return [(identity, name) for identity, name in rows]


def installation() -> str:
    """What this installation is known by in calendars."""
    setting = db.session.get(Setting, INSTALLATION)
    return setting.value if setting else "planner"
