"""What the words of this export mean here, and which of them are known to be misspelled."""

from decimal import Decimal

from planner.models.kinds import DealStatus

SYSTEM = "maven"
CURRENCY = "USD"
MILLION = 1_000_000
"""The export's data dictionary gives the revenue of accounts in millions of US dollars."""

STATUS_BY_STAGE = {
    "Prospecting": DealStatus.PLANNED,
    "Engaging": DealStatus.PLANNED,
    "Won": DealStatus.WON,
    "Lost": DealStatus.LOST,
}
FIRST_STAGE = "Prospecting"

PROBABILITY_BY_STAGE = {
    "Prospecting": Decimal("0.1"),
    "Engaging": Decimal("0.4"),
    "Won": Decimal(1),
    "Lost": Decimal(0),
}
"""The export has no probabilities. Those of the open stages are a usual rule of thumb."""

MISSPELLED_SECTORS = {"technolgy": "technology"}
MISSPELLED_COUNTRIES = {"Philipines": "Philippines"}
