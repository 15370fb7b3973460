"""Every figure of the capacity, added up again from the rows by other means."""

import datetime
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from random import Random

import pytest
from flask import Flask

from planner import clock
from planner.database import db
from planner.insights import weeks
from planner.models import Activity, Availability, Customer, Field, Person, Plan, Team
from planner.models.kinds import ActivityKind, ActivityStatus, PlanStatus, Role, Side
from planner.my_work import actions as availabilities
from planner.team.capacity.queries import capacity_activities, capacity_board
from planner.team.capacity.queries.capacity import CapacityKey, Planned, When, Whose
from planner.team.capacity.queries.capacity_activities import CapacityFilter
from planner.team.capacity.queries.capacity_board import WEEKS, CapacityBoard
from tests.conftest import TODAY
from tests.support.statements import counted

STATEMENTS = 5  # with what the organisation has decided
MONDAY = weeks.week_of(TODAY)
DAY = datetime.timedelta(days=1)
SEEDS = (1, 2, 3)
ROLES = [Role.GENERALIST, Role.SPECIALIST, Role.VALUE_SPECIALIST, Role.EXECUTIVE_SPONSOR]


@pytest.fixture
def lead(app: Flask, chance: Random) -> Iterator[Person]:
    """A database full of chance, and a lead of one of its two teams."""
    with app.app_context(), clock.at(TODAY):
        fields = [Field(name=f"Field {number}") for number in range(4)]
        teams = [Team(name=f"Team {number}") for number in range(2)]
        people = [somebody(chance, number, fields, teams) for number in range(48)]
        paul = Person(key="paul", name="Paul", role=Role.TEAM_LEAD, team=teams[0])
        otto = Person(key="otto", name="Otto", role=Role.EXECUTIVE_SPONSOR, is_auditor=True)
        db.session.add_all([*fields, *teams, *people, paul, otto])
        db.session.flush()
        for number in range(20):
            add_plan(chance, number, people, fields)
        for person in [*people, paul]:
            speak(chance, person)
        db.session.commit()
        yield paul


def somebody(chance: Random, number: int, fields: list[Field], teams: list[Team]) -> Person:
    return Person(
        key=f"p{number}",
        name=f"Person {number}",
        role=chance.choice(ROLES),
        field=chance.choice([*fields, None]),
        team=chance.choice([*teams, None]),
        is_active=chance.random() < 0.9,
    )


def add_plan(chance: Random, number: int, people: list[Person], fields: list[Field]) -> None:
    customer = Customer(key=f"c{number}", name=f"C {number}", owner=chance.choice([*people, None]))
    status = chance.choice([PlanStatus.ACTIVE, PlanStatus.ACTIVE, PlanStatus.CLOSED])
    plan = Plan(customer=customer, starts_on=TODAY, ends_on=TODAY + 300 * DAY, status=status)
    plan.activated_on = TODAY
    db.session.add(plan)
    for each in range(12):
        assignee = chance.choice([*people, *([None] * 8)])
        done = assignee is not None and chance.random() < 0.2
        unfinished = ActivityStatus.PLANNED if assignee else ActivityStatus.OPEN
        db.session.add(
            Activity(
                plan=plan,
                key=f"a{each}",
                title=f"Activity {each}",
                kind=ActivityKind.CALL,
                field=chance.choice([*fields, None]),
                created_by=people[0],
                created_on=TODAY - 60 * DAY,
                assignee=assignee,
                due_on=chance.choice([None, MONDAY + chance.randint(-20, 100) * DAY]),
                effort_hours=chance.choice([None, Decimal("0.1"), Decimal(chance.randint(0, 20))]),
                status=ActivityStatus.DONE if done else unfinished,
                done_on=TODAY if done else None,
            )
        )


def speak(chance: Random, person: Person) -> None:
    for _time in range(chance.choice([0, 1, 1, 2, 4])):
        week = MONDAY + chance.randint(-3, 14) * 7 * DAY
        hours = Decimal(chance.choice([0, 4, 8, 12]))
        availabilities.say(person, week, hours, only_that_week=chance.random() < 0.4)


def board_of(reader: Person) -> CapacityBoard:
    return capacity_board.board_of(reader, TODAY)


