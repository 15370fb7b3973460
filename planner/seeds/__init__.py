"""The demo story: a fictional regional bank with its customers, told through the actions.

All dates are relative to today, and all chance is seeded, so that it is the same story every day.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select

from planner import clock
from planner.actions.errors import Refused
from planner.actions.notices import follows
from planner.database import db
from planner.models import Customer, Field, Person, Team
from planner.seeds import data, playbooks, targets
from planner.seeds.connecting import bring_in_connections
from planner.seeds.hours import say_hours
from planner.seeds.involving import let_a_rule_ask
from planner.seeds.kinds import scripts_of
from planner.seeds.leads import receive_leads
from planner.seeds.nights import (
    rate_what_changed,
    see_what_is_old,
    tell_what_is_found,
    tell_who_follows,
)
from planner.seeds.organisation import Bank, email_of, let_leads_see_ages
from planner.seeds.saved_views import save_views
from planner.seeds.story import Story
from planner.seeds.timeline import tell

BEGINNING = timedelta(days=700)
NIGHTS = BEGINNING.days + 1


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


def load(*, at_night: Callable[[], None] = lambda: None) -> None:
    """Tell the story in an empty database; raise Refused in any other. Does not commit.

    `at_night` is called at the end of each day of the story, of which there are NIGHTS at most.
    """
    if not is_empty():
        raise Refused("The demo story needs an empty database, and there is something in this one.")
    today = clock.today()
    with clock.at(today - BEGINNING):
        bank = Bank()
        let_leads_see_ages(bank)
        playbooks.write_playbooks()
    stories = [Story(told, bank, today) for told in data.demo_customers()]
    scripts = (script for story in stories for script in scripts_of(story))

    def night() -> None:
        rate_what_changed()
        tell_who_follows(today)
        tell_what_is_found(today)
        at_night()

    tell([*scripts, *targets.scripts(bank, today)], today, at_night=night)
    see_what_is_old()
    say_hours(bank, today)
    save_views(bank)
    let_a_rule_ask(bank)
    receive_leads(bank)
    bring_in_connections(bank)
    _follow(bank, stories[0].customer)


def _follow(bank: Bank, customer: Customer) -> None:
    """The lead of the first customer's team keeps an eye on it."""
    if customer.owner is not None:
        follows.follow(customer, by=bank.lead_of(customer.owner))
