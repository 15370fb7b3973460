"""Who of the members does a step."""

from planner.rating.situation import Situation
from planner.rating.words import RatedSide


def members_of(side: RatedSide, plan: Situation) -> list[str]:
    """Who is on that side, the longest first."""
    members = plan.specialist_members if side is RatedSide.SPECIALIST else plan.generalist_members
    ordered = sorted(members, key=lambda member: (member.joined_on, member.person))
    return list(dict.fromkeys(member.person for member in ordered))


def first_of(side: RatedSide, plan: Situation) -> tuple[str, ...]:
    """The member of that side who acts where it does not matter who; nobody if there is none."""
    return tuple(members_of(side, plan)[:1])


def voices_of(side: RatedSide, plan: Situation) -> list[str]:
    """Whose word of today may count differently: the first one, and all who were in something of
    these days that nobody has written down, as what they write now covers that too."""
    members, days = members_of(side, plan), plan.thresholds.documented_days
    unwritten = {
        person
        for activity in plan.customer_activities
        if activity.done_on is not None and plan.day.since(activity.done_on) <= days
        if not plan.documentation.covers(activity)
        for person in activity.people
    }
    return [person for person in members if person in unwritten or person == members[0]]


def other(side: RatedSide) -> RatedSide:
    """The other of the two sides."""
    return RatedSide.GENERALIST if side is RatedSide.SPECIALIST else RatedSide.SPECIALIST
