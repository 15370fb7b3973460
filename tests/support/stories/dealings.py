"""A database full of deals, made by chance and told by events, for sums that are added up again."""

import datetime
from decimal import Decimal
from random import Random

from planner import clock
from planner.actions.plan import activities, deals
from planner.database import db
from planner.models import Customer, Deal, Field, Goal, Person, Plan, Target, Team
from planner.models.kinds import ActivityKind, CauseKind, DealStatus, PlanStatus, Role, Stage
from tests.conftest import TODAY

CUSTOMERS = 30
_DAY = datetime.timedelta(days=1)


def field_of(deal: Deal) -> int | None:
    """That of the deal itself, or else of its goal."""
    if deal.field_id is not None or deal.goal is None:
        return deal.field_id
    return deal.goal.field_id


def fill_with_deals(chance: Random) -> Person:
    """Teams, customers in two currencies, their deals and targets; returned is the auditor."""
    fields = [Field(name=f"Field {number}") for number in range(3)]
    teams = [Team(name=f"Team {n}", region=["East", "West", None][n]) for n in range(3)]
    people = [
        Person(key=f"p{n}", name=f"Person {n}", role=Role.GENERALIST, team=[*teams, None][n % 4])
        for n in range(8)
    ]
    otto = Person(key="otto", name="Otto", role=Role.EXECUTIVE_SPONSOR, is_auditor=True)
    db.session.add_all([*fields, *teams, *people, otto])
    db.session.flush()
    for number in range(CUSTOMERS):
        _add_customer(chance, number, fields, people)
    _add_targets(chance, teams, fields, otto)
    db.session.commit()
    db.session.expire_all()
    return otto


def _add_customer(chance: Random, number: int, fields: list[Field], people: list[Person]) -> None:
    customer = Customer(
        key=f"c{number}",
        name=f"Customer {number}",
        stage=chance.choice(list(Stage)),
        segment=chance.choice(["Large", "Small", None]),
        currency=chance.choice(["EUR", "EUR", "CHF"]),
        owner=chance.choice([*people, None]),
    )
    plan = Plan(
        customer=customer,
        starts_on=TODAY - 200 * _DAY,
        ends_on=TODAY + 164 * _DAY,
        activated_on=TODAY - 200 * _DAY,
        status=chance.choice([PlanStatus.ACTIVE, PlanStatus.ACTIVE, PlanStatus.CLOSED]),
    )
    goal = Goal(plan=plan, key="g", title="Grow", field=chance.choice([*fields, None]))
    db.session.add_all([customer, plan, goal])
    db.session.flush()
    for _ in range(chance.choice([2, 5, 8])):
        _add_deal(chance, plan, goal, fields, people[0])


def _add_deal(chance: Random, plan: Plan, goal: Goal, fields: list[Field], by: Person) -> None:
    field = chance.choice([*fields, None])
    values = {
        "title": "Frame contract",
        "field_id": field.id if field else None,
        "goal_id": chance.choice([goal.id, None]),
        "expected_on": TODAY + chance.randrange(-200, 260) * _DAY,
        "annual_value": Decimal(chance.randrange(100_000)),
        "probability": Decimal(chance.randrange(101)) / 100,
    }
    with clock.at(TODAY - chance.randrange(60, 150) * _DAY):
        deal = deals.create(plan, values, by=by)
    if chance.random() < 0.5:
        _add_activity(chance, plan, deal, by)
    with clock.at(TODAY - chance.randrange(60) * _DAY):
        _happen(chance, deal, by)


def _add_activity(chance: Random, plan: Plan, deal: Deal, by: Person) -> None:
    values = {"title": "Visit", "kind": ActivityKind.VISIT, "deal_id": deal.id}
    with clock.at(TODAY - 59 * _DAY):
        visit = activities.create(plan, {**values, "assignee_id": by.id}, by=by)
    if chance.random() < 0.7:
        with clock.at(TODAY - chance.randrange(50) * _DAY):
            activities.finish(visit, by=by)


def _happen(chance: Random, deal: Deal, by: Person) -> None:
    cause = {"cause": "So it is.", "cause_kind": chance.choice(list(CauseKind))}
    decided = {"decided_on": chance.choice([clock.today(), None])}
    match chance.choice(["nothing", "nothing", "won", "lost", "later", "sooner", "moved"]):
        case "won":
            deals.update(deal, {"status": DealStatus.WON, **decided}, by=by)
        case "lost":
            deals.update(deal, {"status": DealStatus.LOST, **decided, **cause}, by=by)
        case "later":
            deals.update(deal, {"expected_on": deal.expected_on + 70 * _DAY, **cause}, by=by)
        case "sooner":
            deals.update(deal, {"expected_on": deal.expected_on - 70 * _DAY}, by=by)
        case "moved":
            day = {"expected_on": deal.expected_on + 100 * _DAY}
            deals.update(deal, {"status": DealStatus.MOVED, **day, **cause}, by=by)


def _add_targets(chance: Random, teams: list[Team], fields: list[Field], by: Person) -> None:
    for team in teams:
        for field in (None, fields[0], fields[1]):
            start = datetime.date(2026, chance.choice([1, 4, 7]), 1)
            end = chance.choice([datetime.date(2026, 9, 30), datetime.date(2026, 12, 31)])
            db.session.add(
                Target(
                    team=team,
                    field=field,
                    starts_on=start,
                    ends_on=end,
                    amount=Decimal(chance.choice([0, 100_000])),
                    currency=chance.choice(["EUR", "CHF"]),
                    by=by,
                )
            )
