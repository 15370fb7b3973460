"""The rows behind a lead's table: customers with eight fields and ten activities each, invented."""

import datetime
from collections import defaultdict
from random import Random
from typing import Any

from planner.models.mixins import folded

Rows = dict[str, list[dict[str, Any]]]
FIELDS, PEOPLE, TEAMS = 8, 400, 20
ON_A_PLAN, ACTIVITIES, TALKS, ENTRIES, GOALS, DEALS = 6, 10, 4, 3, 2, 2
WITHOUT_A_PLAN, ASKED_FOR = 0.1, 0.3
STATUSES = ("active", "active", "active", "draft", "closed")


def rows(customers: int, today: datetime.date) -> Rows:
    """By table, with ids from 1 without a gap in each table."""
    invention = _Invention(today)
    for number in range(1, customers + 1):
        invention.add_customer(number)
    return invention.rows


class _Invention:
    def __init__(self, today: datetime.date) -> None:
        self.rows: Rows = defaultdict(list)
        self._chance = Random(5)  # noqa: S311 - the same customers each time, not a secret
        self._today = today
        for number in range(TEAMS):
            self._add("teams", name=f"Team {number}", region=f"Region {number % 4}")
        for number in range(FIELDS):
            self._add("fields", name=f"Field {number}")
        for number in range(PEOPLE):
            self._add_person(number)

    def _add(self, table: str, **values: Any) -> int:
        """The id of the new row."""
        identity = len(self.rows[table]) + 1
        self.rows[table].append({"id": identity, **values})
        return identity

    def _add_person(self, number: int) -> None:
        is_specialist = number % 2 == 1
        words = {"key": f"person-{number}", "name": f"Person {number}"}
        self._add(
            "people",
            **words,
            role="specialist" if is_specialist else "generalist",
            field_id=1 + number // 2 % FIELDS if is_specialist else None,
            team_id=None if is_specialist else 1 + number // 2 % TEAMS,
        )

    def _day(self, first: int, last: int) -> datetime.date:
        return self._today + datetime.timedelta(days=self._chance.randrange(first, last))

    def _field(self) -> int | None:
        return self._chance.randint(0, FIELDS) or None

    def add_customer(self, number: int) -> None:
        name = f"customer {number}"
        customer = self._add(
            "customers",
            key=f"customer-{number}",
            name=name,
            name_folded=folded(name),
            owner_id=1 + number * 2 % PEOPLE,
            segment=f"Segment {number % 6}",
            currency="CHF" if number % 10 == 0 else "EUR",
            stage=self._chance.choice(["customer", "prospect"]),
        )
        for field in range(1, FIELDS + 1):
            self._add_potential(customer, field)
        if self._chance.random() >= WITHOUT_A_PLAN:
            self._add_plan(customer)

    def _add_potential(self, customer: int, field: int) -> None:
        self._add(
            "potentials",
            customer_id=customer,
            field_id=field,
            annual_value=self._chance.randrange(0, 90_000, 1000),
            share_of_wallet=self._chance.choice([None, 0.25, 0.5]),
            status=self._chance.choice(["open", "open", "qualified", "rejected"]),
            screened_on=self._today,
        )

    def _add_plan(self, customer: int) -> None:
        start = self._day(-330, 0)
        plan = self._add(
            "plans",
            customer_id=customer,
            status=self._chance.choice(STATUSES),
            starts_on=start,
            ends_on=start + datetime.timedelta(days=364),
            activated_on=start,
        )
        people = self._chance.sample(range(1, PEOPLE + 1), ON_A_PLAN)
        for person in people:
            self._add("members", plan_id=plan, person_id=person, joined_on=start)
        goals = [self._add_goal(plan, number, people) for number in range(GOALS)]
        for number in range(DEALS):
            self._add_deal(plan, number, goals)
        for number in range(ACTIVITIES):
            self._add_activity(plan, number, goals)
        for number in range(TALKS):
            self._add_talk(plan, number, goals)
        if self._chance.random() < ASKED_FOR:
            values = {"plan_id": plan, "person_id": people[0], "kind": "join", "on": start}
            self._add("requests", **values, status="pending")

    def _add_goal(self, plan: int, number: int, people: list[int]) -> int:
        words = {"key": f"g{number}", "title": "Raise the share of wallet"}
        goal = self._add("goals", plan_id=plan, **words, field_id=self._field(), status="active")
        for person in self._chance.sample(people, 2):
            self._add("commitments", goal_id=goal, person_id=person, on=self._today)
        return goal

    def _add_deal(self, plan: int, number: int, goals: list[int]) -> None:
        self._add(
            "deals",
            plan_id=plan,
            key=f"d{number}",
            title="Frame contract",
            field_id=self._field(),
            goal_id=self._chance.choice(goals),
            expected_on=self._today,
            annual_value=self._chance.randrange(1000, 50_000, 500),
            probability=0.5,
        )

    def _add_activity(self, plan: int, number: int, goals: list[int]) -> None:
        is_done = number % 2 == 0
        self._add(
            "activities",
            plan_id=plan,
            key=f"a{number}",
            title="Prepare the talk",
            kind="call",
            field_id=self._field(),
            goal_id=self._chance.choice(goals),
            customer_facing=number % 3 == 0,
            created_by_id=1,
            created_on=self._today - datetime.timedelta(days=300),
            assignee_id=1,
            status="done" if is_done else "planned",
            due_on=self._day(-60, 20),
            done_on=self._day(-200, 0) if is_done else None,
        )

    def _add_talk(self, plan: int, number: int, goals: list[int]) -> None:
        talk = self._add(
            "conversations",
            plan_id=plan,
            key=f"c{number}",
            topic="Financing",
            field_id=self._field(),
            goal_id=self._chance.choice(goals),
        )
        for position in range(ENTRIES):
            self._add(
                "entries",
                conversation_id=talk,
                position=position,
                on=self._day(-300, 0),
                author_id=1,
                channel="call",
                summary="Went through the plan.",
                state="interest",
            )
