"""All steps that the members of a plan could take."""

from collections.abc import Callable, Iterator, Sequence

from planner.rating.situation import Situation
from planner.rating.way.agreeing import agree_goal, align, propose, sign
from planner.rating.way.joining import invite
from planner.rating.way.meeting import meet, review_jointly
from planner.rating.way.screening import screen
from planner.rating.way.steps import WayStep, after, in_order
from planner.rating.way.working import assign, assign_new, claim, keep_overdue
from planner.rating.way.writing import name_next_step, write_entry, write_up_activity

_TABLE: tuple[Callable[[Situation], Iterator[WayStep]], ...] = (
    screen,
    write_up_activity,
    write_entry,
    meet,
    claim,
    agree_goal,
    sign,
    align,
    propose,
    assign,
    name_next_step,
    keep_overdue,
    review_jointly,
)


class PossibleSteps:
    """The steps that can be taken on a plan, each in its place in the table.

    They are looked for once, and once more for a plan on which somebody new is invited: nothing
    else that is done today lets somebody do what could not be done before, but that a further
    activity can be planned with a side when none is left to pass to it.
    """

    def __init__(self, plan: Situation) -> None:
        self._invitation = next(iter(invite(plan)))
        self._as_it_is = _on(plan)
        self._activities = {activity.key for activity in plan.facts.activities}
        self._with_invited = _on(after(plan, self._invitation))

    def possible(self, taken: Sequence[WayStep], plan: Situation) -> tuple[WayStep, ...]:
        """What can be done, in its order, when these were taken and have led to `plan`."""
        invites = self._invitation in taken
        known = self._with_invited if invites else (self._invitation, *self._as_it_is)
        others = (step for step in known if step not in taken)
        return in_order((*others, *assign_new(plan, self._activities)))


def _on(plan: Situation) -> tuple[WayStep, ...]:
    return tuple(step for steps in _TABLE for step in steps(plan))
