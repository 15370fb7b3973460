"""The six shifts in which the two sides grow together, each a number from 0 to 100."""

from dataclasses import fields

from planner.rating.rounding import share_of_hundred
from planner.rating.situation import Situation
from planner.rating.symptoms.dinosaur import field_uncovered
from planner.rating.value import value
from planner.rating.words import RatedSide

FIRST_STEP = 34
FURTHER_STEP = 33


@value
class Shifts:
    involvement: int
    communication: int
    planning: int
    goals: int
    role: int
    organisation: int

    def as_json(self) -> dict[str, int]:
        """The shifts by name, in the order of the specification."""
        return {name: getattr(self, name) for name in _NAMES}


_NAMES = tuple(field.name for field in fields(Shifts))


def shifts_of(plan: Situation) -> Shifts:
    """The six numbers of the plan."""
    return Shifts(
        involvement=involvement(plan),
        communication=communication(plan),
        planning=planning(plan),
        goals=_goals(plan),
        role=role(plan),
        organisation=_organisation(plan),
    )


def involvement(plan: Situation) -> int:
    """0 with no specialist-side member. Otherwise 34, plus 33 if a potential (of any status and
    value) was screened in the last 365 days and `field_uncovered` is false, plus 33 if every
    specialist-side member has agreed to the plan."""
    if not plan.specialist_members:
        return 0
    was_screened = plan.was_screened(plan.thresholds.involvement_screened_days)
    is_systematic = was_screened and field_uncovered(plan) is None
    is_mandatory = all(member.agreed_on is not None for member in plan.specialist_members)
    return FIRST_STEP + FURTHER_STEP * (is_systematic + is_mandatory)


def communication(plan: Situation) -> int:
    """0 with no entry in the window. Otherwise 34, plus 33 if at least 80 % of the customer-facing
    activities done in the window are documented (none done counts as documented), plus 33 if there
    was a joint review in the last 120 days."""
    if not plan.window_entries:
        return 0
    limits = plan.thresholds
    activities = plan.customer_activities
    documented = sum(plan.documentation.covers(activity) for activity in activities)
    is_documented = 100 * documented >= limits.communication_percent * len(activities)
    is_reviewed = plan.had_joint_review(limits.communication_review_days)
    return FIRST_STEP + FURTHER_STEP * (is_documented + is_reviewed)


def planning(plan: Situation) -> int:
    """Share of live goals whose origin is `joint`; 0 with none."""
    joint = sum(live.goal.origin == "joint" for live in plan.live_goals)
    return share_of_hundred(joint, len(plan.live_goals))


def _goals(plan: Situation) -> int:
    """Share of live goals that are shared; 0 with none."""
    return share_of_hundred(sum(goal.is_shared for goal in plan.live_goals), len(plan.live_goals))


def role(plan: Situation) -> int:
    """Twice the share of contacts that a specialist-side person leads, at most 100; 0 with no
    contact."""
    led = sum(plan.is_on(RatedSide.SPECIALIST, contact.leader) for contact in plan.contacts)
    return min(100, share_of_hundred(2 * led, len(plan.contacts)))


def _organisation(plan: Situation) -> int:
    """Share of specialist-side members whose unit is that of at least one generalist-side member;
    0 with none; no unit matches nothing."""
    units = {plan.people[member.person].unit for member in plan.generalist_members} - {None}
    shared = sum(plan.people[member.person].unit in units for member in plan.specialist_members)
    return share_of_hundred(shared, len(plan.specialist_members))
