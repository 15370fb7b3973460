"""What the rating needs to know, read from a plan file."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from planner.rating import (
    ActivityFact,
    CommitmentFact,
    CompetitorFact,
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

FilePart = Mapping[str, Any]
"""A part of a document that was checked against the schema before."""


def facts_from(document: FilePart) -> Facts:
    """The facts of a plan file that is valid, as `json.loads` gives it.

    Nothing is checked here: a document that breaks a rule of the format gives a KeyError, a
    ValueError or facts that mean nothing.
    """
    plan: FilePart = document["plan"]
    return Facts(
        customer=document["customer"]["key"],
        status=plan["status"],
        activated_on=day_in(plan, "activated_on"),
        people=tuple(_person(part) for part in document["people"]),
        potentials=tuple(potential_from(part) for part in document.get("potentials", ())),
        members=tuple(_member(part) for part in plan["members"]),
        requests=tuple(_request(part) for part in plan.get("requests", ())),
        goals=tuple(_goal(part) for part in plan.get("goals", ())),
        activities=tuple(_activity(part) for part in plan.get("activities", ())),
        conversations=tuple(_conversation(part) for part in plan.get("conversations", ())),
        ideas=tuple(_idea(part) for part in plan.get("ideas", ())),
        reviews=tuple(_review(part) for part in plan.get("reviews", ())),
    )


def day_in(part: FilePart, name: str) -> date | None:
    """The day under a name, None where there is none."""
    text = part.get(name)
    return None if text is None else date.fromisoformat(text)


def amount_in(part: FilePart, name: str) -> Decimal | None:
    """The number as it is written; the text of a float gives its shortest form."""
    number = part.get(name)
    return None if number is None else Decimal(str(number))


def _person(part: FilePart) -> PersonFact:
    return PersonFact(part["key"], part["role"], part.get("field"), part.get("unit"))


def potential_from(part: FilePart) -> PotentialFact:
    return PotentialFact(
        field=part["field"],
        annual_value=Decimal(str(part["annual_value"])),
        screened_on=date.fromisoformat(part["screened_on"]),
        status=part.get("status", "open"),
        share_of_wallet=amount_in(part, "share_of_wallet"),
        unit=part.get("unit"),
        competitors=tuple(
            CompetitorFact(each["name"], amount_in(each, "share"))
            for each in part.get("competitors", ())
        ),
    )


def _member(part: FilePart) -> MemberFact:
    return MemberFact(
        person=part["person"],
        joined_on=date.fromisoformat(part["joined_on"]),
        left_on=day_in(part, "left_on"),
        via=part.get("via", "owner"),
        agreed_on=day_in(part, "agreed_on"),
    )


def _request(part: FilePart) -> RequestFact:
    return RequestFact(
        person=part["person"],
        kind=part["kind"],
        on=date.fromisoformat(part["on"]),
        status=part["status"],
        answered_on=day_in(part, "answered_on"),
    )


def _goal(part: FilePart) -> GoalFact:
    return GoalFact(
        key=part["key"],
        status=part["status"],
        origin=part.get("origin", "joint"),
        target=amount_in(part, "target"),
        commitments=tuple(_commitment(made) for made in part.get("commitments", ())),
    )


def _commitment(part: FilePart) -> CommitmentFact:
    return CommitmentFact(part["person"], date.fromisoformat(part["on"]), amount_in(part, "target"))


def _activity(part: FilePart) -> ActivityFact:
    return ActivityFact(
        key=part["key"],
        kind=part["kind"],
        created_by=part["created_by"],
        created_on=date.fromisoformat(part["created_on"]),
        status=part["status"],
        customer_facing=part.get("customer_facing", False),
        assignee=part.get("assignee"),
        claimed_on=day_in(part, "claimed_on"),
        participants=tuple(part.get("participants", ())),
        due_on=day_in(part, "due_on"),
        done_on=day_in(part, "done_on"),
        field=part.get("field"),
        contract=part.get("contract"),
    )


def _conversation(part: FilePart) -> ConversationFact:
    key = part["key"]
    entries = enumerate(part.get("entries", ()))
    return ConversationFact(
        key,
        tuple(_entry(key, index, entry) for index, entry in entries),
        field=part.get("field"),
        contract=part.get("contract"),
    )


def _entry(conversation: str, index: int, part: FilePart) -> EntryFact:
    return EntryFact(
        conversation=conversation,
        index=index,
        on=date.fromisoformat(part["on"]),
        author=part["author"],
        state=part["state"],
        participants=tuple(part.get("participants", ())),
        next_step=part.get("next_step"),
        activity=part.get("activity"),
        channel=part["channel"],
        contacts=tuple(part.get("contacts", ())),
    )


def _idea(part: FilePart) -> IdeaFact:
    return IdeaFact(
        key=part["key"],
        proposed_by=part["proposed_by"],
        on=date.fromisoformat(part["on"]),
        status=part["status"],
        adopted_by=part.get("adopted_by"),
        decided_on=day_in(part, "decided_on"),
    )


def _review(part: FilePart) -> ReviewFact:
    attendees = tuple(part.get("attendees", ()))
    return ReviewFact(date.fromisoformat(part["on"]), part["by"], attendees)
