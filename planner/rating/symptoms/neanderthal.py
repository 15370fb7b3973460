"""The Neanderthal age: nothing is written down, to stay the single point of truth."""

from collections.abc import Iterator
from datetime import date

from planner.rating.evidence import Evidence, holding, items_found, listing
from planner.rating.facts import ActivityFact, ConversationFact
from planner.rating.situation import Situation
from planner.rating.words import RatedSide

SETTLED = ("won", "lost", "parked")


def generalist_silent(plan: Situation) -> Evidence:
    """The plan is 30 days old or more, and in the last 90 days the generalist side wrote no
    conversation entry, created no activity, was assigned none, and finished none (as its
    assignee)."""
    limits = plan.thresholds
    return holding(
        plan.plan_days >= limits.generalist_silent_plan_days
        and not _generalists_wrote(plan, limits.generalist_silent_days)
        and not _generalists_acted(plan, limits.generalist_silent_days)
    )


def _generalists_wrote(plan: Situation, last_days: int) -> bool:
    return any(
        plan.day.in_last(last_days, entry.on) and plan.is_on(RatedSide.GENERALIST, entry.author)
        for talk in plan.facts.conversations
        for entry in talk.entries
    )


def _generalists_acted(plan: Situation, last_days: int) -> bool:
    """An activity that was cancelled had been created and assigned all the same."""
    return any(
        plan.day.in_last(last_days, day)
        for activity in plan.facts.activities
        for day in _days_of_generalists(plan, activity)
    )


def _days_of_generalists(plan: Situation, activity: ActivityFact) -> Iterator[date | None]:
    """The days on which the generalist side created it, was assigned it and finished it."""
    if plan.is_on(RatedSide.GENERALIST, activity.created_by):
        yield activity.created_on
    if plan.is_on(RatedSide.GENERALIST, activity.assignee):
        yield activity.assigned_on
        yield activity.done_on if activity.status == "done" else None


def contacts_undocumented(plan: Situation) -> Evidence:
    """The generalist side (assignee or participant) was in 2 or more customer-facing activities
    done in the window, and fewer than half of them are documented."""
    limits = plan.thresholds
    activities = [
        activity
        for activity in plan.customer_activities
        if any(plan.is_on(RatedSide.GENERALIST, person) for person in activity.people)
    ]
    if len(activities) < limits.contacts_undocumented_count:
        return None
    undocumented = [item for item in activities if not plan.documentation.covers(item)]
    documented = len(activities) - len(undocumented)
    if 100 * documented >= limits.contacts_undocumented_percent * len(activities):
        return None
    return listing(undocumented)


def conversation_stale(plan: Situation) -> Evidence:
    """A conversation whose last entry (by date, then by order in the file) has a state that is
    neither won, lost nor parked, and is more than 60 days old."""
    return items_found(talk for talk in plan.facts.conversations if _is_stale(plan, talk))


def _is_stale(plan: Situation, talk: ConversationFact) -> bool:
    if not talk.entries:
        return False
    last = max(talk.entries, key=lambda entry: (entry.on, entry.index))
    days = plan.day.since(last.on)
    return last.state not in SETTLED and days > plan.thresholds.conversation_stale_days
