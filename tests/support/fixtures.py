"""People who use the application without a browser: the cast, and a visitor for each of them."""

from collections.abc import Callable

import pytest
from flask import Flask

from planner.actions.people import sign_ins
from planner.database import db
from planner.models import Person
from planner.views.web.gate import TOKEN
from tests.support.pages import Visitor
from tests.support.stories.cast import Cast, assemble_again

Visitors = Callable[..., Visitor]


@pytest.fixture
def cast(app: Flask) -> Cast:
    """The fixed cast with its customer and plan, in the database of this test."""
    with app.app_context():
        return assemble_again()


@pytest.fixture
def visitor(app: Flask) -> Visitors:
    """Makes visitors: `visitor(cast.anna)` is signed in, `visitor()` is nobody."""

    def arrive(person: Person | None = None, *, language: str = "en") -> Visitor:
        arrived = Visitor(app, language=language)
        if person is not None:
            sign_in(app, arrived, person)
        return arrived

    return arrive


def sign_in(app: Flask, visitor: Visitor, person: Person) -> None:
    """Give the visitor a session of this person's, without the form."""
    with app.app_context():
        token = sign_ins.begin_session(person)
        db.session.commit()
    with visitor.client.session_transaction() as session:
        session[TOKEN] = token