def added_up(reader: Person) -> list[Person]:
    everybody = db.session.query(Person).order_by(Person.id).all()
    works = [p for p in everybody if p.is_active and p.role is not Role.EXECUTIVE_SPONSOR]
    if reader.is_auditor:
        return works
    return [
        p
        for p in works
        if p.team_id == reader.team_id or (p.team_id is None and p.side is Side.SPECIALIST)
    ]


def planned_again(reader: Person) -> dict[CapacityKey, Planned]:
    ours = {person.id for person in added_up(reader)}
    found: defaultdict[CapacityKey, Planned] = defaultdict(Planned)
    for activity in db.session.query(Activity).all():
        owner = activity.plan.customer.owner
        seen = reader.is_auditor or (owner is not None and owner.team_id == reader.team_id)
        if not seen or not activity.is_unfinished or not activity.plan.is_open:
            continue
        whose, field = Whose.POOL, activity.field_id
        if activity.assignee is not None:
            whose = Whose.OURS if activity.assignee_id in ours else Whose.OTHERS
            field = activity.assignee.field_id
        hours = activity.effort_hours
        found[whose, field, when(activity.due_on)] += Planned(1, hours or Decimal(0), hours is None)
    return dict(found)


def when(due: datetime.date | None) -> datetime.date | When:
    if due is None:
        return When.UNDATED
    if due < MONDAY:
        return When.OVERDUE
    return When.LATER if due >= MONDAY + WEEKS * 7 * DAY else due - due.weekday() * DAY


def hours_again(person: Person, week: datetime.date) -> Decimal | None:
    said = db.session.query(Availability).filter_by(person_id=person.id).all()
    single = [each for each in said if each.only_that_week and each.week == week]
    lasting = [each for each in said if not each.only_that_week and each.week <= week]
    lasting.sort(key=lambda each: each.week)
    holds = single or lasting[-1:]
    return holds[0].hours if holds else None


def otto() -> Person:
    return db.session.query(Person).filter_by(key="otto").one()


def test_hours_to_do_are_those_of_the_activities(lead: Person) -> None:
    for reader in (lead, otto()):
        board, again = board_of(reader), planned_again(reader)
        assert board.planned == again
        for at in (*board.weeks, *When):
            parts = [board.of_group(group, at) for group in board.said.groups]
            assert sum(parts, Planned()) == board.of_all(Whose.OURS, at)
            fields = [board.in_pool(field, at) for field in board.pool_fields]
            assert sum(fields, Planned()) == board.of_all(Whose.POOL, at)


def test_hours_said_are_those_of_the_people(lead: Person) -> None:
    shown = 0
    for reader in (lead, otto()):
        board, people = board_of(reader), added_up(reader)
        assert sum(group.people or 0 for group in board.said.groups) == len(people)
        for group in board.said.groups:
            among = [person for person in people if person.field_id in group.fields]
            assert group.people == len(among)
            for number, week in enumerate(board.weeks):
                exact = sum(hours_again(person, week) or Decimal(0) for person in among)
                hours = group.hours[number]
                assert hours is None or abs(hours - exact) <= Decimal("2.5")
                shown += hours is not None
    assert shown > 0


def test_each_figure_opens_to_the_activities_that_it_was_made_of(lead: Person) -> None:
    board = board_of(lead)
    for (whose, field, at), planned in board.planned.items():
        for only in (False, True):
            wanted = CapacityFilter(whose, (field,), at, only_without_hours=only)
            found = capacity_activities.page_of_activities(lead, wanted, board.weeks)
            assert len(found) == (planned.without_hours if only else planned.activities)
            hours = sum((row.effort_hours or Decimal(0) for row in found), Decimal(0))
            assert only or hours == planned.hours


def test_statements_stay_the_same_however_many_there_are(lead: Person, chance: Random) -> None:
    with counted(db.engine) as first:
        board_of(lead)
    fields = db.session.query(Field).all()
    people = db.session.query(Person).all()
    for number in range(20, 40):
        add_plan(chance, number, people, fields)
    db.session.commit()
    with counted(db.engine) as then:
        board_of(lead)
    assert len(first) == len(then) == STATEMENTS
