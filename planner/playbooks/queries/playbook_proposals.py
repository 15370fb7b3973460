"""What a playbook would add to a plan, line by line, as things stand now."""

import datetime
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from planner.insights.versions import plain_text, version
from planner.insights.working_days import days_after, working_day
from planner.models import Doer, Field, Person, Plan, Playbook, PlaybookActivity, PlaybookGoal
from planner.models.kinds import Side
from planner.playbooks.queries.playbook_traces import there_already

ProposedItem = TypeVar("ProposedItem", PlaybookGoal, PlaybookActivity)


@dataclass(frozen=True, slots=True)
class ProposedLine(Generic[ProposedItem]):
    """A goal or an activity that would be added, until which day and for whom.

    `there` is the id of what an earlier use has added and is not over yet. `moved_from` is a day
    that fell on a weekend. `could` are the members who could do an activity: with exactly one of
    them it is for that one, else it waits in the pool.
    """

    item: ProposedItem
    day: datetime.date
    field: Field | None
    there: int | None
    is_late: bool
    is_over: bool
    moved_from: datetime.date | None = None
    could: tuple[Person, ...] = ()

    @property
    def person(self) -> Person | None:
        return self.could[0] if len(self.could) == 1 else None

    @property
    def is_ticked(self) -> bool:
        """Whether it is added unless somebody says otherwise."""
        return self.there is None and not self.is_late and not self.is_over

    @property
    def shown(self) -> str:
        """Which line it is and what was shown of it: another text as soon as something else would
        be added."""
        item, person, field = self.item, self.person, self.field
        said: list[object] = [item.title, self.day, self.there]
        said += [person.id if person else None, field.id if field else None]
        if isinstance(item, PlaybookGoal):
            said += [item.metric, item.unit, item.target]
        else:
            said += [item.kind, item.goal_id, item.customer_facing, item.effort_hours, item.note]
        return f"{item.__tablename__}-{item.id}-" + version(
            "\n".join(plain_text(each) for each in said)
        )


@dataclass(frozen=True, slots=True)
class Proposal:
    goals: list[ProposedLine[PlaybookGoal]]
    activities: list[ProposedLine[PlaybookActivity]]

    @property
    def version(self) -> str:
        """Another one for each other proposal; browsers keep what is typed by it."""
        shown = [line.shown for line in self.goals] + [line.shown for line in self.activities]
        return version("\n".join(shown))

    @property
    def moved(self) -> int:
        """How many activities fell on a weekend."""
        return sum(line.moved_from is not None for line in self.activities)


@dataclass(frozen=True, slots=True)
class _Case:
    """The plan as it stands, for which each line is looked at."""

    plan: Plan
    today: datetime.date
    field: Field | None
    members: list[Person]
    there: dict[tuple[type, str], int]

    def line(
        self, item: ProposedItem, day: datetime.date, field: Field | None
    ) -> ProposedLine[ProposedItem]:
        there = self.there.get((type(item), item.title))
        late, over = day > self.plan.ends_on, day < self.today
        return ProposedLine(item, day, field, there=there, is_late=late, is_over=over)

    def of_goal(self, goal: PlaybookGoal) -> ProposedLine[PlaybookGoal]:
        """A goal is one of the whole period."""
        return self.line(goal, self.plan.ends_on, goal.field or self.field)

    def of_activity(
        self, activity: PlaybookActivity, starts_on: datetime.date
    ) -> ProposedLine[PlaybookActivity]:
        field = _field_of(activity, self.field)
        wanted = days_after(starts_on, activity.offset_days)
        line = self.line(activity, working_day(wanted), field)
        could = tuple(_who_could(activity.doer, field, self.members))
        return replace(line, moved_from=wanted if wanted != line.day else None, could=could)


def proposal(
    plan: Plan,
    playbook: Playbook,
    starts_on: datetime.date,
    field: Field | None,
    *,
    today: datetime.date,
) -> Proposal:
    """What the playbook would add. `field` is the one that it is used for where it is for any."""
    case = _Case(
        plan,
        today,
        playbook.field or field,
        _members(plan),
        there_already(plan.id, playbook.id),
    )
    return Proposal(
        [case.of_goal(goal) for goal in playbook.goals],
        [case.of_activity(activity, starts_on) for activity in playbook.activities],
    )


def _field_of(activity: PlaybookActivity, field: Field | None) -> Field | None:
    goal = activity.goal
    return (goal.field if goal is not None else None) or field


def _members(plan: Plan) -> list[Person]:
    return [
        member.person
        for member in plan.members
        if member.left_on is None and member.person.is_active
    ]


def _who_could(doer: Doer, field: Field | None, members: list[Person]) -> list[Person]:
    if doer is Doer.GENERALIST:
        return [person for person in members if person.side is Side.GENERALIST]
    if doer is Doer.SPECIALIST:
        return [
            person
            for person in members
            if person.side is Side.SPECIALIST and (field is None or person.field_id == field.id)
        ]
    return []
