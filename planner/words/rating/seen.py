"""What was seen on a plan, in a sentence with its counts and days."""

from collections.abc import Sequence

from planner.rating import DEFAULTS, Thresholds
from planner.words.rating import seen_early, seen_iron

_SEEN = seen_early.SEEN_EARLY | seen_iron.SEEN_IRON


def seen(code: str, evidence: Sequence[str], thresholds: Thresholds = DEFAULTS) -> str:
    """The sentence for a symptom of this code, with this evidence, by these thresholds."""
    return _SEEN[code](len(evidence), thresholds)
