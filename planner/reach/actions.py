"""Asking for introductions, and answering; nobody is named before somebody answers."""

from collections.abc import Iterable

from sqlalchemy import delete, select

from planner import clock
from planner.actions.editing import wait_for_oneself
from planner.actions.errors import Refused
from planner.actions.notices import notify
from planner.database import db
from planner.models import Customer, Introduction, IntroductionAnswer, Notification, Person
from planner.models.kinds import OF_INTRODUCTIONS, NotificationKind


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
    """Ask no more; the answers go as well, and what people were told of it."""
    told = Notification.kind.in_(OF_INTRODUCTIONS), Notification.subject_id == introduction.id
    db.session.execute(delete(Notification).where(*told))
    db.session.delete(introduction)


def tell(introduction: Introduction, knowers: Iterable[int]) -> None:
    """Ask those who know somebody there; who asks is not told."""
    introduction.is_told = True
    for person_id in sorted(knowers):
        tell_one(introduction.id, introduction.asker, person_id)


def tell_one(introduction_id: int, asker: Person | None, person_id: int) -> None:
    """Ask one of them."""
    people = {person_id: NotificationKind.INTRODUCTION_ASKED}
    item = (Introduction.__tablename__, introduction_id)
    notify.tell_beside_plans(people, by=asker, event=None, item=item)


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
        people = {introduction.asker_id: NotificationKind.INTRODUCTION_ANSWERED}
        item = (Introduction.__tablename__, introduction.id)
        notify.tell_beside_plans(people, by=by, event=None, item=item)


def forget_what_is_gone() -> None:
    """Introductions to customers that are no longer there."""
    there = select(Customer.id)
    db.session.execute(delete(Introduction).where(Introduction.customer_id.not_in(there)))
