"""Every figure of the coverage, added up again from the rows by other means."""

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterator
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from flask import Flask

from planner import clock
from planner.database import db
from planner.insights.coverage import State
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
    Side,
    Stage,
    TalkState,
)
from planner.queries import coverage, coverage_gaps, coverage_sums
from planner.queries.coverage_filter import NOTHING, Filter, Gap, Group
from tests.conftest import TODAY

CUSTOMERS = 30
DAY = datetime.timedelta(days=1)
Added = dict[tuple[int | None, str], list[Any]]


@pytest.fixture(params=[1, 2])
def chance(request: pytest.FixtureRequest) -> Random:
    return Random(request.param)


@pytest.fixture
def world(app: Flask, chance: Random) -> Iterator[Person]:
    """A database full of chance, and the auditor who sees all of it."""
    with app.app_context(), clock.at(TODAY):
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
        yield otto


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


def customers() -> list[Customer]:
    return db.session.query(Customer).all()


def open_plans(customer: Customer) -> list[Plan]:
    plans = db.session.query(Plan).filter_by(customer_id=customer.id)
    return [plan for plan in plans if plan.status is not PlanStatus.CLOSED]


def covered_fields(customer: Customer) -> set[int | None]:
    return {
        member.person.field_id
        for plan in open_plans(customer)
        for member in plan.members
        if member.left_on is None and member.person.side is Side.SPECIALIST
    }


def potentials(customer: Customer) -> list[Potential]:
    return [
        one
        for one in customer.potentials
        if one.status is not PotentialStatus.REJECTED and one.annual_value > 0
    ]


def deals(customer: Customer) -> list[tuple[int | None, Decimal]]:
    return [
        (deal.field_id or (deal.goal.field_id if deal.goal else None), deal.annual_value)
        for plan in open_plans(customer)
        for deal in plan.deals
        if deal.status is DealStatus.PLANNED
    ]


def added_again(chosen: list[Customer]) -> Added:
    """Potential, ours, uncovered, customers, missing, deals, deal value; by field and currency."""
    sums: Added = defaultdict(lambda: [Decimal(0)] * 3 + [set(), set(), 0, Decimal(0)])
    for customer in chosen:
        covered = covered_fields(customer)
        for one in potentials(customer):
            sum_ = sums[one.field_id, customer.currency]
            sum_[0] += one.annual_value
            sum_[1] += one.annual_value * (one.share_of_wallet or 0)
            sum_[3] = sum_[3] | {customer.id}
            if one.field_id not in covered:
                sum_[2] += one.annual_value
                sum_[4] = sum_[4] | {customer.id}
        for field_id, value in deals(customer):
            sum_ = sums[field_id, customer.currency]
            sum_[5] += 1
            sum_[6] += value
    return {
        at: [*found[:3], len(found[3]), len(found[4]), *found[5:]] for at, found in sums.items()
    }


def flat(sums: coverage_sums.Sums) -> Added:
    return {
        (field_id, currency): [
            one.potential,
            one.ours,
            one.uncovered,
            one.customers,
            one.missing,
            one.deals,
            one.deal_value,
        ]
        for field_id, by_currency in sums.items()
        for currency, one in by_currency.items()
    }


def test_totals_are_the_sum_of_the_rows_and_no_currency_is_added_to_another(world: Person) -> None:
    expected = added_again(customers())
    assert {currency for _field, currency in expected} == {"EUR", "CHF"}
    assert flat(coverage_sums.totals(world, Filter())) == expected


KEYS: dict[Group, Callable[[Any], Any]] = {
    Group.TEAM: lambda customer: customer.owner.team_id if customer.owner else None,
    Group.REGION: lambda customer: (
        customer.owner.team.region if customer.owner and customer.owner.team else None
    ),
    Group.SEGMENT: lambda customer: customer.segment or None,
    Group.STAGE: lambda customer: customer.stage,
}


@pytest.mark.parametrize("group", list(Group))
def test_groups_and_filters_find_the_same_customers_and_add_up_the_same(
    world: Person, group: Group
) -> None:
    by_key = defaultdict(list)
    for customer in customers():
        by_key[KEYS[group](customer)].append(customer)
    listed = coverage_sums.groups(world, Filter(), group)
    assert {key: number for key, _name, number in listed} == {
        key: len(found) for key, found in by_key.items()
    }
    of_groups = coverage_sums.of_groups(world, Filter(), group)
    for key, chosen in by_key.items():
        expected = added_again(chosen)
        assert flat(of_groups.get(key, {})) == expected
        asked: Any = {group.value: key if group is Group.STAGE else coverage_sums.value_of(key)}
        assert flat(coverage_sums.totals(world, Filter(**asked))) == expected
        assert coverage_gaps.counts(world, Filter(**asked))[0] == len(chosen)
    assert group is Group.STAGE or coverage_sums.value_of(None) == NOTHING


