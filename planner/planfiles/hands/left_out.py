"""What a plan file says and is not brought in, and why."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum

# Marks a msgid for the catalogue and leaves it as it is: the language is chosen when it is shown.
N_ = str


class LeftOutReason(Enum):
    """Why; its value is the msgid of what is said about it."""

    NOT_ALLOWED = N_("You may not change this here yourself.")
    ANOTHER_NAME = N_("It stands in the name of %(name)s, who does it in the program.")
    DONE_HERE = N_("It is done in the program, where it is said who did it and when.")
    OF_TODAY = N_("What you import is of today; nothing is dated back.")
    NOT_THERE = N_("%(name)s is not on this plan, or is not with us any more.")
    UNKNOWN_FIELD = N_("The field %(name)s is not known here. Ask an administrator to add it.")
    BELONGS = N_("What it belongs to is not imported.")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An item, or only some of what it says: the names of that in `fields`."""

    noun: str
    verb: str
    name: str
    reason: LeftOutReason
    fields: tuple[str, ...] = ()
    values: Mapping[str, object] = field(default_factory=dict)

    def why(self, translate: Callable[[str], str] = str) -> str:
        """The reason, in the language that `translate` gives the msgid."""
        return translate(self.reason.value) % self.values
