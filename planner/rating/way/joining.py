"""`invite`: a specialist-side person joins today by invitation."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from planner.rating.facts import Facts
from planner.rating.people import MemberFact, People, PersonFact
from planner.rating.situation import Situation
from planner.rating.way.changing import fresh_key
from planner.rating.way.steps import StepKind, WayStep
from planner.rating.words import RatedSide

STAND_IN = "somebody"


def invite(plan: Situation) -> Iterator[WayStep]:
    """One step: who asked to join; else somebody of the field with the largest uncovered
    potential; else a stand-in."""
    person = _asking(plan) or _of_uncovered_field(plan)
    if person is None:
        person = PersonFact(fresh_key(STAND_IN, plan.people), role="specialist")
    member = MemberFact(person.key, plan.day.as_of, via="invitation")
    change = partial(_join, person, member)
    yield WayStep(StepKind.INVITE, change, member.reference, RatedSide.SPECIALIST)


def _join(person: PersonFact, member: MemberFact, facts: Facts) -> Facts:
    people = facts.people if person in facts.people else People((*facts.people, person))
    return replace(facts, people=people, members=(*facts.members, member))


def _asking(plan: Situation) -> PersonFact | None:
    """Who asked and was not let in; who still waits comes before who was turned down."""
    asked = [
        request
        for request in plan.facts.requests
        if request.kind == "join"
        and request.status != "accepted"
        and _is_free(plan, request.person)
    ]
    first = min(asked, key=lambda ask: (ask.status != "pending", ask.on, ask.person), default=None)
    return plan.people[first.person] if first else None


def _of_uncovered_field(plan: Situation) -> PersonFact | None:
    covered = {plan.people[member.person].field for member in plan.specialist_members}
    uncovered = [item for item in plan.promising_potentials if item.field not in covered]
    largest = min(uncovered, key=lambda item: (-item.annual_value, item.field), default=None)
    if largest is None:
        return None
    free = (person for person in plan.people.values() if person.field == largest.field)
    able = (person for person in free if _is_free(plan, person.key))
    return min(able, key=lambda person: person.key, default=None)


def _is_free(plan: Situation, person: str) -> bool:
    return plan.is_on(RatedSide.SPECIALIST, person) and person not in plan.members
