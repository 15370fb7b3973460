"""The views of the list of customers that the people of the story have saved."""

from planner.actions.people import saved_views
from planner.seeds import data
from planner.seeds.organisation import Bank


def save_views(bank: Bank) -> None:
    """In the words of the story, which is told in German."""
    for key, told in data.organisation()["people"].items():
        for name, asked in told.get("views", {}).items():
            saved_views.keep(name, asked, by=bank.people[key])
