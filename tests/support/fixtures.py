"""People who use the application without a browser: the cast, and a visitor for each of them."""

import secrets
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import insert

from planner.actions.people import passwords
from planner.database import db
from planner.models import Person
from planner.models.people.sign_in import Session
from planner.views.web.gate import TOKEN
from tests.support.pages import Visitor
from tests.support.stories.cast import Cast, assemble_again

Visitors = Callable[..., Visitor]
_BEGIN = insert(Session)


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
    """Give the visitor a session of this person's, without the form, and without what the program
    does at the end of each change."""
    token = secrets.token_urlsafe()
    with app.app_context(), db.engine.begin() as connection:
        begun = {"token_digest": passwords.digest(token), "person_id": person.id}
        connection.execute(_BEGIN, begun)
    with visitor.client.session_transaction() as session:
        session[TOKEN] = token
