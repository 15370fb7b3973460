"""On which day these tests call on executives, and how."""

import datetime
from typing import Any

from flask import Flask

from planner.database import db
from planner.models import Person, Plan
from planner.models.kinds import SponsorReason
from planner.sponsor_requests import actions as sponsor_requests
from tests.support.stories.cast import Cast

DAY = datetime.date(2026, 6, 15)
BRIEFING = "Whom you meet\n- Ines Vogt, decides\n\nThey buy elsewhere since March."


def it(item: Any) -> Any:
    return db.session.get_one(type(item), item.id)


def called(app: Flask, cast: Cast, who: Person, **values: Any) -> int:
    """A request of Anna's for a robust no."""
    with app.app_context():
        plan = db.session.get_one(Plan, cast.plan.id)
        asked = {"reason": SponsorReason.ROBUST_NO, "briefing": BRIEFING, "sponsor_id": who.id}
        made = sponsor_requests.create(plan, asked | values, by=it(cast.anna))
        db.session.commit()
        return made.id
