"""Introductions: those that somebody has asked for, and those that somebody could give."""

import datetime
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from planner.database import db
from planner.models import Customer, Introduction, IntroductionAnswer, Person
from planner.queries.people.introductions import waits_for


@dataclass(frozen=True, slots=True)
class AskedIntroduction:
    id: int
    key: str
    customer: str
    on: datetime.date
    answers: list[str]
    """The names of those who can introduce the asker; others are not named."""


@dataclass(frozen=True, slots=True)
class PossibleIntroduction:
    """Somebody asks; `company` is what the own file calls the customer."""

    id: int
    company: str
    on: datetime.date


def introductions_asked_by(person: Person) -> list[AskedIntroduction]:
    """The newest first."""
    statement = (
        select(Introduction.id, Customer.key, Customer.name, Introduction.on)
        .join(Customer, Customer.id == Introduction.customer_id)
        .where(Introduction.asker_id == person.id)
        .order_by(Introduction.id.desc())
    )
    answers = _answers_to(person)
    return [
        AskedIntroduction(i, key, name, on, answers.get(i, []))
        for i, key, name, on in db.session.execute(statement)
    ]


def _answers_to(asker: Person) -> Mapping[int, list[str]]:
    statement = (
        select(IntroductionAnswer.introduction_id, Person.name)
        .join(Introduction, Introduction.id == IntroductionAnswer.introduction_id)
        .join(Person, Person.id == IntroductionAnswer.person_id)
        .where(Introduction.asker_id == asker.id)
        .order_by(IntroductionAnswer.id)
    )
    found: dict[int, list[str]] = defaultdict(list)
    for introduction, name in db.session.execute(statement):
        found[introduction].append(name)
    return found


def untold() -> dict[int, int]:
    """Those of which nobody was told yet, with the customer that each is about."""
    statement = select(Introduction.id, Introduction.customer_id).where(~Introduction.is_told)
    return dict(db.session.execute(statement.order_by(Introduction.id)).all())


def possible_for(person: Person, companies: Mapping[int, str]) -> list[PossibleIntroduction]:
    """What others ask for where somebody knows people, as long as it is not answered; `companies`
    says by customer what the own file calls it."""
    statement = (
        select(Introduction.id, Introduction.customer_id, Introduction.on)
        .where(waits_for(person.id))
        .order_by(Introduction.on, Introduction.id)
    )
    return [
        PossibleIntroduction(i, companies[customer], on)
        for i, customer, on in db.session.execute(statement)
        if customer in companies
    ]
