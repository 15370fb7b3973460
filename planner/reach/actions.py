"""Asking for introductions, and answering; nobody is named before somebody answers."""

from sqlalchemy import delete, select

from planner import clock
from planner.actions.editing import wait_for_oneself
from planner.actions.errors import Refused
from planner.database import db
from planner.models import Customer, Introduction, IntroductionAnswer, Person


def ask(customer: Customer, *, by: Person) -> Introduction:
    """Ask everybody who knows somebody there; once for each customer."""
    wait_for_oneself(by)
    asked = select(Introduction).where(
        Introduction.customer_id == customer.id, Introduction.asker_id == by.id
    )
    if db.session.scalar(asked) is not None:
        raise Refused("You have asked for this already.")
    introduction = Introduction(customer_id=customer.id, asker=by, on=clock.today())
    db.session.add(introduction)
    return introduction


def withdraw(introduction: Introduction) -> None:
    """Ask no more; the answers go as well."""
    db.session.delete(introduction)


def answer(introduction: Introduction, *, by: Person) -> None:
    """Say that one can introduce the asker, who learns of it; twice is once."""
    wait_for_oneself(by)
    given = select(IntroductionAnswer).where(
        IntroductionAnswer.introduction_id == introduction.id,
        IntroductionAnswer.person_id == by.id,
    )
    if db.session.scalar(given) is None:
        answered = IntroductionAnswer(introduction=introduction, person=by, on=clock.today())
        db.session.add(answered)


def forget_what_is_gone() -> None:
    """Introductions to customers that are no longer there."""
    there = select(Customer.id)
    db.session.execute(delete(Introduction).where(Introduction.customer_id.not_in(there)))
