"""Two hundred people claim one activity in the same instant, over connections of their own."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection
from threading import Barrier
from urllib.parse import urlencode, urlsplit

from flask import Flask
from sqlalchemy import select

from planner.database import db
from planner.models import Event, EventType, Person
from planner.models.kinds import ActivityStatus, Role
from tests.support.fixtures import Visitors
from tests.support.production import PATIENCE
from tests.support.stories import planned
from tests.support.stories.cast import Cast

MANY = 200


@dataclass(frozen=True)
class Claim:
    """One person's click: where it goes, the cookie and the body that the browser sends."""

    name: str
    path: str
    cookie: str
    body: str


def specialists(app: Flask, cast: Cast) -> list[Person]:
    """People of one field, none of them on the plan."""
    with app.app_context():
        people = [
            Person(
                key=f"specialist-{number:03}",
                name=f"Specialist {number:03}",
                role=Role.SPECIALIST,
                field_id=cast.payments.id,
            )
            for number in range(MANY)
        ]
        db.session.add_all(people)
        db.session.commit()
        return people


def prepared(person: Person, visitor: Visitors, activity_id: int) -> Claim:
    """The button as it stands on the person's own page."""
    somebody = visitor(person)
    form = somebody.visit(f"/activities/{activity_id}").form_of("Claim")
    cookie = somebody.client.get_cookie("session")
    assert cookie is not None
    return Claim(
        name=person.name,
        path=form.element["action"],
        cookie=f"session={cookie.value}",
        body=urlencode({"csrf_token": form["csrf_token"]}),
    )


def send(claim: Claim, address: str, start: Barrier) -> tuple[str, int, str]:
    """Connect, wait for all the others, click; the answer as name, status and text."""
    connection = HTTPConnection(urlsplit(address).netloc, timeout=PATIENCE)
    connection.connect()
    start.wait()
    headers = {"Cookie": claim.cookie, "Content-Type": "application/x-www-form-urlencoded"}
    connection.request("POST", claim.path, claim.body, headers)
    response = connection.getresponse()
    text = response.read().decode()
    connection.close()
    return claim.name, response.status, text


def test_of_two_hundred_claims_one_wins_and_the_others_are_told_who(
    app: Flask, address: str, cast: Cast, visitor: Visitors
) -> None:
    planned.co_care(app, cast)
    activity_id = planned.activity(app, cast, field_id=cast.payments.id)
    clicks = [prepared(person, visitor, activity_id) for person in specialists(app, cast)]
    start = Barrier(MANY)
    with ThreadPoolExecutor(MANY) as people:
        answers = list(people.map(lambda claim: send(claim, address, start), clicks))

    assert Counter(status for _name, status, _text in answers) == {303: 1, 409: MANY - 1}
    winner = next(name for name, status, _text in answers if status == 303)
    told = [text for _name, status, text in answers if status == 409]
    assert all(f"{winner} was faster and has this activity now." in text for text in told)

    activity = planned.now(app, activity_id)
    assert activity.status is ActivityStatus.PLANNED
    assert activity.assignee is not None
    assert activity.assignee.name == winner
    with app.app_context():
        claimed = select(Event).where(Event.type == EventType.ACTIVITY_CLAIMED)
        assert len(db.session.scalars(claimed).all()) == 1
