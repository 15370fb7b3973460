"""What it would take: deals without an activity, too near ones, and such as stand still."""

import datetime
from decimal import Decimal

from flask import Flask

from planner import clock
from planner.actions.plan import deals
from planner.database import db
from planner.models import Deal, Person
from planner.models.kinds import DealStatus
from tests.conftest import TODAY
from tests.support.fixtures import Visitors
from tests.support.stories import planned
from tests.support.stories.cast import Cast
from tests.team.views.test_pipeline import deal
from tests.team.views.test_targets import put

DAY = datetime.timedelta(days=1)
IN_A_MONTH = TODAY + 30 * DAY


def change(app: Flask, cast: Cast, deal_id: int, on: datetime.date, **values: object) -> None:
    with app.app_context(), clock.at(on):
        anna = db.session.get_one(Person, cast.anna.id)
        deals.update(db.session.get_one(Deal, deal_id), values, by=anna)
        db.session.commit()


def won(app: Flask, cast: Cast, days: int, number: int = 5) -> None:
    """Deals for Leasing that were won yesterday, so many days after they had been planned."""
    for _ in range(number):
        with clock.at(TODAY - (days + 1) * DAY):
            deal_id = deal(app, cast, "Won before")
        change(app, cast, deal_id, TODAY - DAY, status=DealStatus.WON, decided_on=TODAY - DAY)


def test_deal_without_a_planned_activity_is_found_and_one_can_be_planned_from_there(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    lonely = deal(app, cast, "Lonely deal")
    planned.activity(app, cast, "Visit", deal_id=deal(app, cast, "Looked after"))
    page = visitor(cast.paul).visit("/team/pipeline")
    assert "1 deal 30,000 €" in page.element("shortfall-no_activity").text
    listed = page.click("Deals without a planned activity")
    assert "Looked after" not in listed.text
    form = listed.click("Plan an activity for Lonely deal, Eisenwerk Brühl AG").form(
        "activity-form"
    )
    assert form["deal_id"] == str(lonely)
    form.fill(title="Show the offer", assignee_id="Anna Berg").submit()
    page = visitor(cast.paul).visit("/team/pipeline")
    assert "no deal" in page.element("shortfall-no_activity").text


def test_lead_who_is_not_on_the_plan_asks_its_members(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    deal_id = deal(app, cast, "Lonely deal")
    listed = visitor(cast.paul).visit("/team/pipeline/deals?part=no_activity")
    page = listed.click("Ask the members: Lonely deal, Eisenwerk Brühl AG")
    assert page.address.startswith(f"/deals/{deal_id}")
    assert page.has("comments")
    assert "Ask the members" not in visitor(cast.otto).visit("/team/pipeline/deals").text


def test_deal_nearer_than_its_field_usually_takes_is_found(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    deal(app, cast, "Near", expected_on=IN_A_MONTH)
    deal(app, cast, "Far", expected_on=TODAY + 100 * DAY)
    deal(app, cast, "Of another field", expected_on=IN_A_MONTH, field_id=cast.payments.id)
    paul = visitor(cast.paul)
    won(app, cast, 80, number=4)
    page = paul.visit("/team/pipeline")
    assert "Leasing: too few won deals to tell (4)" in page.element("lead-times").text
    assert "no deal" in page.element("shortfall-too_near").text
    won(app, cast, 90, number=1)
    page = paul.visit("/team/pipeline")
    assert "Leasing: usually 80 days (from 5 won deals)" in page.element("lead-times").text
    assert "1 deal 30,000 €" in page.element("shortfall-too_near").text
    listed = page.click("Deals nearer than the usual lead time of their field")
    assert "Near" in listed.links
    assert "usually 80 days" in listed.text
    assert not {"Far", "Of another field"} & set(listed.links)


def test_lead_time_begins_with_the_first_activity_where_that_came_first(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    won(app, cast, 50)
    with app.app_context():
        ids = [each.id for each in db.session.query(Deal)]
    with clock.at(TODAY - 71 * DAY):
        for deal_id in ids:
            planned.activity(app, cast, "Visit", deal_id=deal_id)
    page = visitor(cast.paul).visit("/team/pipeline")
    assert "usually 70 days (from 5 won deals)" in page.element("lead-times").text


def test_deal_that_stands_still_while_activities_are_done_is_found(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    with clock.at(TODAY - 60 * DAY):
        still, moving, untouched = (
            deal(app, cast, title) for title in ("Still", "Moving", "Untouched")
        )
        visits = [
            planned.activity(app, cast, "Visit", deal_id=one, assignee_id=cast.anna.id)
            for one in (still, moving)
        ]
    with clock.at(TODAY - 40 * DAY):
        for visit in visits:
            planned.finish(app, cast, visit)
    change(app, cast, moving, TODAY - 20 * DAY, probability=Decimal("0.7"))
    change(app, cast, still, TODAY - 20 * DAY, title="Still, but renamed")
    assert untouched
    page = visitor(cast.paul).visit("/team/pipeline")
    assert "1 deal 30,000 €" in page.element("shortfall-still").text
    listed = page.click("Deals that have stood still while activities were done")
    assert "Still, but renamed" in listed.links
    assert "1 done" in listed.element(f"deal-{still}").text


def test_target_says_what_it_would_take_in_its_own_scope(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    deal(app, cast, "Within")
    deal(app, cast, "Other field", field_id=cast.payments.id)
    deal(app, cast, "Next year", expected_on=datetime.date(2027, 2, 1))
    target_id = put(app, cast.south, cast.paul, field_id=cast.leasing.id)
    page = visitor(cast.paul).visit("/team/pipeline").click("South, Leasing")
    assert page.address == f"/team/targets/{target_id}"
    assert "470,000 €" in page.element(f"comparison-{target_id}").text
    assert "1 deal 30,000 €" in page.element("shortfall-no_activity").text
    listed = page.click("Deals without a planned activity")
    assert "Within" in listed.links
    assert not {"Other field", "Next year"} & set(listed.links)
