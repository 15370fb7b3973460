"""What the rating needs to know, read from a plan file."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from planner.rating import (
    ActivityFact,
    CommitmentFact,
    ConversationFact,
    EntryFact,
    Facts,
    GoalFact,
    IdeaFact,
    MemberFact,
    PersonFact,
    PotentialFact,
    RequestFact,
    ReviewFact,
)

# A part of a document that was checked against the schema before.
_Part = Mapping[str, Any]


def facts_from(document: _Part) -> Facts:
    """The facts of a plan file that is valid, as `json.loads` gives it.

    Nothing is checked here: a document that breaks a rule of the format gives a KeyError, a
    ValueError or facts that mean nothing.
    """
    plan: _Part = document["plan"]
    return Facts(
        customer=document["customer"]["key"],
        status=plan["status"],
        activated_on=_day(plan, "activated_on"),
        people=tuple(_person(part) for part in document["people"]),
        potentials=tuple(_potential(part) for part in document.get("potentials", ())),
        members=tuple(_member(part) for part in plan["members"]),
        requests=tuple(_request(part) for part in plan.get("requests", ())),
        goals=tuple(_goal(part) for part in plan.get("goals", ())),
        activities=tuple(_activity(part) for part in plan.get("activities", ())),
        conversations=tuple(_conversation(part) for part in plan.get("conversations", ())),
        ideas=tuple(_idea(part) for part in plan.get("ideas", ())),
        reviews=tuple(_review(part) for part in plan.get("reviews", ())),
    )


def _day(part: _Part, name: str) -> date | None:
    text = part.get(name)
    return None if text is None else date.fromisoformat(text)


def _amount(part: _Part, name: str) -> Decimal | None:
    """The number as it is written; the text of a float gives its shortest form."""
    number = part.get(name)
    return None if number is None else Decimal(str(number))


def _person(part: _Part) -> PersonFact:
    return PersonFact(part["key"], part["role"], part.get("field"), part.get("unit"))


def _potential(part: _Part) -> PotentialFact:
    return PotentialFact(
        field=part["field"],
        annual_value=Decimal(str(part["annual_value"])),
        screened_on=date.fromisoformat(part["screened_on"]),
        status=part.get("status", "open"),
    )


def _member(part: _Part) -> MemberFact:
    return MemberFact(
        person=part["person"],
        joined_on=date.fromisoformat(part["joined_on"]),
        left_on=_day(part, "left_on"),
        via=part.get("via", "owner"),
        agreed_on=_day(part, "agreed_on"),
    )


def _request(part: _Part) -> RequestFact:
    return RequestFact(
        person=part["person"],
        kind=part["kind"],
        on=date.fromisoformat(part["on"]),
        status=part["status"],
        answered_on=_day(part, "answered_on"),
    )


def _goal(part: _Part) -> GoalFact:
    return GoalFact(
        key=part["key"],
        status=part["status"],
        origin=part.get("origin", "joint"),
        target=_amount(part, "target"),
        commitments=tuple(_commitment(made) for made in part.get("commitments", ())),
    )


def _commitment(part: _Part) -> CommitmentFact:
    return CommitmentFact(part["person"], date.fromisoformat(part["on"]), _amount(part, "target"))


def _activity(part: _Part) -> ActivityFact:
    return ActivityFact(
        key=part["key"],
        kind=part["kind"],
        created_by=part["created_by"],
        created_on=date.fromisoformat(part["created_on"]),
        status=part["status"],
        customer_facing=part.get("customer_facing", False),
        assignee=part.get("assignee"),
        claimed_on=_day(part, "claimed_on"),
        participants=tuple(part.get("participants", ())),
        due_on=_day(part, "due_on"),
        done_on=_day(part, "done_on"),
    )


def _conversation(part: _Part) -> ConversationFact:
    key = part["key"]
    entries = enumerate(part.get("entries", ()))
    return ConversationFact(key, tuple(_entry(key, index, entry) for index, entry in entries))


def _entry(conversation: str, index: int, part: _Part) -> EntryFact:
    return EntryFact(
        conversation=conversation,
        index=index,
        on=date.fromisoformat(part["on"]),
        author=part["author"],
        state=part["state"],
        participants=tuple(part.get("participants", ())),
        next_step=part.get("next_step"),
        activity=part.get("activity"),
    )


def _idea(part: _Part) -> IdeaFact:
    return IdeaFact(
        key=part["key"],
        proposed_by=part["proposed_by"],
        on=date.fromisoformat(part["on"]),
        status=part["status"],
        adopted_by=part.get("adopted_by"),
        decided_on=_day(part, "decided_on"),
    )


def _review(part: _Part) -> ReviewFact:
    attendees = tuple(part.get("attendees", ()))
    return ReviewFact(date.fromisoformat(part["on"]), part["by"], attendees)
