"""The rows of plans of all sizes, invented: on average 3 goals, 10 activities and 12 entries."""

import datetime
from collections import defaultdict
from random import Random
from typing import Any

from planner.models.mixins import folded

PEOPLE = 400
FIELDS = ("Leasing", "Payments", "Insurance", "Interest", "Foreign trade", "Pensions")
ROLES = ("generalist", "inside_account_manager", "specialist", "value_specialist")
SIDED = 2  # the roles from the third on have a field
ACTIVE, ASKING, THINKING = 0.9, 0.3, 0.6  # shares of plans that are active, or have such an item
KINDS = ("visit", "call", "analysis", "offer", "internal", "introduction")
STATES = ("raised", "interest", "analysis", "offer", "decision", "won", "lost", "parked")
# Of a hundred plans one is large; the averages come out as the first line says.
LARGE, LARGE_SIZE, ORDINARY_SIZE = 100, (20, 150, 200), (5, 17, 20)

Rows = dict[str, list[dict[str, Any]]]


def rows(plans: int, today: datetime.date) -> Rows:
    """The rows of so many plans by table, with ids from 1 without a gap in each table."""
    invention = _Invention(today)
    for number in range(1, plans + 1):
        invention.add_plan(number)
    return invention.rows


class _Invention:
    def __init__(self, today: datetime.date) -> None:
        self.rows: Rows = defaultdict(list)
        self._chance = Random(3)  # noqa: S311 - the same plans each time, not a secret
        self._today = today
        self._team: list[int] = []
        for name in FIELDS:
            self._add("fields", name=name)
        for number in range(PEOPLE):
            role = ROLES[number % len(ROLES)]
            field = None if number % len(ROLES) < SIDED else 1 + number // 4 % len(FIELDS)
            words = {"key": f"person-{number}", "name": f"Person {number}", "role": role}
            self._add("people", **words, field_id=field, unit=f"Unit {number % 7}")

    def _add(self, table: str, **values: Any) -> int:
        """The id of the new row."""
        identity = len(self.rows[table]) + 1
        self.rows[table].append({"id": identity, **values})
        return identity

    def _day(self, most: int = 300) -> datetime.date:
        return self._today - datetime.timedelta(days=self._chance.randint(0, most))

    def _later(self, day: datetime.date, most: int = 30) -> datetime.date:
        return day + datetime.timedelta(days=self._chance.randint(0, most))

    def _somebody(self) -> int:
        return self._chance.choice(self._team)

    def add_plan(self, number: int) -> None:
        chance = self._chance
        self._team = [1 + (number * 7 + one) % PEOPLE for one in range(4)]
        name = f"Bench Maschinenbau {number} GmbH & Co. KG"
        customer = self._add("customers", key=f"many-{number}", name=name, name_folded=folded(name))
        start = self._day()
        status = "active" if chance.random() < ACTIVE else "closed"
        days = {"starts_on": start, "ends_on": start + datetime.timedelta(365)}
        plan = self._add("plans", customer_id=customer, status=status, activated_on=start, **days)
        largest = LARGE_SIZE if number % LARGE == 0 else ORDINARY_SIZE
        goals, activities, entries = (chance.randint(size // 2, size) for size in largest)
        if number % LARGE:  # most plans are small
            goals, activities, entries = (chance.randint(1, size) for size in largest)
        self._add_frame(plan, customer)
        self._add_goals(plan, goals)
        self._add_activities(plan, activities)
        self._add_entries(plan, entries)

    def _add_frame(self, plan: int, customer: int) -> None:
        """Members, potentials, and now and then a request, an idea and a review."""
        for person in self._team:
            self._add("members", plan_id=plan, person_id=person, joined_on=self._day())
        for field in self._chance.sample(range(1, 7), 3):
            words = {"annual_value": 1000 * field, "screened_on": self._day(400)}
            self._add("potentials", customer_id=customer, field_id=field, **words)
        of_plan = {"plan_id": plan, "on": self._day()}
        if self._chance.random() < ASKING:
            self._add("requests", person_id=self._somebody(), kind="claim", **of_plan)
        if self._chance.random() < THINKING:
            words = {"key": "i1", "title": "Sale and lease back", "status": "proposed"}
            self._add("ideas", proposed_by_id=self._somebody(), **words, **of_plan)
        review = self._add("reviews", by_id=self._somebody(), **of_plan)
        attendance = {"review_id": review, "position": 0, "person_id": self._somebody()}
        self.rows["attendances"].append(attendance)

    def _add_goals(self, plan: int, count: int) -> None:
        for number in range(count):
            words = {"key": f"g{number}", "title": f"Raise the share of wallet {number}"}
            goal = self._add("goals", plan_id=plan, target=100 + number, **words)
            for person in self._chance.sample(self._team, 2):
                self._add("commitments", goal_id=goal, person_id=person, on=self._day())

    def _add_activities(self, plan: int, count: int) -> None:
        for number in range(count):
            created = self._day()
            status = self._chance.choice(("open", "planned", "done", "done"))
            activity = self._add(
                "activities",
                plan_id=plan,
                key=f"a{number}",
                title=f"Prepare the talk about number {number}",
                kind=self._chance.choice(KINDS),
                customer_facing=number % 2 == 0,
                created_by_id=self._somebody(),
                created_on=created,
                assignee_id=None if status == "open" else self._somebody(),
                status=status,
                due_on=self._later(created),
                done_on=self._later(created) if status == "done" else None,
            )
            if number % 2:
                taking_part = {"activity_id": activity, "position": 0}
                self.rows["participations"].append(taking_part | {"person_id": self._somebody()})

    def _add_entries(self, plan: int, count: int) -> None:
        """In conversations of up to five entries."""
        for number in range(count):
            if number % 5 == 0:
                words = {"key": f"c{number // 5}", "topic": f"Financing of the new line {number}"}
                talk = self._add("conversations", plan_id=plan, **words)
            entry = self._add(
                "entries",
                conversation_id=talk,
                position=number,
                on=self._day(),
                author_id=self._somebody(),
                channel="visit",
                summary="Went through the investment plan; wants figures by month. " * 3,
                state=self._chance.choice(STATES),
                next_step="Send the calculation" if number % 2 else None,
            )
            there = {"entry_id": entry, "position": 0, "person_id": self._somebody()}
            self.rows["entry_participations"].append(there)
