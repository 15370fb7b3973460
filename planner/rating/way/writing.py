"""Steps that write: `write_up`, `write_entry` and `next_step`."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial

from planner.rating.facts import ActivityFact, EntryFact, Facts
from planner.rating.situation import Situation
from planner.rating.way.acting import members_of, voices_of
from planner.rating.way.changing import SOMETHING, latest_talk, with_entry
from planner.rating.way.steps import StepKind, WayStep
from planner.rating.words import RatedSide


def write_up_activity(plan: Situation) -> Iterator[WayStep]:
    """For each customer-facing done activity that no entry refers to: an entry of today by a
    generalist-side member who was there, with a next step."""
    told = _told(plan.facts)
    writers = members_of(RatedSide.GENERALIST, plan)
    for activity in plan.facts.activities:
        if activity.met_customer and activity.key not in told:
            for person in writers:
                if person in activity.people:
                    yield _writing_up(StepKind.WRITE_UP, activity, person, plan)


def _told(facts: Facts) -> set[str | None]:
    return {entry.activity for talk in facts.conversations for entry in talk.entries}


def _writing_up(kind: StepKind, activity: ActivityFact, author: str, plan: Situation) -> WayStep:
    change = partial(_write_up, plan.day.as_of, author, activity.key)
    return WayStep(kind, change, activity.reference, plan.side_of.get(author), (author,))


def _write_up(on: date, author: str, activity: str, facts: Facts) -> Facts:
    return with_entry(facts, on, author, activity=activity, next_step=SOMETHING)


def write_entry(plan: Situation) -> Iterator[WayStep]:
    """An entry of today by a generalist-side member."""
    talk = latest_talk(plan.facts)
    for person in voices_of(RatedSide.GENERALIST, plan):
        change = partial(with_entry, on=plan.day.as_of, author=person)
        yield WayStep(
            StepKind.WRITE_ENTRY,
            change,
            talk.reference if talk else None,
            RatedSide.GENERALIST,
            (person,),
        )


def name_next_step(plan: Situation) -> Iterator[WayStep]:
    """An entry that names no next step gets one; a contact without entry is written up.

    Only joint contacts are asked for what follows them. What somebody of the generalist side
    writes up is a `write_up` already, so that here the other members do.
    """
    days = plan.thresholds.follow_up_missing_days
    for contact in plan.contacts:
        if isinstance(contact.source, ActivityFact):
            for person in sorted(plan.members & contact.people):
                if not plan.is_on(RatedSide.GENERALIST, person):
                    yield _writing_up(StepKind.NEXT_STEP, contact.source, person, plan)
        elif contact.is_joint and not contact.names_next_step and plan.day.since(contact.on) > days:
            change = partial(_name_next_step, contact.source)
            yield WayStep(StepKind.NEXT_STEP, change, contact.reference)


def _name_next_step(entry: EntryFact, facts: Facts) -> Facts:
    named = replace(entry, next_step=SOMETHING)
    talks = tuple(
        replace(
            talk,
            entries=tuple(named if item.index == entry.index else item for item in talk.entries),
        )
        if talk.key == entry.conversation
        else talk
        for talk in facts.conversations
    )
    return replace(facts, conversations=talks)
