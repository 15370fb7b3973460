"""The words of the rating: what was seen, why it matters and what would mend it.

They speak of the plan, never of a person. `seen` fills in the counts and days of the very rating,
so it wants the evidence and the thresholds that were used.
"""

from planner.rating_words.ages import age_about, age_name
from planner.rating_words.balance import PAIRS, SHIFTS, PairWords, ShiftWords
from planner.rating_words.seen import seen
from planner.rating_words.symptoms import SYMPTOMS, SymptomWords

__all__ = [
    "PAIRS",
    "SHIFTS",
    "SYMPTOMS",
    "PairWords",
    "ShiftWords",
    "SymptomWords",
    "age_about",
    "age_name",
    "seen",
]
