"""The words that the rating is made of: the two sides and the ages."""

from enum import StrEnum


class RatedSide(StrEnum):
    """One of the two sides of the collaboration."""

    GENERALIST = "generalist"
    SPECIALIST = "specialist"


SIDES = tuple(RatedSide)
BOTH_SIDES = frozenset(SIDES)

# Executive sponsors and team leads stand on neither side, so they are not in the table.
SIDE_OF_ROLE = {
    "generalist": RatedSide.GENERALIST,
    "business_developer": RatedSide.GENERALIST,
    "customer_developer": RatedSide.GENERALIST,
    "inside_account_manager": RatedSide.GENERALIST,
    "specialist": RatedSide.SPECIALIST,
    "value_specialist": RatedSide.SPECIALIST,
}


class Age(StrEnum):
    """Where a plan stands; the first six are the ages in their order, the rest are no ages."""

    DINOSAUR = "dinosaur"
    NEANDERTHAL = "neanderthal"
    STONE = "stone"
    BRONZE = "bronze"
    IRON = "iron"
    MODERN = "modern"
    FORMING = "forming"
    SOLO = "solo"
    UNRATED = "unrated"


class Movement(StrEnum):
    """What happened to a plan's age between two ratings."""

    RELAPSE = "relapse"
    PROGRESS = "progress"
