"""Why deals were lost or moved: counts and sums by cause and field, which open to the deals."""

import datetime
from decimal import Decimal
from typing import Any

from flask import Flask

from planner import clock
from planner.actions.history import undo
from planner.actions.plan import deals
from planner.database import db
from planner.models import Deal, Event, EventType, Person
from planner.models.kinds import CauseKind, DealStatus
from tests.support.fixtures import Visitors
from tests.support.pages import Page
from tests.support.stories.cast import Cast
from tests.team.views.test_pipeline import deal

MAY = datetime.date(2026, 5, 4)
OURS = {"cause": "Our offer was late.", "cause_kind": CauseKind.OURS}
THEIRS = {"cause": "The plant is put off.", "cause_kind": CauseKind.CUSTOMER}


def change(app: Flask, cast: Cast, deal_id: int, on: datetime.date, **values: Any) -> None:
    with app.app_context(), clock.at(on):
        anna = db.session.get_one(Person, cast.anna.id)
        deals.update(db.session.get_one(Deal, deal_id), values, by=anna)
        db.session.commit()


def table(page: Page) -> list[str]:
    if not page.has("causes-table"):
        return []
    return [row.text for row in page.element("causes-table").all("tbody")[0].all("tr")]


def test_lost_deals_are_counted_and_added_up_by_cause_and_field(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    lost = {"status": DealStatus.LOST, "decided_on": MAY}
    deal(app, cast, "Late", **lost, **OURS)
    deal(app, cast, "Late too", **lost, **OURS, annual_value=Decimal(5_000))
    deal(app, cast, "Put off", **lost, **THEIRS, field_id=cast.payments.id)
    deal(app, cast, "Years ago", **{**lost, "decided_on": datetime.date(2024, 5, 4)}, **OURS)
    page = visitor(cast.paul).visit("/team/pipeline")
    assert sorted(table(page)) == [
        "Ours Lost Leasing 2 deals 65,000 €",
        "The customer's Lost Payments 1 deal 60,000 €",
    ]
    listed = page.click("2 deals: Ours, Leasing")
    assert {"Late", "Late too"} <= set(listed.links)
    assert not {"Put off", "Years ago"} & set(listed.links)


def test_deal_is_moved_when_its_day_goes_to_a_later_month(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    later, sooner, same_month = (deal(app, cast, title) for title in ("Later", "Sooner", "Same"))
    october = datetime.date(2026, 10, 1)
    change(app, cast, later, MAY, expected_on=october, **OURS)
    change(app, cast, sooner, MAY, expected_on=datetime.date(2026, 8, 1), **OURS)
    change(app, cast, same_month, MAY, expected_on=datetime.date(2026, 9, 28), **OURS)
    page = visitor(cast.paul).visit("/team/pipeline")
    assert table(page) == ["Ours Moved Leasing 1 deal 60,000 €"]
    listed = page.click("1 deal: Ours, Leasing")
    assert "Later" in listed.links
    assert "October 2026" in listed.text
    assert not {"Sooner", "Same"} & set(listed.links)


def test_deal_that_was_moved_twice_counts_once_for_the_cause_of_the_last_move(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    moved = deal(app, cast, "Twice")
    change(app, cast, moved, MAY, expected_on=datetime.date(2026, 10, 1), **OURS)
    november, status = datetime.date(2026, 11, 1), DealStatus.MOVED
    change(app, cast, moved, MAY, expected_on=november, status=status, **THEIRS)
    page = visitor(cast.paul).visit("/team/pipeline")
    assert table(page) == ["The customer's Moved Leasing 1 deal 60,000 €"]


def test_cause_that_was_said_before_holds_for_the_next_move_and_one_said_later_does_not(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    moved, silent = deal(app, cast, "Moved"), deal(app, cast, "Silent")
    change(app, cast, moved, MAY, **OURS)
    october = datetime.date(2026, 10, 1)
    change(app, cast, moved, MAY, expected_on=october)
    change(app, cast, silent, MAY, expected_on=october)
    lost = {"status": DealStatus.LOST, "decided_on": datetime.date(2027, 1, 4)}
    change(app, cast, silent, MAY, **lost, **THEIRS)
    page = visitor(cast.paul).visit("/team/pipeline")
    assert sorted(table(page)) == [
        "Ours Moved Leasing 1 deal 60,000 €",
        "no cause said Moved Leasing 1 deal 60,000 €",
    ]
    assert "Silent" in page.click("1 deal: no cause said, Leasing").links


def test_move_that_was_undone_is_none(app: Flask, cast: Cast, visitor: Visitors) -> None:
    moved = deal(app, cast, "Moved")
    change(app, cast, moved, MAY, expected_on=datetime.date(2026, 10, 1), **OURS)
    with app.app_context(), clock.at(MAY):
        last = db.session.query(Event).filter_by(type=EventType.DEAL_UPDATED).one()
        undo.undo(last, by=db.session.get_one(Person, cast.anna.id))
        db.session.commit()
    assert table(visitor(cast.paul).visit("/team/pipeline")) == []


def test_move_counts_in_the_period_in_which_it_happened(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    moved = deal(app, cast, "Moved")
    change(app, cast, moved, MAY, expected_on=datetime.date(2026, 10, 1), **OURS)
    paul = visitor(cast.paul)
    in_may = paul.visit("/team/pipeline?starts_on=2026-05-01&ends_on=2026-05-31")
    assert len(table(in_may)) == 1
    in_june = paul.visit("/team/pipeline?starts_on=2026-06-01&ends_on=2026-06-30")
    assert table(in_june) == []
