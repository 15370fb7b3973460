"""The demo story: a fictional regional bank with its customers, told through the actions.

All dates are relative to today, and all chance is seeded, so that it is the same story every day.
"""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select

from planner import clock
from planner.actions.errors import Refused
from planner.database import db
from planner.models import Customer, Field, Person, Team
from planner.seeds import data
from planner.seeds.kinds import scripts_of
from planner.seeds.nights import rate_what_changed, see_what_is_old
from planner.seeds.organisation import Bank, email_of
from planner.seeds.story import Story
from planner.seeds.timeline import tell

BEGINNING = timedelta(days=700)


@dataclass(frozen=True, slots=True)
class SignIn:
    """Somebody of the story to sign in as; `role` says in English words who that is."""

    name: str
    role: str
    email: str
    password: str


def sign_ins() -> list[SignIn]:
    """The people of the story to sign in as; no database is needed."""
    told = data.organisation()
    return [
        SignIn(person["name"], person["sign_in"], email_of(person["name"]), told["password"])
        for person in told["people"].values()
        if "sign_in" in person
    ]


def is_loaded() -> bool:
    """Whether somebody of the story is in the database."""
    known = select(Person.id).where(Person.email.in_([who.email for who in sign_ins()]))
    return db.session.scalar(known.limit(1)) is not None


def is_empty() -> bool:
    """Whether there is nothing in the database that the story could collide with."""
    return all(
        db.session.scalar(select(noun.id).limit(1)) is None
        for noun in (Person, Team, Field, Customer)
    )


def load() -> None:
    """Tell the story in an empty database; raise Refused in any other. Does not commit."""
    if not is_empty():
        raise Refused("The demo story needs an empty database, and there is something in this one.")
    today = clock.today()
    with clock.at(today - BEGINNING):
        bank = Bank()
    stories = [Story(told, bank, today) for told in data.customers()]
    scripts = (script for story in stories for script in scripts_of(story))
    tell(scripts, today, at_night=rate_what_changed)
    see_what_is_old()
