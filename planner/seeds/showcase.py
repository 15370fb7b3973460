"""The plan that the demo's first sign-ins share, with something to do on either side today."""

from collections.abc import Iterable
from decimal import Decimal

from planner.actions.plan import claims, comments, deals, goals, requests
from planner.models.kinds import DealStatus, RequestKind
from planner.seeds import data, steps, terms
from planner.seeds.story import Story
from planner.seeds.texts import GENERAL
from planner.seeds.timeline import Script

ASKS_TO_JOIN = "lukas"


def to_do_today(story: Story) -> Iterable[Script]:
    """For each side a goal to sign; a moved target; activities to claim; requests to answer."""
    owner, main = story.owner, story.main
    yield terms.goal(story, 8, owner, owner)
    yield terms.goal(story, 7, main, main)
    yield _customer_wants(story)
    yield _deal_is_won(story)
    yield _target_moves(story)
    yield _target_is_talked_about(story)
    yield _join_is_asked_for(story)
    yield _claim_is_asked_for(story)
    yield steps.task(story, 3, owner, due=-12, field=story.field)
    yield steps.task(story, 9, owner, assignee=owner, due=0)
    yield steps.task(story, 6, main, assignee=main, due=-1, field=story.field)


def _customer_wants(story: Story) -> Script:
    """A goal of the customer's own, which both sides sign."""
    yield 34
    told = data.texts()[GENERAL]["customer_goals"][0]
    words = {**told, "target": Decimal(told["target"]), "customer_goal": True}
    goal = goals.create(story.plan, words, by=story.owner)
    yield 31
    for person in (story.owner, story.main):
        goals.commit_to(goal, by=person)


def _deal_is_won(story: Story) -> Script:
    """One more of the field, so that there are enough to tell how long they usually take."""
    yield 130
    told = data.texts()[story.field]["deals"][-1]
    values = {
        "title": told["title"],
        "annual_value": Decimal(told["annual_value"]),
        "probability": Decimal("0.7"),
        "expected_on": story.day(28),
        "field": story.field_named(story.field),
    }
    deal = deals.create(story.plan, values, by=story.owner)
    yield 28
    won = {"status": DealStatus.WON, "decided_on": story.day(28)}
    deals.update(deal, won, by=story.owner)


def _target_moves(story: Story) -> Script:
    """By less than a tenth, so that the two sides still agree."""
    yield 5
    signed = story.plan.goals[0]
    target = round((signed.target or Decimal(0)) * Decimal("1.08"))
    goals.update(signed, {"target": Decimal(target)}, by=story.owner)


def _target_is_talked_about(story: Story) -> Script:
    yield 4
    goal = story.plan.goals[0]
    asked = f"@{story.owner.name} {story.texts.draw('comments')}"
    comments.create(goal, asked, by=story.main)
    yield 2
    answer = f"@{story.main.name} {story.texts.draw('comment_answers')}"
    comments.create(goal, answer, by=story.owner)


def _join_is_asked_for(story: Story) -> Script:
    specialist = story.bank.people[ASKS_TO_JOIN]
    if specialist.field is not None:
        yield from terms.screening(story, 10, specialist.field.name, specialist)
    yield 2
    reason = story.texts.draw("join_reasons")
    requests.create(story.plan, RequestKind.JOIN, by=specialist, reason=reason)


def _claim_is_asked_for(story: Story) -> Script:
    yield from steps.task(story, 6, story.owner, due=-18, field=story.field)
    yield 1
    claims.make(story.plan.activities[-1], by=story.main)
