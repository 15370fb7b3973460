"""What of the tables a feed is about, as its owner may see it at this moment."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, false, or_, select

from planner.access import (
    Permission,
    activities_beside_plans,
    leads_a_team,
    own_plans_for,
    people_of,
    plans_for,
    visible_customers,
)
from planner.feeds.queries import feeds
from planner.models import Activity, Customer, Feed, FeedScope, Participation, Person, Plan


@dataclass(frozen=True, slots=True)
class FeedSight:
    """Conditions on `Activity`, on `Plan` and on `Customer`, each where the three are joined; of
    plans come goals and deals besides the reviews if `has_goals`."""

    reader: Person
    activities: ColumnElement[bool]
    plans: ColumnElement[bool]
    customers: ColumnElement[bool]
    has_goals: bool

    @property
    def plan_ids(self) -> Select[int]:
        return select(Plan.id).join(Plan.customer).where(self.plans)

    @property
    def customer_ids(self) -> Select[int]:
        return select(Customer.id).where(self.customers)


def sight_of_feed(feed: Feed) -> FeedSight:
    """What a feed shows; nothing where its owner sees nothing of that any more."""
    if feed.scope is FeedScope.CUSTOMER:
        return _of_customer(feed)
    return _of_team(feed.person) if feed.scope is FeedScope.TEAM else _of_oneself(feed.person)


def is_with(person: Person) -> ColumnElement[bool]:
    """Whether somebody has an activity or takes part in it, on `Activity`."""
    taken = select(Participation.activity_id).where(Participation.person_id == person.id)
    return or_(Activity.assignee_id == person.id, Activity.id.in_(taken))


def _of_oneself(person: Person) -> FeedSight:
    plans = own_plans_for(Permission.SEE_PLAN, person)
    with_plan = select(Plan.customer_id).join(Plan.customer).where(plans)
    own = or_(Customer.owner_id == person.id, Customer.id.in_(with_plan))
    activities = and_(is_with(person), _seen(person))
    return FeedSight(
        person, activities, plans, and_(own, visible_customers(person)), has_goals=True
    )


def _of_customer(feed: Feed) -> FeedSight:
    person, customer = feed.person, feeds.customer_of(feed)
    of_it = Customer.id == customer.id if customer else false()
    return FeedSight(
        person,
        activities=and_(of_it, Activity.assignee_id.is_not(None), _seen(person)),
        plans=and_(of_it, plans_for(Permission.SEE_PLAN, person)),
        customers=and_(of_it, visible_customers(person)),
        has_goals=True,
    )


def _of_team(person: Person) -> FeedSight:
    leads = leads_a_team(person)
    of_team = Customer.owner_id.in_(people_of(person.team_id)) if leads else false()
    plans = and_(of_team, plans_for(Permission.SEE_PLAN, person))
    customers = and_(of_team, visible_customers(person))
    return FeedSight(person, false(), plans, customers, has_goals=False)


def _seen(person: Person) -> ColumnElement[bool]:
    return or_(plans_for(Permission.SEE_ACTIVITY, person), activities_beside_plans(person))
