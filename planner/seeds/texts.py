"""What is said and written in one customer's story, drawn by chance and hardly ever twice."""

from random import Random
from typing import Any

from planner.models.kinds import TalkState
from planner.seeds import data

GENERAL = ""
ENDS = (TalkState.WON, TalkState.LOST, TalkState.PARKED)


class Texts:
    """A pack of cards for each field and each kind of text; nothing comes twice before all came.

    The topics come from the `topics` of the whole bank, so that as many as possible are heard of.
    """

    def __init__(self, chance: Random, topics: "Texts | None" = None) -> None:
        self._chance = chance
        self._topics = topics or self
        self._packs: dict[tuple[str, str], list[Any]] = {}

    def draw(self, kind: str, field: str = GENERAL) -> Any:
        pack = self._packs.setdefault((field, kind), [])
        if not pack:
            pack += data.texts()[field][kind]
            self._chance.shuffle(pack)
        return pack.pop()

    def talk(self, field: str = GENERAL) -> "Topic":
        """A topic of that field that is still open, told from one of its first steps on."""
        told = self._topics.draw("talks", field)
        states = [state for state in TalkState if state in told and state not in ENDS]
        return Topic(told, field, states[self._chance.randint(0, 1) :])

    def talk_in(self, field: str, *states: TalkState) -> "Topic":
        """A topic of that field, told in these states; where it has another end, that one."""
        told = self._topics.draw("talks", field)
        end = next(state for state in (states[-1], *ENDS) if state in told)
        return Topic(told, field, [state for state in states[:-1] if state in told] + [end])


class Topic:
    """A topic that goes a step further with each talk."""

    def __init__(self, told: dict[str, Any], field: str, states: list[TalkState]) -> None:
        self.title: str = told["topic"]
        self.field = field
        self._told = told
        self._ahead = states

    def step(self) -> tuple[TalkState, str, str]:
        """The new state, what was said, and the next step, empty for none."""
        state = self._ahead.pop(0)
        summary, next_step = self._told[state]
        return state, summary, next_step
