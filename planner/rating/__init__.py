"""How the collaboration on a plan is rated: facts in, a rating out, and nothing else touched.

Only the standard library is used here. `rate(facts, as_of)` is the whole of it; two suppliers
fill `Facts`, one from plan files and one from the database.
"""

from planner.rating.ages import movement
from planner.rating.facts import (
    Activity,
    Commitment,
    Conversation,
    Entry,
    Facts,
    Goal,
    Idea,
    Potential,
    Review,
)
from planner.rating.gates import Condition, Gate, gates, gates_on
from planner.rating.people import Member, People, Person, Request
from planner.rating.rating import Rating, rate
from planner.rating.shifts import Shifts
from planner.rating.symptoms import Symptom
from planner.rating.thresholds import DEFAULTS, Thresholds
from planner.rating.words import Age, Movement, Side

__all__ = [
    "DEFAULTS",
    "Activity",
    "Age",
    "Commitment",
    "Condition",
    "Conversation",
    "Entry",
    "Facts",
    "Gate",
    "Goal",
    "Idea",
    "Member",
    "Movement",
    "People",
    "Person",
    "Potential",
    "Rating",
    "Request",
    "Review",
    "Shifts",
    "Side",
    "Symptom",
    "Thresholds",
    "gates",
    "gates_on",
    "movement",
    "rate",
]
