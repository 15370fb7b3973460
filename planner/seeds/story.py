"""One customer of the demo story, with everything that its scripts need to tell it."""

from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

from planner.actions.plan import contacts, conversations, customers, plans
from planner.models import Contact, Conversation, Customer, Field, Person, Plan
from planner.models.kinds import BuyingRole, Mode, Stage
from planner.seeds import data
from planner.seeds.organisation import Bank
from planner.seeds.texts import GENERAL, Texts, Topic
from planner.seeds.timeline import workday

# Kinds of plan on which the specialists have met nobody.
_APART = frozenset({"kept_out", "stranger", "two_forts"})
SMALL_UP_TO = 10_000_000  # euros of yearly revenue


class Story:
    """Chance is seeded by the customer's name, so that each story is the same every time."""

    plan: Plan
    customer: Customer

    def __init__(self, told: data.CustomerData, bank: Bank, today: date) -> None:
        self.told = told
        self.bank = bank
        self.today = today
        self.chance = Random(told.name)  # noqa: S311 - it guards nothing
        self.texts = Texts(self.chance, bank.topics)
        self.owner = bank.people[told.owner]
        self.lead = bank.lead_of(self.owner)
        self.specialists = [bank.people[key] for key in told.specialists]
        self.contacts: list[Contact] = []
        self.start = self.chance.randint(200, 290)
        self._conversations: dict[Topic, Conversation] = {}

    @property
    def main(self) -> Person:
        """The specialist who matters most."""
        return self.specialists[0]

    @property
    def fields(self) -> list[Field]:
        """The fields that the specialists stand for."""
        return [person.field for person in self.specialists if person.field is not None]

    @property
    def field(self) -> str:
        """The name of the field that matters most; none where nobody stands for one."""
        return self.fields[0].name if self.fields else GENERAL

    @property
    def uncovered(self) -> Field:
        """A field for which nobody is there."""
        free = [field for field in self.bank.fields.values() if field not in self.fields]
        return free[len(self.told.name) % len(free)]

    def day(self, days_ago: int) -> date:
        return workday(self.today, days_ago)

    def about(self, days_ago: int) -> int:
        """Around that day: nobody meets on the very same days with every customer."""
        return days_ago + self.chance.randint(-2, 2)

    def happens(self, probability: float) -> bool:
        return self.chance.random() < probability

    def field_named(self, name: str) -> Field | None:
        return self.bank.fields.get(name)

    def aimed_at(self, name: str) -> dict[str, Any]:
        """The field of that name, with the plan's goal and planned deal in it, if there are any."""
        field = self.field_named(name)
        deal = next((deal for deal in self.plan.deals if deal.field is field), None)
        goal = next((goal for goal in self.plan.goals if goal.field is field), None)
        return {"field": field, "deal": deal, "goal": goal}

    def filled(self, text: str) -> str:
        """A text with the customer's own names in it."""
        first = self.contacts[0].name if self.contacts else ""
        surname = first.rsplit(" ", 1)[-1]
        if first.split(" ", 1)[0] in data.contact_parts()["women"]:
            who = whom = f"Frau {surname}"
        else:
            who, whom = f"Herr {surname}", f"Herrn {surname}"
        return text.format(wer=who, wen=whom, vorhaben=self.told.plans)

    def win(self) -> None:
        """Enter the customer with its people."""
        told = self.told
        values = {
            "name": told.name,
            "city": told.city,
            "country": "DE",
            "industry": told.industry,
            "segment": "Firmenkunden" if (told.revenue or 0) > SMALL_UP_TO else "Gewerbekunden",
            "annual_revenue": None if told.revenue is None else Decimal(told.revenue),
            "stage": Stage(told.stage),
            "owner": self.owner,
            "owner_id": self.owner.id,
        }
        self.customer = customers.create(values, by=self.owner)
        functions = data.contact_parts()["functions"]
        for function in [
            functions[0],
            *self.chance.sample(functions[1:], self.chance.randint(1, 3)),
        ]:
            self._meet(function)

    def _meet(self, function: data.TomlTable) -> None:
        parts = data.contact_parts()
        forename = self.chance.choice([*parts["women"], *parts["men"]])
        values = {
            "name": f"{forename} {self.chance.choice(parts['surnames'])}",
            "function": function["function"],
            "buying_role": BuyingRole(function["buying_role"]),
            "influence": function["influence"],
            "attitude": self.chance.choice([-1, 0, 1, 1, 2]),
            "reports_to": self.contacts[0] if self.contacts else None,
        }
        self.contacts.append(
            contacts.create(self.customer, values, by=self.owner, known_by=self._knowers())
        )

    def _knowers(self) -> list[Person]:
        """Both sides know who decides; the others hang on the owner where the sides keep apart."""
        together = self.specialists and self.told.kind not in _APART
        return [self.owner, self.main] if together and len(self.contacts) != 1 else [self.owner]

    def begin(self, start: int) -> None:
        """Begin the plan, or the next one after the one that is there."""
        starts_on = self.day(start).replace(day=1)
        values = {
            "starts_on": starts_on,
            "ends_on": plans.year_from(starts_on),
            "mode": Mode(self.told.mode),
            "strategy": self.texts.draw("strategies"),
        }
        if hasattr(self, "plan"):
            self.plan = plans.begin_next(self.plan, values, by=self.owner)
        else:
            self.plan = plans.create(self.customer, values, by=self.owner)

    def conversation(self, topic: Topic, by: Person) -> Conversation:
        """The conversation about a topic, opened by whoever first speaks of it."""
        if topic not in self._conversations:
            values = {"topic": topic.title, "field": self.field_named(topic.field)}
            self._conversations[topic] = conversations.create(self.plan, values, by=by)
        return self._conversations[topic]
