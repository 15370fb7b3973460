"""What a card says of one noun."""

from collections.abc import Mapping
from dataclasses import dataclass

from planner.database import Base


@dataclass(frozen=True, slots=True)
class Noun:
    """One thing that the program keeps. What its card does not say, it does not have."""

    name: str
    """What the types of its events begin with."""
    model: type[Base]
    happened: Mapping[str, str]
    """What can happen to it, by verb, in the words of the history."""
    many: str | None = None
    """What a history that is narrowed down to it is called."""

    @property
    def table(self) -> str:
        """What it is called in addresses, and as the subject of events."""
        return str(self.model.__tablename__)
