"""The words of the rating: what was seen, why it matters and what would mend it.

They speak of the plan, never of a person. `seen` fills in the counts and days of the very rating,
so it wants the evidence and the thresholds that were used.
"""

from planner.words.rating.ages import age_about, age_name
from planner.words.rating.balance import PAIRS, SHIFTS, PairWords, ShiftWords
from planner.words.rating.needs import WORDS_OF_NEEDS
from planner.words.rating.seen import seen
from planner.words.rating.symptoms import SYMPTOMS, SymptomWords
from planner.words.rating.ways import no_way_words, step_words

__all__ = [
    "PAIRS",
    "SHIFTS",
    "SYMPTOMS",
    "WORDS_OF_NEEDS",
    "PairWords",
    "ShiftWords",
    "SymptomWords",
    "age_about",
    "age_name",
    "no_way_words",
    "seen",
    "step_words",
]
