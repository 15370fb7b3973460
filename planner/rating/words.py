"""The words that the rating is made of: the two sides and the ages."""

from enum import StrEnum


class Side(StrEnum):
    """One of the two sides of the collaboration."""

    GENERALIST = "generalist"
    SPECIALIST = "specialist"


SIDES = tuple(Side)
BOTH_SIDES = frozenset(SIDES)

# Executive sponsors and team leads stand on neither side, so they are not in the table.
SIDE_OF_ROLE = {
    "generalist": Side.GENERALIST,
    "business_developer": Side.GENERALIST,
    "customer_developer": Side.GENERALIST,
    "inside_account_manager": Side.GENERALIST,
    "specialist": Side.SPECIALIST,
    "value_specialist": Side.SPECIALIST,
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
