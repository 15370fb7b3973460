"""Plans for the tests of the rating, told in days before the day they are rated for.

The cast: Anna, Tom, Bea and Carl stand on the generalist side, Jo, Mira and Vera on the specialist
side, the chief executive and the lead on neither.
"""

from datetime import date, timedelta
from typing import Any, Self

from planner.planfiles.facts import facts_from
from planner.rating import DEFAULTS, Facts, Rating, Thresholds, rate

TODAY = date(2026, 6, 30)

Document = dict[str, Any]


def ago(days: int | None) -> str | None:
    """The day so many days before the day of the rating, as a plan file writes it."""
    return None if days is None else (TODAY - timedelta(days=days)).isoformat()


def given(**values: object) -> Document:
    """An object of a plan file, without what is absent."""
    return {name: value for name, value in values.items() if value is not None}


def cast() -> list[Document]:
    south, leasing = "Corporate Clients South", "Leasing"
    return [
        given(key="anna", name="Anna", role="generalist", unit=south),
        given(key="tom", name="Tom", role="inside_account_manager", unit=south),
        given(key="bea", name="Bea", role="business_developer"),
        given(key="carl", name="Carl", role="customer_developer", unit="Key accounts"),
        given(key="jo", name="Jo", role="specialist", field="Leasing", unit=leasing),
        given(key="mira", name="Mira", role="specialist", field="Payments", unit=south),
        given(key="vera", name="Vera", role="value_specialist", field="Business cases"),
        given(key="ceo", name="Ruth", role="executive_sponsor", unit=south),
        given(key="lead", name="Paul", role="team_lead", unit=south),
    ]


class Story:
    """A plan file that grows sentence by sentence; Anna owns the plan, activated 300 days ago."""

    def __init__(self, activated: int | None = 300, status: str = "active") -> None:
        self.plan: Document = given(
            starts_on=ago(300),
            ends_on=ago(-65),
            status=status,
            activated_on=ago(activated),
            members=[given(person="anna", joined_on=ago(300), via="owner")],
        )
        self.document: Document = given(
            format="planner.plan/1",
            customer=given(key="story-ag", name="Story AG"),
            people=cast(),
            potentials=[],
            plan=self.plan,
        )

    def _add(self, name: str, item: Document) -> Self:
        self.plan.setdefault(name, []).append(item)
        return self

    def potential(
        self,
        field: str = "Leasing",
        value: float = 120_000,
        screened: int = 100,
        status: str | None = None,
    ) -> Self:
        self.document["potentials"].append(
            given(field=field, annual_value=value, screened_on=ago(screened), status=status)
        )
        return self

    def member(
        self,
        person: str = "jo",
        joined: int = 250,
        left: int | None = None,
        via: str | None = "policy",
        agreed: int | None = None,
    ) -> Self:
        dates = given(joined_on=ago(joined), left_on=ago(left), agreed_on=ago(agreed))
        return self._add("members", given(person=person, via=via) | dates)

    def request(
        self, person: str, kind: str, on: int, status: str = "pending", answered: int | None = None
    ) -> Self:
        dates = given(on=ago(on), answered_on=ago(answered))
        return self._add("requests", given(person=person, kind=kind, status=status) | dates)

    def goal(
        self,
        key: str,
        *commitments: tuple[str, int] | tuple[str, int, float],
        target: float | None = None,
        origin: str | None = None,
        status: str = "active",
    ) -> Self:
        """Each commitment is a person, days ago, and a target of the person's own if any."""
        made = [
            given(person=who, on=ago(on), target=own[0] if own else None)
            for who, on, *own in commitments
        ]
        words = given(key=key, title=key, status=status, target=target, origin=origin)
        return self._add("goals", words | given(commitments=made))

    def activity(
        self,
        key: str,
        created: int,
        by: str = "anna",
        status: str | None = None,
        kind: str = "visit",
        customer: bool = True,
        **words: Any,
    ) -> Self:
        """`words`: `assignee`, `participants`, and the days `claimed`, `due` and `done`."""
        days = {f"{name}_on": ago(words.pop(name, None)) for name in ("claimed", "due", "done")}
        derived = "planned" if "assignee" in words else "open"
        derived = "done" if days["done_on"] else derived
        item = given(key=key, title=key, kind=kind, customer_facing=customer, created_by=by)
        item |= given(created_on=ago(created), status=status or derived)
        return self._add("activities", item | given(**words) | given(**days))

    def visit(self, key: str, done: int, assignee: str, *participants: str) -> Self:
        """A customer-facing activity that its assignee created ten days before it was done."""
        with_whom = list(participants)
        created = done + 10
        return self.activity(
            key, created, by=assignee, done=done, assignee=assignee, participants=with_whom
        )

    def entry(
        self,
        on: int,
        author: str,
        *participants: str,
        talk: str = "c1",
        state: str = "interest",
        next_step: str | None = "Send the paper",
        activity: str | None = None,
    ) -> Self:
        talks = self.plan.setdefault("conversations", [])
        if all(known["key"] != talk for known in talks):
            talks.append(given(key=talk, topic=talk, entries=[]))
        entries = next(known["entries"] for known in talks if known["key"] == talk)
        words = given(on=ago(on), author=author, channel="visit", summary="Talked.", state=state)
        words |= given(participants=list(participants), next_step=next_step, activity=activity)
        entries.append(words)
        return self

    def idea(
        self,
        key: str,
        by: str,
        on: int,
        status: str = "proposed",
        adopted_by: str | None = None,
        decided: int | None = None,
    ) -> Self:
        words = given(key=key, title=key, proposed_by=by, on=ago(on), status=status)
        return self._add("ideas", words | given(adopted_by=adopted_by, decided_on=ago(decided)))

    def review(self, on: int, by: str, *attendees: str) -> Self:
        return self._add("reviews", given(on=ago(on), by=by, attendees=list(attendees)))

    def facts(self) -> Facts:
        return facts_from(self.document)

    def rated(self, days_ago: int = 0, thresholds: Thresholds = DEFAULTS) -> Rating:
        """The rating of the plan, so many days ago."""
        return rate(self.facts(), TODAY - timedelta(days=days_ago), thresholds)


def evidence(story: Story, code: str, days_ago: int = 0) -> tuple[str, ...] | None:
    """The evidence of that symptom, None if it does not hold."""
    symptoms = story.rated(days_ago).symptoms
    return next((symptom.evidence for symptom in symptoms if symptom.code == code), None)


def holds(story: Story, code: str, days_ago: int = 0) -> bool:
    """Whether that symptom holds."""
    return evidence(story, code, days_ago) is not None


def codes(story: Story) -> list[str]:
    """The codes of all symptoms that hold, in the order of the rating."""
    return [symptom.code for symptom in story.rated().symptoms]
