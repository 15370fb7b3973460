"""What people read: texts in their language, days, and the words of kinds and of the rating.

Views take all of it from here. The words of fields and of notifications, and the ends of scales,
are asked for by few, where they stand.
"""

from planner.translation import LANGUAGES, gettext, language, lazy, ngettext, speaking
from planner.words.dates import exact_day, exact_moment, exact_weekday
from planner.words.kinds import word, yes_or_no
from planner.words.rating import (
    PAIRS,
    SHIFTS,
    SYMPTOMS,
    WORDS_OF_NEEDS,
    age_about,
    age_name,
    no_way_words,
    seen,
    step_words,
)

__all__ = [
    "LANGUAGES",
    "PAIRS",
    "SHIFTS",
    "SYMPTOMS",
    "WORDS_OF_NEEDS",
    "age_about",
    "age_name",
    "exact_day",
    "exact_moment",
    "exact_weekday",
    "gettext",
    "language",
    "lazy",
    "ngettext",
    "no_way_words",
    "seen",
    "speaking",
    "step_words",
    "word",
    "yes_or_no",
]
