"""A database full of chance: plans with stored ratings, of which leads may see some, some later."""

import datetime
from random import Random
from typing import Any

from planner.database import db
from planner.models import Customer, Person, Plan, StoredRating, Team
from planner.models.kinds import PlanStatus, Role, Stage
from planner.models.people.setting import AGES_VISIBLE_TO, Setting
from planner.rating import Age
from planner.rating.symptoms import RULES
from tests.conftest import TODAY

CUSTOMERS = 40
DAY = datetime.timedelta(days=1)


def fill(chance: Random) -> Person:
    """Commit it, and return the auditor who sees all of it."""
    teams = [Team(name=f"Team {n}", region=["East", "West", None][n]) for n in range(3)]
    people = [_somebody(chance, number, teams) for number in range(12)]
    leads = [_lead(number, team) for number, team in enumerate(teams)]
    otto = Person(key="otto", name="Otto", role=Role.EXECUTIVE_SPONSOR, is_auditor=True)
    db.session.add_all(
        [*teams, *people, *leads, otto, Setting(name=AGES_VISIBLE_TO, value="leads")]
    )
    db.session.flush()
    for number in range(CUSTOMERS):
        _add_customer(chance, number, people)
    db.session.commit()
    db.session.expire_all()
    return otto


def _somebody(chance: Random, number: int, teams: list[Team]) -> Person:
    team = chance.choice([*teams, None])
    return Person(key=f"p{number}", name=f"Person {number}", role=Role.GENERALIST, team=team)


def _lead(number: int, team: Team) -> Person:
    return Person(key=f"lead{number}", name=f"Lead {number}", role=Role.TEAM_LEAD, team=team)


def _add_customer(chance: Random, number: int, people: list[Person]) -> None:
    name = f"Customer {chance.random()}"
    customer = Customer(
        key=f"c{number}",
        name=name,
        name_folded=name.lower(),
        stage=chance.choice(list(Stage)),
        segment=chance.choice(["Large", "Small", None, ""]),
        owner=chance.choice([*people, None]),
    )
    db.session.add(customer)
    start = TODAY - chance.randrange(500) * DAY
    for year in range(chance.choice([0, 1, 1, 1, 2])):
        _add_plan(chance, customer, start - year * 400 * DAY, is_newest=year == 0)


def _add_plan(chance: Random, customer: Customer, start: datetime.date, *, is_newest: bool) -> None:
    status = chance.choice(list(PlanStatus)) if is_newest else PlanStatus.CLOSED
    has_begun = status in (PlanStatus.ACTIVE, PlanStatus.CLOSED)
    plan = Plan(
        customer=customer,
        starts_on=start,
        ends_on=start + 365 * DAY,
        status=status,
        activated_on=start + chance.choice([0, 0, 9]) * DAY if has_begun else None,
    )
    db.session.add(plan)
    for days in chance.sample(range(-30, 420), chance.randrange(9)):
        add_rating(chance, plan, TODAY - days * DAY)


def add_rating(chance: Random, plan: Plan, on: datetime.date, **values: Any) -> None:
    age = chance.choice(list(Age))
    number = chance.choice([None, *range(0, 100, 20)])
    known = {
        "age": age.value,
        "last_age": age.value,
        "one_sidedness": number,
        "one_sided": chance.choice([None, False, True]),
        "leaning": chance.choice([None, "generalist", "specialist"]),
        "symptoms": [_symptom(rule, chance) for rule in chance.sample(RULES, chance.randrange(5))],
        "thresholds": {},
        "visible_to_leads_on": on + chance.choice([0, 0, 14, 60]) * DAY,
    }
    db.session.add(StoredRating(plan=plan, on=on, **(known | values)))


def _symptom(rule: Any, chance: Random) -> dict[str, Any]:
    decides = chance.random() < 0.7
    return {"code": rule.code, "age": rule.age.value, "decides": decides, "evidence": []}
