"""The hours that the people of the story say they have.

Not everybody has said something, as in life, and some are away for a week.
"""

from datetime import date
from decimal import Decimal

from planner.insights import weeks
from planner.my_work import actions as availabilities
from planner.seeds import data
from planner.seeds.organisation import Bank

_BEGUN = 4


def say_hours(bank: Bank, today: date) -> None:
    """Everybody for whom the data have hours says them, some weeks ago."""
    week = weeks.week_of(today)
    for key, told in data.organisation()["people"].items():
        if "hours" in told:
            hours, since = Decimal(str(told["hours"])), weeks.later(week, -_BEGUN)
            availabilities.say(bank.people[key], since, hours, only_that_week=False)
        for ahead in told.get("away", ()):
            off = weeks.later(week, ahead)
            availabilities.say(bank.people[key], off, Decimal(0), only_that_week=True)
