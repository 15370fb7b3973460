"""An open form, and people outside who fill it in."""

import datetime
from typing import Any

from flask import Flask
from sqlalchemy import select

from planner import clock
from planner.database import db
from planner.jobs import background
from planner.leads.actions import form_settings
from planner.models import Lead, Person
from tests.support.pages import Page, Visitor
from tests.support.stories.cast import Cast

FORM = "lead-form"
MONDAY = datetime.date(2026, 6, 15)
MORNING = datetime.time(9, 0)
TYPED: dict[str, Any] = {
    "company": "Seilerei Möller GmbH",
    "contact_name": "Lea Möller",
    "email": "lea@seilerei-moeller.example",
    "message": "We need two machines.",
    "agreed": True,
}


def open_form(app: Flask, cast: Cast, **values: Any) -> None:
    """The form is open, and what no rule is about goes to Tom."""
    with app.app_context():
        ada = db.session.get_one(Person, cast.ada.id)
        form_settings.change({"is_open": True, "receiver_id": cast.tom.id, **values}, by=ada)
        db.session.commit()


def later(seconds: int) -> datetime.time:
    """So many seconds after the form was opened."""
    moment = datetime.datetime.combine(MONDAY, MORNING) + datetime.timedelta(seconds=seconds)
    return moment.time()


def opened(outside: Visitor, language: str = "en", **said: str) -> Page:
    query = "&".join(f"{name}={value}" for name, value in said.items())
    with clock.at(MONDAY, MORNING):
        return outside.visit(f"/lead-form/{language}?{query}")


def sent(page: Page, *, after: int = 60, **values: Any) -> Page:
    """What comes back when it is sent so many seconds after it was opened."""
    with clock.at(MONDAY, later(after)):
        answer = page.form(FORM).fill(**{**TYPED, **values}).submit()
        background.wait()
        return answer


def all_leads(app: Flask) -> list[Lead]:
    with app.app_context():
        found = list(db.session.scalars(select(Lead).order_by(Lead.id)))
        db.session.expunge_all()
        return found


def one_lead(app: Flask, cast: Cast, outside: Visitor, **values: Any) -> int:
    """The id of a lead that has come on that Monday; the form is open from then on."""
    open_form(app, cast)
    assert sent(opened(outside), **values).status == 303
    return all_leads(app)[-1].id
