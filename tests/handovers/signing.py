"""When the contract was signed of which these tests tell, and what they do with it."""

import datetime
from typing import Any

from flask import Flask

from planner.database import db
from planner.handovers import actions as handovers
from planner.models import Contract, Person
from tests.support.stories.cast import Cast

SIGNED = datetime.date(2026, 6, 1)
DAY = datetime.date(2026, 6, 15)


def it(item: Any) -> Any:
    return db.session.get_one(type(item), item.id)


def proposed(app: Flask, cast: Cast, contract_id: int, to: Person) -> int:
    with app.app_context():
        contract = db.session.get_one(Contract, contract_id)
        made = handovers.propose(contract, {"to_id": to.id}, by=it(cast.anna))
        db.session.commit()
        return made.id
