"""The lead's list of plans by the day of their next review."""

import datetime

import pytest
from flask import Flask

from planner.actions.people import settings
from planner.actions.plan import reviews
from planner.database import db
from planner.models import Customer, Person, Plan
from planner.models.kinds import PlanStatus
from planner.models.people.setting import ADMINISTRATORS_SEE_PLANS
from planner.team.reviews import queries as due_reviews
from tests.conftest import TODAY
from tests.exports.reading import csv_rows
from tests.support.fixtures import Visitors
from tests.support.pages import Page
from tests.support.stories import planned
from tests.support.stories.cast import Cast

BEGAN = datetime.date(2026, 1, 1)


def further(app: Flask, name: str, owner: Person | None, **values: object) -> int:
    """A customer with an active plan since `began`; the id of the plan."""
    began = values.pop("began", TODAY)
    status = values.pop("status", PlanStatus.ACTIVE)
    with app.app_context():
        customer = Customer(key=name, name=name, owner_id=owner.id if owner else None, **values)
        plan = Plan(
            customer=customer,
            starts_on=BEGAN,
            ends_on=datetime.date(2026, 12, 31),
            status=status,
            activated_on=began if status in (PlanStatus.ACTIVE, PlanStatus.CLOSED) else None,
        )
        db.session.add(plan)
        db.session.commit()
        return plan.id


def reviewed(app: Flask, plan_id: int, on: datetime.date, by: Person, *others: Person) -> None:
    with app.app_context():
        led, *there = (db.session.get_one(Person, one.id) for one in (by, *others))
        reviews.create(db.session.get_one(Plan, plan_id), {"on": on}, by=led, attendees=there)
        db.session.commit()


def rhythm(app: Flask, cast: Cast, usual: int, **weeks: int) -> None:
    with app.app_context():
        settings.change_rhythms(usual, weeks, by=db.session.get_one(Person, cast.ada.id))
        db.session.commit()


def listed(page: Page) -> list[str]:
    return [row.all("th")[0].text for row in page.element("due-reviews").all("tr")[1:]]


def test_plans_are_listed_by_the_day_of_their_next_review_overdue_first(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    late = further(app, "Reviewed late", cast.tom, began=BEGAN)
    reviewed(app, late, datetime.date(2026, 3, 20), cast.anna, cast.jo)
    alone = further(app, "Alone", cast.tom, began=BEGAN)
    reviewed(app, alone, datetime.date(2026, 3, 30), cast.anna)
    further(app, "Just begun", cast.tom)
    page = visitor(cast.paul).visit("/team").click("Reviews")
    names = ["Eisenwerk Brühl AG", "Reviewed late", "Alone", "Just begun"]
    assert listed(page) == names
    rows = {one: page.element(f"plan-{one}").text for one in (cast.plan.id, late, alone)}
    assert "26 Mar overdue" in rows[cast.plan.id]
    assert "no review yet" in rows[cast.plan.id]
    assert "20 Mar a joint one" in rows[late]
    assert "one side only: no joint review" in rows[alone]
    assert "2 reviews overdue" in page.text
    assert listed(page.click("2 reviews overdue")) == names[:2]
    assert listed(page.click("1 due in the next four weeks")) == ["Alone"]


def test_rhythm_of_the_segment_decides_and_a_planned_review_is_shown(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    often = further(app, "Often", cast.tom, segment="A")
    further(app, "Seldom", cast.tom, segment="B")
    rhythm(app, cast, 30, A=1)
    review_id = planned.review_ahead(app, cast, on=datetime.date(2026, 6, 18))
    page = visitor(cast.paul).visit("/team/reviews")
    assert listed(page) == ["Often", "Eisenwerk Brühl AG", "Seldom"]
    assert "in 7 days" in page.element(f"plan-{often}").text
    shown = page.element(f"plan-{cast.plan.id}")
    assert "in 3 days" in shown.text
    assert f"/reviews/{review_id}" in [link["href"] for link in shown.all("a")]
    found = visitor(cast.paul).visit("/team/reviews?segment=A")
    assert listed(found) == ["Often"]


def test_only_active_plans_are_listed_and_cancelled_reviews_count_for_nothing(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    for status in (PlanStatus.DRAFT, PlanStatus.AGREED, PlanStatus.CLOSED):
        further(app, f"A plan that is {status}", cast.tom, status=status)
    review_id = planned.review_ahead(app, cast, attendees=(cast.jo,))
    visitor(cast.anna).visit(f"/reviews/{review_id}").press("Cancel the review")
    page = visitor(cast.paul).visit("/team/reviews")
    assert listed(page) == ["Eisenwerk Brühl AG"]
    assert "no review yet" in page.element(f"plan-{cast.plan.id}").text
    planned.close(app, cast)
    assert "No active plan found." in visitor(cast.paul).visit("/team/reviews").text


def test_lead_of_one_team_gets_nothing_of_another(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    further(app, "Of the other team", cast.fritz, segment="Secret")
    further(app, "Of nobody", None)
    paul = visitor(cast.paul)
    for asked in ("", f"?team={cast.north.id}", "?segment=Secret", "?region=Hamburg"):
        page = paul.visit(f"/team/reviews{asked}")
        for other in ("Of the other team", "Of nobody"):
            assert other not in page.text
    assert len(csv_rows(paul.visit("/team/reviews.csv").data)) == 2


def test_list_is_not_there_for_others_and_trusted_administrators_see_all(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    further(app, "Of the other team", cast.fritz)
    for person in (cast.anna, cast.jo, cast.fritz, cast.ada):
        for address in ("/team/reviews", "/team/reviews.csv"):
            assert visitor(person).visit(address).status == 404
    assert len(listed(visitor(cast.otto).visit("/team/reviews"))) == 2
    with app.app_context():
        ada = db.session.get_one(Person, cast.ada.id)
        settings.change(ADMINISTRATORS_SEE_PLANS, "yes", by=ada)
        db.session.commit()
    assert len(listed(visitor(cast.ada).visit("/team/reviews"))) == 2


def test_table_has_all_pages_and_names_nobody(
    app: Flask, cast: Cast, visitor: Visitors, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(due_reviews, "DUE_REVIEWS_PAGE", 1)
    plan_id = further(app, "=1+1", cast.tom)
    reviewed(app, plan_id, TODAY, cast.anna, cast.jo)
    paul = visitor(cast.paul)
    page = paul.visit("/team/reviews")
    assert listed(page) == ["Eisenwerk Brühl AG"]
    assert listed(page.click("More")) == ["=1+1"]
    table = paul.visit(page.links["Download the table as a CSV file"])
    heading, *rows = csv_rows(table.data)
    assert [row[0] for row in rows] == ["Eisenwerk Brühl AG", "'=1+1"]
    assert rows[1][heading.index("Joint review")] == "yes"
    for name in ("Anna Berg", "Tom Ahrens", "Jo Kilian", "Paul Stein"):
        assert name not in table.data.decode()
    assert len(csv_rows(paul.visit("/team/reviews.csv?due=overdue").data)) == 2


@pytest.mark.parametrize("asked", ["due=never", "team=x", "page=x", "page=999", "segment=%01"])
def test_addresses_that_make_no_sense_are_answered_all_the_same(
    cast: Cast, visitor: Visitors, asked: str
) -> None:
    assert visitor(cast.paul).visit(f"/team/reviews?{asked}").status == 200
