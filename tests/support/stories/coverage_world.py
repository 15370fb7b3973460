"""Customers with plans, potential and work as chance has it, for the coverage to add up."""

import datetime
from decimal import Decimal
from random import Random
from typing import Any

from planner.database import db
from planner.models import (
    Activity,
    Commitment,
    Conversation,
    Customer,
    Deal,
    Entry,
    Field,
    Goal,
    Member,
    Person,
    Plan,
    Potential,
    Request,
    Team,
)
from planner.models.kinds import (
    ActivityKind,
    ActivityStatus,
    Channel,
    DealStatus,
    GoalStatus,
    PlanStatus,
    PotentialStatus,
    RequestKind,
    RequestStatus,
    Role,
    Stage,
    TalkState,
)
from tests.conftest import TODAY

CUSTOMERS = 30
DAY = datetime.timedelta(days=1)


def fill(chance: Random) -> Person:
    """Fill the database with chance; the auditor, who sees all of it."""
    fields = [Field(name=f"Field {number}") for number in range(4)]
    teams = [Team(name=f"Team {n}", region=["East", "West", None][n]) for n in range(3)]
    people = [somebody(chance, number, fields, teams) for number in range(14)]
    otto = Person(key="otto", name="Otto", role=Role.EXECUTIVE_SPONSOR, is_auditor=True)
    db.session.add_all([*fields, *teams, *people, otto])
    db.session.flush()
    for number in range(CUSTOMERS):
        add_customer(chance, number, fields, people)
    db.session.commit()
    db.session.expire_all()
    return otto


def somebody(chance: Random, number: int, fields: list[Field], teams: list[Team]) -> Person:
    role = chance.choice([Role.GENERALIST, Role.SPECIALIST, Role.VALUE_SPECIALIST, Role.TEAM_LEAD])
    return Person(
        key=f"p{number}",
        name=f"Person {number}",
        role=role,
        field=chance.choice([*fields, None]),
        team=chance.choice([*teams, None]),
    )


def add_customer(chance: Random, number: int, fields: list[Field], people: list[Person]) -> None:
    customer = Customer(
        key=f"c{number}",
        name=f"Customer {chance.random()}",
        stage=chance.choice(list(Stage)),
        segment=chance.choice(["Large", "Small", None, ""]),
        currency=chance.choice(["EUR", "EUR", "CHF"]),
        owner=chance.choice([*people, None]),
    )
    db.session.add(customer)
    for field in fields * 2:
        if chance.random() < 0.4:
            share = chance.choice([None, Decimal(0), Decimal("0.25"), Decimal(1)])
            potential = Potential(
                customer=customer,
                field=field,
                annual_value=Decimal(chance.randrange(0, 100_000, 100)),
                share_of_wallet=share,
                screened_on=TODAY,
                status=chance.choice(list(PotentialStatus)),
            )
            db.session.add(potential)
    first = TODAY - chance.randrange(360) * DAY
    for year in range(chance.choice([0, 1, 1, 2])):
        add_plan(chance, customer, first + year * 400 * DAY, people)


def add_plan(
    chance: Random, customer: Customer, start: datetime.date, people: list[Person]
) -> None:
    status = chance.choice(list(PlanStatus))
    plan = Plan(
        customer=customer,
        starts_on=start,
        ends_on=start + 365 * DAY,
        status=status,
        activated_on=start,
    )
    db.session.add(plan)
    db.session.flush()
    fields = [*db.session.query(Field), None]
    for person in chance.sample(people, 3):
        left = chance.choice([None, None, TODAY])
        db.session.add(Member(plan=plan, person=person, joined_on=TODAY - 500 * DAY, left_on=left))
    for number in range(chance.randrange(3)):
        goal = Goal(
            plan=plan,
            key=f"g{number}",
            title="Goal",
            field=chance.choice(fields),
            status=chance.choice(list(GoalStatus)),
        )
        db.session.add(goal)
        for person in chance.sample(people, 3):
            again = chance.choice([None, None, TODAY])
            goal.commitments.append(Commitment(person=person, on=TODAY, asked_again_on=again))
        add_work(chance, plan, goal, number, people, fields)
    if chance.random() < 0.3:
        answered = chance.choice([None, TODAY])
        request = Request(
            plan=plan,
            person=people[0],
            kind=RequestKind.JOIN,
            on=TODAY,
            status=RequestStatus.ACCEPTED if answered else RequestStatus.PENDING,
            answered_on=answered,
        )
        db.session.add(request)


def add_work(
    chance: Random, plan: Plan, goal: Goal, number: int, people: list[Person], fields: list[Any]
) -> None:
    deal = Deal(
        plan=plan,
        key=f"d{number}",
        title="Deal",
        field=chance.choice(fields),
        goal=chance.choice([goal, None]),
        expected_on=TODAY,
        annual_value=Decimal(chance.randrange(0, 9000, 50)),
        probability=Decimal("0.5"),
        status=chance.choice(list(DealStatus)),
    )
    done = chance.random() < 0.3
    activity = Activity(
        plan=plan,
        key=f"a{number}",
        title="Activity",
        kind=ActivityKind.CALL,
        field=chance.choice(fields),
        goal=chance.choice([goal, None]),
        deal=chance.choice([deal, None]),
        created_by=people[0],
        created_on=TODAY - 200 * DAY,
        assignee=people[1],
        customer_facing=chance.choice([True, False]),
        status=ActivityStatus.DONE if done else ActivityStatus.PLANNED,
        due_on=chance.choice([None, TODAY + chance.randrange(-50, 50) * DAY]),
        done_on=TODAY - chance.randrange(150) * DAY if done else None,
    )
    talk = Conversation(
        plan=plan,
        key=f"t{number}",
        topic="Talk",
        field=chance.choice(fields),
        goal=chance.choice([goal, None]),
    )
    for position in range(chance.randrange(3)):
        entry = Entry(
            on=TODAY - chance.randrange(200) * DAY,
            author=people[0],
            channel=Channel.CALL,
            summary="Said",
            state=chance.choice(list(TalkState)),
            position=position,
        )
        talk.entries.append(entry)
    db.session.add_all([deal, activity, talk])
