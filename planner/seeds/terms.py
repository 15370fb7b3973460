"""What puts people on a plan and binds them, each as a script: found, screen, sign, ask."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from planner.actions.plan import goals, members, plans, potentials, requests
from planner.models import Goal, Person
from planner.models.kinds import PotentialStatus, RequestKind, Via
from planner.seeds.story import Story
from planner.seeds.texts import GENERAL
from planner.seeds.timeline import Script


def founding(
    story: Story,
    start: int,
    *,
    among: Sequence[Person],
    via: Via = Via.POLICY,
    agree: bool = True,
    activate: bool = True,
) -> Script:
    """The owner drafts the plan, the others join and agree, and it begins on day `start`."""
    yield start + 8
    story.begin(start)
    yield start + 6
    for person in among:
        if members.still_there(story.plan, person) is None:
            by = story.owner if via is Via.INVITATION else story.lead
            members.join(story.plan, person, via=via, by=by)
    yield start + 4
    members.agree(story.plan, by=story.owner)
    if not agree:
        return
    yield start + 2
    for person in among:
        members.agree(story.plan, by=person)
    if activate:
        yield start
        plans.activate(story.plan, by=story.owner)


def screening(
    story: Story, on: int, field: str, by: Person, status: PotentialStatus = PotentialStatus.OPEN
) -> Script:
    yield on
    values = {
        "field_id": story.bank.fields[field].id,
        "annual_value": Decimal(story.chance.randint(8, 160) * 1000),
        "share_of_wallet": Decimal(story.chance.randint(0, 12)) / 20,
        "status": status,
        "competitors": _competitor(story, field),
    }
    potentials.create(story.customer, values, by=by)


def _competitor(story: Story, field: str) -> list[dict[str, Any]] | None:
    """Somebody who sells there as well, in the field that the plan is about."""
    if field != story.field:
        return None
    return [{"name": "Mittelrheinische Volksbank", "share": 0.25}]


def goal(
    story: Story, on: int, by: Person, *signers: Person, field: str = GENERAL, **values: Any
) -> Script:
    """A goal that `by` writes down and `signers` sign within the week."""
    yield on
    made = _add_goal(story, by, field, **values)
    yield on - 2
    for person in signers:
        goals.commit_to(made, by=person)


def _add_goal(story: Story, by: Person, field: str = GENERAL, **values: Any) -> Goal:
    told = story.texts.draw("goals", field)
    target = Decimal(told["target"])
    words = {
        "title": told["title"],
        "metric": told["metric"],
        "unit": told["unit"],
        "target": target,
        "baseline": Decimal(0),
        "current": Decimal(int(target) * story.chance.randint(5, 60) // 100),
        "field": story.field_named(field),
        "due_on": story.plan.ends_on,
    }
    return goals.create(story.plan, words | values, by=by)


def asking(
    story: Story, on: int, kind: RequestKind, by: Person, declined_on: int | None = None
) -> Script:
    """Somebody asks to join or to be introduced; pending unless the owner says no."""
    yield on
    request = requests.create(story.plan, kind, by=by, reason=story.texts.draw("join_reasons"))
    if declined_on is not None:
        yield declined_on
        requests.decline(request, story.texts.draw("declined_reasons"), by=story.owner)
