"""In whose name one of a noun stands, and what of it a plan file brings in by one's own hand."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hand:
    """The values of an item that say who did something, or is to do it, and when.

    A value that names somebody and is not told of here is taken for what follows from what people
    do in the program: by a plan file it comes in only where an administrator brings it in.
    """

    of: str | None = None
    """In whose name it stands."""
    dated: str | None = None
    """The day of what they did; what is brought in is of today."""
    given: frozenset[str] = frozenset()
    """Days that are of today whenever they are given."""
    named: frozenset[str] = frozenset()
    """Anybody on the plan."""
    done: frozenset[str] = frozenset()
    """What else follows from what somebody does in the program."""
    decided: frozenset[str] = frozenset()
    """What is looked at in a way of its own, in `planfiles/hands/deeds.py`."""
    never: bool = False
    """Whether a file brings none of it in."""
    marks: tuple[str, ...] | None = None
    """What is marked where somebody brings it in for another; without, in whose name it stands."""

    @property
    def marked(self) -> tuple[str, ...]:
        if self.marks is not None:
            return self.marks
        return (self.of,) if self.of else ()
