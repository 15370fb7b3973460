"""Whether a plan stands higher than before, and how much still holds it."""

from typing import TypeAlias

from planner.rating.ages import ORDER, age_of, is_modern
from planner.rating.gates import JOINT_CONTACT, NEEDS_OF_AGE, needs_of
from planner.rating.goals import LiveGoal
from planner.rating.situation import Situation
from planner.rating.symptoms import RULES, Decides, SymptomRule, symptoms_of
from planner.rating.words import SIDES, Age

Lack: TypeAlias = tuple[int, ...]


_BEFORE_IRON = ORDER[: ORDER.index(Age.IRON)]


class Height:
    """The age of a plan as it is, which has to be left behind for a higher one.

    Higher is a later one of the six ages. From `forming`, which is none of them, only modern is: a
    plan that shows no symptom is not lifted by getting one.
    """

    def __init__(self, plan: Situation) -> None:
        self.age = age_now(plan)
        self._only_modern = self.age not in _BEFORE_IRON
        last = ORDER.index(Age.IRON if self._only_modern else self.age)
        rules = [rule for rule in RULES if rule.decides is not Decides.NO]
        # What holds the plan now is asked first: mostly it still does, and nothing else matters.
        self._rules = sorted(
            (rule for rule in rules if ORDER.index(rule.age) <= last),
            key=lambda rule: not _decides(rule, plan),
        )

    def age_above(self, plan: Situation) -> Age | None:
        """The age of a plan if it is a higher one."""
        if any(_decides(rule, plan) for rule in self._rules):
            return None
        if self._only_modern and not (plan.joint_contacts and is_modern(plan)):
            return None
        age = age_now(plan)
        return age if age in ORDER else None

    def holding(self, plan: Situation) -> list[str]:
        """The codes of the symptoms that keep a plan from being higher; none says nothing."""
        return [rule.code for rule in self._rules if _decides(rule, plan)]

    def lack(self, plan: Situation) -> Lack:
        """What still keeps a plan down, the weightiest first: the smaller, the nearer it is.

        Symptoms and needs; the items that the symptoms rest on; signatures and agreement under
        goals; how many activities one side has more than the other.
        """
        held = [rule.evidence(plan) or () for rule in self._rules if _decides(rule, plan)]
        needs = needs_of(plan)
        wanted = NEEDS_OF_AGE[Age.MODERN] if self._only_modern else ()
        generalists, specialists = plan.assignees_by_side
        return (
            len(held) + sum(not needs[code] for code in (JOINT_CONTACT, *wanted)),
            sum(map(len, held)),
            sum(map(_lack_of_goal, plan.live_goals)),
            abs(generalists - specialists),
        )


def age_now(plan: Situation) -> Age:
    """The age of a plan that is rated at all."""
    return age_of(plan, symptoms_of(plan))


def _decides(rule: SymptomRule, plan: Situation) -> bool:
    return rule.can_decide(plan) and rule.evidence(plan) is not None


def _lack_of_goal(live: LiveGoal) -> int:
    return len(SIDES) - len(live.first_commitments) + (not live.targets_agree)
