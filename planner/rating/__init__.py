"""How the collaboration on a plan is rated: facts in, a rating out, and nothing else touched.

Only the standard library is used here. `rate(facts, as_of)` is the whole of it; two suppliers
fill `Facts`, one from plan files and one from the database.
"""

from planner.rating.ages import ORDER, movement
from planner.rating.facts import (
    ActivityFact,
    CommitmentFact,
    CompetitorFact,
    ConversationFact,
    EntryFact,
    Facts,
    GoalFact,
    IdeaFact,
    PotentialFact,
    ReviewFact,
)
from planner.rating.gates import Condition, Gate, gates, gates_on
from planner.rating.people import EarlierStandingFact, MemberFact, People, PersonFact, RequestFact
from planner.rating.rating import Rating, rate
from planner.rating.shifts import Shifts
from planner.rating.symptoms import RULES, Symptom
from planner.rating.thresholds import DEFAULTS, Thresholds
from planner.rating.words import Age, Movement, RatedSide

__all__ = [
    "DEFAULTS",
    "ORDER",
    "RULES",
    "ActivityFact",
    "Age",
    "CommitmentFact",
    "CompetitorFact",
    "Condition",
    "ConversationFact",
    "EarlierStandingFact",
    "EntryFact",
    "Facts",
    "Gate",
    "GoalFact",
    "IdeaFact",
    "MemberFact",
    "Movement",
    "People",
    "PersonFact",
    "PotentialFact",
    "RatedSide",
    "Rating",
    "RequestFact",
    "ReviewFact",
    "Shifts",
    "Symptom",
    "Thresholds",
    "gates",
    "gates_on",
    "movement",
    "rate",
]
