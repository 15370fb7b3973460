"""Calls on executives, in every state that one can have."""

from collections.abc import Iterable

from planner.models import Person, SponsorRequest
from planner.models.kinds import Channel, Role, SponsorReason, SponsorResult
from planner.seeds.story import Story
from planner.seeds.timeline import Script
from planner.sponsor_requests import actions as sponsor_requests


def executive_called(story: Story) -> Iterable[Script]:
    """A rethink on the customer's board was helped along, another one is accepted; of a robust no
    one executive has declined, so that the next is asked."""
    first, other = _executives(story)
    yield _talked(story, first)
    yield _accepted(story, first)
    yield _declined(story, other)


def _executives(story: Story) -> list[Person]:
    people = story.bank.people.values()
    return [person for person in people if person.role is Role.EXECUTIVE_SPONSOR]


def _called(story: Story, who: Person, reason: SponsorReason, needed: int) -> SponsorRequest:
    values = {
        "reason": reason,
        "briefing": story.texts.draw("sponsor_briefings"),
        "needed_by": story.day(needed),
        "sponsor_id": who.id,
    }
    return sponsor_requests.create(story.plan, values, by=story.owner)


def _talked(story: Story, who: Person) -> Script:
    yield 77
    request = _called(story, who, SponsorReason.RETHINK, needed=50)
    yield 73
    sponsor_requests.accept(request, by=who)
    yield 41
    said = story.texts.draw("sponsor_outcomes")
    values = {"result": SponsorResult.PARTLY, "outcome": said}
    values |= {"on": story.day(41), "channel": Channel.VISIT}
    sponsor_requests.finish(request, values, "Gespräch des Vorstands: Umdenken", by=who)


def _accepted(story: Story, who: Person) -> Script:
    yield 16
    request = _called(story, who, SponsorReason.RETHINK, needed=-6)
    yield 14
    sponsor_requests.accept(request, by=who)


def _declined(story: Story, who: Person) -> Script:
    yield 6
    request = _called(story, who, SponsorReason.ROBUST_NO, needed=-3)
    yield 5
    why = "Ich kenne den Einkaufsleiter privat. Bitte jemand anderes."
    sponsor_requests.decline(request, why, by=who)
