"""What the steps of a way add to a plan file, filled in plainly where facts say too little."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Final

from planner.planfiles.checks.parsing import Document
from planner.rating import (
    ActivityFact,
    CommitmentFact,
    EntryFact,
    GoalFact,
    IdeaFact,
    MemberFact,
    PersonFact,
    PotentialFact,
    ReviewFact,
)


def _part(**values: Any) -> Document:
    """An object without what is absent; days as a plan file writes them."""
    return {
        name: value.isoformat() if hasattr(value, "isoformat") else value
        for name, value in values.items()
        if value is not None and value != []
    }


def person_part(fact: PersonFact) -> Document:
    return _part(key=fact.key, name="Somebody", role=fact.role, field=fact.field, unit=fact.unit)


def member_part(fact: MemberFact) -> Document:
    return _part(person=fact.person, joined_on=fact.joined_on, via=fact.via)


def potential_part(fact: PotentialFact) -> Document:
    return _part(
        field=fact.field,
        annual_value=_number(fact.annual_value),
        screened_on=fact.screened_on,
        status=fact.status,
    )


def _number(amount: Decimal | None) -> int | float | None:
    """As short as it can be written."""
    if amount is None:
        return None
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def goal_part(fact: GoalFact) -> Document:
    return _part(
        key=fact.key,
        title="A goal of both sides",
        origin=fact.origin,
        status=fact.status,
        commitments=[commitment_part(made) for made in fact.commitments],
    )


def commitment_part(fact: CommitmentFact) -> Document:
    return _part(person=fact.person, on=fact.on, target=_number(fact.target))


def activity_part(fact: ActivityFact) -> Document:
    return _part(
        key=fact.key,
        title="A visit together" if fact.met_customer else "What comes next",
        kind=fact.kind,
        customer_facing=fact.customer_facing,
        created_by=fact.created_by,
        created_on=fact.created_on,
        participants=list(fact.participants),
        status=fact.status,
        assignee=fact.assignee,
        claimed_on=fact.claimed_on,
        done_on=fact.done_on,
    )


def conversation_part(key: str) -> Document:
    return {"key": key, "topic": "Where things stand", "entries": []}


def entry_part(fact: EntryFact) -> Document:
    return _part(
        on=fact.on,
        author=fact.author,
        participants=list(fact.participants),
        channel="visit" if fact.participants else "other",
        summary="What was said",
        state=fact.state,
        next_step=fact.next_step,
        activity=fact.activity,
    )


def idea_part(fact: IdeaFact) -> Document:
    return _part(
        key=fact.key,
        title="An idea for the customer",
        proposed_by=fact.proposed_by,
        on=fact.on,
        status=fact.status,
    )


def review_part(fact: ReviewFact) -> Document:
    return _part(on=fact.on, by=fact.by, attendees=list(fact.attendees))


KEYED_PARTS: Final[Mapping[str, Callable[[Any], Document]]] = {
    "goals": goal_part,
    "activities": activity_part,
    "ideas": idea_part,
}
"""How the items of each list that have a key are written."""

_CHANGED: Final = {"assignee", "claimed_on", "commitments", "done_on", "status"}


def changed_part(item: Mapping[str, Any], part: Mapping[str, Any]) -> Document:
    """An item that was there with what steps change as `part` has it."""
    kept = {name: value for name, value in item.items() if name not in _CHANGED}
    return kept | {name: value for name, value in part.items() if name in _CHANGED}
