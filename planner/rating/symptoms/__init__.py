"""The symptoms, one small function each, in the order of the specification's table."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from planner.rating.evidence import Evidence
from planner.rating.situation import Situation
from planner.rating.symptoms import (
    bronze,
    dinosaur,
    iron_goals,
    iron_steering,
    iron_work,
    neanderthal,
    stone,
)
from planner.rating.value import value
from planner.rating.words import Age


class Decides(Enum):
    """Whether a symptom can put a plan into its age."""

    YES = auto()
    NO = auto()
    WITHOUT_JOINT_CONTACT = auto()


@dataclass(frozen=True, slots=True)
class SymptomRule:
    code: str
    age: Age
    decides: Decides
    evidence: Callable[[Situation], Evidence]

    def can_decide(self, plan: Situation) -> bool:
        """Whether it can put this plan into its age, where it holds."""
        if self.decides is Decides.WITHOUT_JOINT_CONTACT:
            return not plan.joint_contacts
        return self.decides is Decides.YES


@value
class Symptom:
    """A rule that holds, with the references of the items that made it hold.

    `decides` says whether it can put this plan into that age.
    """

    code: str
    age: Age
    decides: bool
    evidence: tuple[str, ...]

    def as_json(self) -> dict[str, object]:
        """The symptom as the command line prints it."""
        return {
            "code": self.code,
            "age": self.age.value,
            "decides": self.decides,
            "evidence": list(self.evidence),
        }


RULES = (
    SymptomRule("no_specialist", Age.DINOSAUR, Decides.YES, dinosaur.no_specialist),
    SymptomRule("door_closed", Age.DINOSAUR, Decides.YES, dinosaur.door_closed),
    SymptomRule("potential_unscreened", Age.DINOSAUR, Decides.YES, dinosaur.potential_unscreened),
    SymptomRule("field_uncovered", Age.DINOSAUR, Decides.NO, dinosaur.field_uncovered),
    SymptomRule("generalist_silent", Age.NEANDERTHAL, Decides.YES, neanderthal.generalist_silent),
    SymptomRule(
        "contacts_undocumented", Age.NEANDERTHAL, Decides.YES, neanderthal.contacts_undocumented
    ),
    SymptomRule("conversation_stale", Age.NEANDERTHAL, Decides.NO, neanderthal.conversation_stale),
    SymptomRule("kept_out", Age.STONE, Decides.YES, stone.kept_out),
    SymptomRule("no_interaction", Age.STONE, Decides.YES, stone.no_interaction),
    SymptomRule(
        "openings_unclaimed", Age.BRONZE, Decides.WITHOUT_JOINT_CONTACT, bronze.openings_unclaimed
    ),
    SymptomRule("stranger", Age.BRONZE, Decides.WITHOUT_JOINT_CONTACT, bronze.stranger),
    SymptomRule("no_goals", Age.IRON, Decides.YES, iron_goals.no_goals),
    SymptomRule("goals_not_shared", Age.IRON, Decides.YES, iron_goals.goals_not_shared),
    SymptomRule("targets_diverge", Age.IRON, Decides.YES, iron_goals.targets_diverge),
    SymptomRule("no_ideas", Age.IRON, Decides.YES, iron_work.no_ideas),
    SymptomRule("work_one_sided", Age.IRON, Decides.YES, iron_work.work_one_sided),
    SymptomRule("follow_up_missing", Age.IRON, Decides.YES, iron_work.follow_up_missing),
    SymptomRule("promises_overdue", Age.IRON, Decides.YES, iron_work.promises_overdue),
    SymptomRule("no_steering", Age.IRON, Decides.YES, iron_steering.no_steering),
    SymptomRule("log_one_sided", Age.IRON, Decides.NO, iron_steering.log_one_sided),
)


def symptoms_of(plan: Situation) -> tuple[Symptom, ...]:
    """All symptoms that hold, in the order of the table."""
    symptoms = []
    for rule in RULES:
        evidence = rule.evidence(plan)
        if evidence is not None:
            symptoms.append(Symptom(rule.code, rule.age, rule.can_decide(plan), evidence))
    return tuple(symptoms)
