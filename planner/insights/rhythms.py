"""How often plans are gone through, by the segment of their customer."""

import datetime
import json
from collections.abc import Mapping
from dataclasses import dataclass, field

USUAL_WEEKS = 12
"""Nearly a quarter: shorter than the 120 days after which the rating misses a joint review."""
LEAST_WEEKS, MOST_WEEKS = 1, 104


@dataclass(frozen=True, slots=True)
class Rhythms:
    """Weeks between two reviews; a segment that is not named has the usual number.

    Segments are known by their names alone, as customers have them: under a new name a segment
    begins with the usual number again.
    """

    usual: int = USUAL_WEEKS
    by_segment: Mapping[str, int] = field(default_factory=dict)

    def weeks(self, segment: str | None) -> int:
        return self.by_segment.get(segment or "", self.usual)

    def due_on(self, last: datetime.date, segment: str | None) -> datetime.date:
        """The day of the next review after the last one, or after the plan began."""
        return last + datetime.timedelta(weeks=self.weeks(segment))

    def as_text(self) -> str:
        """As it is kept; `rhythms_from` reads it."""
        kept = {"usual": self.usual, "by_segment": dict(self.by_segment)}
        return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))


def rhythms_from(kept: str | None) -> Rhythms:
    """What was decided, or the usual where nothing was."""
    return Rhythms(**json.loads(kept)) if kept else Rhythms()
