"""Who knows whom: a list, a picture, and what hangs on one person."""

import pytest
from flask import Flask

from planner.actions.plan import contacts, conversations
from planner.database import db
from planner.models import Conversation, Customer, Person
from planner.models.kinds import BuyingRole, Channel, TalkState
from tests.conftest import TODAY
from tests.support.fixtures import Visitors
from tests.support.stories import planned
from tests.support.stories.cast import Cast


@pytest.mark.databases("sqlite", "postgresql")
def test_who_knows_whom_since_when_and_what_hangs_on_one_person(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    topic = planned.talk(app, cast)
    with app.app_context():
        customer = db.session.get_one(Customer, cast.customer.id)
        anna, jo = (db.session.get_one(Person, one.id) for one in (cast.anna, cast.jo))
        values = {"name": "Frau Klein", "buying_role": BuyingRole.DECIDER, "attitude": 1}
        boss = contacts.create(customer, values, by=anna, known_by=[jo])
        contacts.create(
            customer, {"name": "Herr Alt", "influence": 5, "reports_to_id": boss.id}, by=anna
        )
        said = {
            "on": TODAY.replace(day=2),
            "channel": Channel.VISIT,
            "summary": "They listened.",
            "state": TalkState.INTEREST,
        }
        talk = db.session.get_one(Conversation, topic)
        conversations.log(talk, said, by=anna, participants=[], contacts=[boss])
        db.session.commit()
    planned.deal(app, cast, "Fleet", expected_on=TODAY, annual_value=1, probability=1)
    page = visitor(cast.anna).visit(f"/plans/{cast.plan.id}/people").click("Who knows whom")
    table = page.element("acquaintances-table").text
    assert "Frau Klein Decider AB Anna Berg since 2 Jun 2026 JK Jo Kilian" in table
    assert "Herr Alt nobody of ours knows them yet Frau Klein" in table
    risks = page.root.all(class_="known-risks")[0].text
    assert "Frau Klein : All talks of late were with this one person." in risks
    assert "Herr Alt : Nobody of ours knows them, though they matter." in risks
    assert "Frau Klein : Only" not in risks
    assert "Frau Klein" in page.links
    assert visitor(cast.fritz).visit(f"/plans/{cast.plan.id}/relationships").status == 404
