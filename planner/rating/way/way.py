"""The way of a plan to the next age: the fewest things that its people could do today."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from planner.rating.facts import Facts
from planner.rating.situation import Situation, situation_on
from planner.rating.thresholds import DEFAULTS, Thresholds
from planner.rating.way.height import Height
from planner.rating.way.search import Search
from planner.rating.way.steps import WayStep, after_all
from planner.rating.words import Age


class NoWay(StrEnum):
    """Why there is no step to take."""

    NOBODY = "nobody"
    ONLY_TIME = "only_time"

    @property
    def sentence(self) -> str:
        if self is NoWay.NOBODY:
            return "Nobody of the generalist side is a member of the plan, who could take a step."
        return "Nothing that members can do today leads to a higher age; only time can."


@dataclass(frozen=True, slots=True)
class Way:
    """The steps in the order in which they are done, and the age that they lead to.

    `why` says why there are none; then `to` is None.
    """

    to: Age | None
    steps: tuple[WayStep, ...]
    why: NoWay | None = None

    def as_json(self) -> dict[str, object]:
        """The way as the command line prints it."""
        return {
            "to": None if self.to is None else self.to.value,
            "steps": [step.as_json() for step in self.steps],
            "why": None if self.why is None else self.why.sentence,
        }


def way_of(facts: Facts, as_of: date, thresholds: Thresholds = DEFAULTS) -> Way | None:
    """The way from where the plan stood at the end of `as_of`.

    None for a plan that is unrated, solo or modern: it has nowhere to go.
    """
    return way_from(situation_on(as_of, facts, thresholds))


def way_from(plan: Situation) -> Way | None:
    """The same for a plan as it stood on a day."""
    if not plan.is_active:
        return None
    height = Height(plan)
    if height.age in (Age.SOLO, Age.MODERN):
        return None
    answer = Search(plan, height).fewest()
    if answer is not None:
        steps, age = answer
        return Way(age, steps)
    return Way(None, (), NoWay.ONLY_TIME if plan.generalist_members else NoWay.NOBODY)


def facts_after(
    facts: Facts, steps: tuple[WayStep, ...], as_of: date, thresholds: Thresholds = DEFAULTS
) -> Facts:
    """The facts as they stood at the end of `as_of`, with these steps taken on that day.

    A step for which somebody would have to be a member, and is not, is not taken.
    """
    return after_all(situation_on(as_of, facts, thresholds), steps).facts