def test_pages_show_each_customer_once_worst_first_and_add_up_to_the_totals(world: Person) -> None:
    rows, number = [], 1
    while found := coverage.page(world, Filter(page=number)).rows:
        rows += found
        number += 1
    everybody = {customer.id: customer for customer in customers()}
    assert sorted(row.id for row in rows) == sorted(everybody)
    uncovered = []
    sums: dict[str, list[Decimal]] = defaultdict(lambda: [Decimal(0)] * 3)
    for row in rows:
        customer = everybody[row.id]
        gaps = {id_ for id_, cell in row.cells.items() if cell.judgement.state is State.GAP}
        covered = covered_fields(customer)
        missing = [one for one in potentials(customer) if one.field_id not in covered]
        assert gaps == {one.field_id for one in missing}
        uncovered.append(sum(one.annual_value for one in missing))
        assert row.sum.potential == sum(one.annual_value for one in potentials(customer))
        assert row.sum.deal_value == sum(value for _field, value in deals(customer))
        found_sum = sums[row.currency]
        sums[row.currency] = [
            found_sum[0] + row.sum.potential,
            found_sum[1] + row.sum.ours,
            found_sum[2] + row.sum.deal_value,
        ]
    assert uncovered == sorted(uncovered, reverse=True)
    totals = coverage_sums.added(coverage_sums.totals(world, Filter()).values())
    assert dict(sums) == {
        currency: [one.potential, one.ours, one.deal_value] for currency, one in totals.items()
    }


def test_cells_say_who_is_there_what_was_said_last_and_what_is_next(world: Person) -> None:
    for number in (1, 2):
        for row in coverage.page(world, Filter(page=number)).rows:
            customer = db.session.get_one(Customer, row.id)
            plans = open_plans(customer)
            for field_id, cell in row.cells.items():
                assert set(cell.specialists) == {
                    member.person.name
                    for plan in plans
                    for member in plan.members
                    if member.left_on is None
                    and member.person.side is Side.SPECIALIST
                    and member.person.field_id == field_id
                    and field_id is not None
                }
                days = [
                    item.due_on
                    for plan in plans
                    for item in plan.activities
                    if item.is_unfinished and item.due_on and field_of(item) == field_id
                ]
                assert cell.next_due == min((day for day in days if day >= TODAY), default=None)
                assert cell.overdue == sum(day < TODAY for day in days)
                talks = [
                    entry.on
                    for plan in db.session.query(Plan).filter_by(customer_id=row.id)
                    for talk in plan.conversations
                    for entry in talk.entries
                    if field_of(talk) == field_id
                ]
                assert cell.talked_on == max(talks, default=None)


def field_of(item: Any) -> int | None:
    """Its own, or that of its deal, or that of its goal."""
    of_deal = item.deal.field_id if getattr(item, "deal", None) else None
    of_goal = item.goal.field_id if item.goal else None
    found: int | None = item.field_id or of_deal or of_goal
    return found


def lacking(customer: Customer) -> dict[Gap, bool]:
    """The same rules once more, in plain words."""
    plans = open_plans(customer)
    everything = db.session.query(Plan).filter_by(customer_id=customer.id).all()
    talks = [e.on for plan in everything for t in plan.conversations for e in t.entries]
    done = [a.done_on for plan in everything for a in plan.activities if a.customer_facing]
    work = [item for plan in plans for item in plan.activities if item.is_unfinished]
    return {
        Gap.NO_PLAN: not plans,
        Gap.NO_JOINT_GOAL: bool(plans)
        and not any(map(is_joint, [g for p in plans for g in p.goals])),
        Gap.NO_NEXT_STEP: bool(plans) and not any(w.due_on and w.due_on >= TODAY for w in work),
        Gap.NO_CONTACT: not any(day and day >= TODAY - 90 * DAY for day in [*talks, *done]),
        Gap.NO_SPECIALIST: not {one.field_id for one in potentials(customer)}
        <= covered_fields(customer),
        Gap.PLAN_ENDS: bool(plans) and all(plan.ends_on <= TODAY + 60 * DAY for plan in plans),
        Gap.REQUEST_WAITS: any(
            request.status is RequestStatus.PENDING for plan in plans for request in plan.requests
        ),
    }


def is_joint(goal: Goal) -> bool:
    sides = {one.person.side for one in goal.commitments if one.stands}
    return goal.status is GoalStatus.ACTIVE and set(Side) <= sides


def test_lists_count_and_open_to_the_customers_that_lack_it(world: Person) -> None:
    everything, counts = coverage_gaps.counts(world, Filter())
    assert everything == CUSTOMERS
    for gap in Gap:
        expected = {customer.id for customer in customers() if lacking(customer)[gap]}
        wanted = [Filter(gap=gap, page=number) for number in (1, 2)]
        opened = {row.id for asked in wanted for row in coverage.page(world, asked).rows}
        assert opened == expected
        assert counts[gap] == len(expected)
        chosen = [customer for customer in customers() if customer.id in expected]
        assert flat(coverage_sums.totals(world, Filter(gap=gap))) == added_again(chosen)


def test_one_field_is_all_that_is_added_up_when_it_is_asked_for(world: Person) -> None:
    field = db.session.query(Field).first()
    assert field is not None
    chosen = [c for c in customers() if field.id in {one.field_id for one in potentials(c)}]
    expected = {at: sums for at, sums in added_again(chosen).items() if at[0] == field.id}
    assert flat(coverage_sums.totals(world, Filter(field_id=field.id))) == expected


def test_a_lead_gets_the_sums_of_the_own_team_alone(world: Person) -> None:
    team = db.session.query(Team).first()
    assert team is not None
    lead = Person(key="lead", name="Lead", role=Role.TEAM_LEAD, team=team)
    db.session.add(lead)
    db.session.flush()
    own = [c for c in customers() if c.owner is not None and c.owner.team_id == team.id]
    assert flat(coverage_sums.totals(lead, Filter())) == added_again(own)
    assert coverage_gaps.counts(lead, Filter())[0] == len(own)
    lead.team = None
    db.session.flush()
    assert coverage_gaps.counts(lead, Filter())[0] == 0
    assert coverage_sums.totals(lead, Filter()) == {}
    assert world.is_auditor
