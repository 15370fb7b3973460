"""What happens in a lead's team, and the mails that come of it."""

import datetime
from decimal import Decimal
from email.message import EmailMessage

from flask import Flask

from planner import clock
from planner.actions.people import settings as decisions
from planner.actions.plan import deals, members
from planner.database import db
from planner.jobs import scheduler
from planner.models import Deal, Person, Plan, StoredRating
from planner.models.kinds import CauseKind, DealStatus, Via
from planner.models.people.setting import AGES_VISIBLE_TO
from tests.support.mailbox import Mailbox, part
from tests.support.stories import planned
from tests.support.stories.cast import Cast

MORNING = datetime.time(7, 1)


def turn(
    app: Flask, box: Mailbox, day: datetime.date, time: datetime.time = MORNING
) -> list[EmailMessage]:
    """What arrives when the clock comes round then."""
    before = len(box.arrived())
    with app.app_context(), clock.at(day, time):
        scheduler.do_what_is_due()
    return [one for one in box.arrived()[before:] if "team" in one["Subject"].lower()]


def text_of(message: EmailMessage) -> str:
    return part(message, "plain")


def lose(app: Flask, cast: Cast, title: str, on: datetime.date) -> int:
    with clock.at(on, datetime.time(12, 0)):
        money = {"annual_value": Decimal(5), "probability": Decimal("0.5")}
        made = planned.deal(app, cast, title, expected_on=on, **money)
        with app.app_context():
            values = {"status": DealStatus.LOST, "cause_kind": CauseKind.OURS, "cause": "Too late"}
            anna = db.session.get_one(Person, cast.anna.id)
            deals.update(db.session.get_one(Deal, made), values, by=anna)
            db.session.commit()
    return made


def join(app: Flask, cast: Cast, person: Person, on: datetime.date) -> None:
    with app.app_context(), clock.at(on, datetime.time(12, 0)):
        plan = db.session.get_one(Plan, cast.plan.id)
        anna = db.session.get_one(Person, cast.anna.id)
        members.join(plan, db.session.get_one(Person, person.id), via=Via.INVITATION, by=anna)
        db.session.commit()


def rate(app: Flask, cast: Cast, age: str, on: datetime.date, visible: datetime.date) -> None:
    with app.app_context():
        rating = StoredRating(plan_id=cast.plan.id, on=on, age=age, visible_to_leads_on=visible)
        db.session.add(rating)
        db.session.commit()


def show_ages_to_leads(app: Flask, cast: Cast, value: str = "leads") -> None:
    with app.app_context():
        ada = db.session.get_one(Person, cast.ada.id)
        decisions.change(AGES_VISIBLE_TO, value, by=ada)
        db.session.commit()
