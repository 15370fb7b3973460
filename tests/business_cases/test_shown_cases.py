"""The customer's own page of a case: open to whoever has its address, and to nothing else."""

import datetime
from decimal import Decimal

import pytest
from flask import Flask

from planner import clock
from planner.business_cases import actions as business_cases
from planner.business_cases.views import sealed_links
from planner.database import db
from planner.models import BusinessCase, CaseLink, Event, Scenario
from tests.business_cases.calculating import OIL_PUMP, amounts, calculated, flow_ids, it
from tests.support.fixtures import Visitors
from tests.support.pages import Page, Visitor
from tests.support.stories.cast import Cast

BOTH = pytest.mark.databases("sqlite", "postgresql")
DAY = datetime.date(2026, 6, 15)


def opened(app: Flask, cast: Cast, case: int, until: datetime.date = DAY) -> str:
    with app.app_context(), clock.at(DAY):
        link = business_cases.open_for_customer(
            db.session.get_one(BusinessCase, case), {"expires_on": until}, by=it(cast.anna)
        )
        db.session.commit()
        return f"/shown-cases/{sealed_links.seal(link.id)}"


def customer(app: Flask) -> Visitor:
    """Somebody without a session."""
    return Visitor(app)


def look(app: Flask, address: str, on: datetime.date = DAY) -> Page:
    with clock.at(on):
        return customer(app).visit(address)


@BOTH
def test_a_page_is_opened_for_the_customer_until_a_day_and_closed(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    case, tom = calculated(app, cast), visitor(cast.tom)
    page = tom.visit(f"/business-cases/{case}").click("Open it for the customer")
    until = clock.today() + datetime.timedelta(days=3)
    shown = page.form("case-link-form").fill(expires_on=until.isoformat()).submit().follow()
    assert "Opened by Tom Ahrens" in shown.element("case_links").text
    address = shown.links["Show it"]
    assert customer(app).visit(address).heading == "Renting"
    assert shown.press("Close it").status == 303
    assert customer(app).visit(address).status == 404
    with app.app_context():
        assert db.session.query(CaseLink).count() == 0


@pytest.mark.parametrize("days", [-1, 366])
def test_a_day_that_is_over_or_far_away_is_refused(
    app: Flask, cast: Cast, visitor: Visitors, days: int
) -> None:
    case = calculated(app, cast)
    page = visitor(cast.tom).visit(f"/business-cases/{case}/case-links/new")
    day = clock.today() + datetime.timedelta(days=days)
    page = page.form("case-link-form").fill(expires_on=day.isoformat()).submit()
    assert page.status == 422
    assert "Choose a day from today" in page.errors[0]


def test_the_page_is_open_through_its_last_day_and_then_it_is_not_there(
    app: Flask, cast: Cast
) -> None:
    address = opened(app, cast, calculated(app, cast))
    assert look(app, address).status == 200
    assert look(app, address, DAY + datetime.timedelta(days=1)).status == 404
    assert look(app, f"{address}x").status == 404
    assert look(app, f"{address}.pdf", DAY + datetime.timedelta(days=1)).status == 404


def test_it_shows_the_case_and_nothing_else_without_cookies_and_unseen_by_search_engines(
    app: Flask, cast: Cast
) -> None:
    case = calculated(app, cast, compared_with="Buying every six years")
    with app.app_context():
        of = db.session.get_one(BusinessCase, case)
        business_cases.add_scenario(
            of, {"title": "They squeeze us", "changes": []}, by=it(cast.anna)
        )
        business_cases.add_assumption(of, {"text": "Their buyer is weak"}, by=it(cast.anna))
        db.session.commit()
    page = look(app, opened(app, cast, case))
    assert "Buying every six years" in page.text
    assert "1,922" in page.element("figures").text
    hidden = ("They squeeze us", "Their buyer is weak", "Anna", "Eisenwerk", "Today", "Pool")
    assert [said for said in hidden if said in page.text] == []
    assert page.headers.getlist("Set-Cookie") == []
    assert "noindex" in page.headers["X-Robots-Tag"]
    assert page.headers["Referrer-Policy"] == "no-referrer"
    own = page.address
    assert [link for link in page.links.values() if not link.startswith(own)] == []


def test_amounts_and_rate_are_moved_and_the_case_stays_as_it_was(app: Flask, cast: Cast) -> None:
    case = calculated(app, cast)
    line = flow_ids(app, case)["Investment"]
    page = look(app, opened(app, cast, case))
    with clock.at(DAY):
        form = page.form("shown-case").fill(discount_rate="0", **{f"amount_{line}_0": "-50,000"})
        moved = form.submit()
    figures = " ".join(moved.element("figures").text.split())
    assert "Net present value 1,922 € 3,700 €" in figures
    assert moved.headers.getlist("Set-Cookie") == []
    assert amounts(app, case)["Investment"] == [-40_000]
    with app.app_context():
        assert db.session.query(Scenario).count() == 0


def test_what_cannot_be_is_said_at_its_input(app: Flask, cast: Cast) -> None:
    page = look(app, opened(app, cast, calculated(app, cast)))
    with clock.at(DAY):
        wrong = page.form("shown-case").fill(discount_rate="-100").submit()
    assert (wrong.status, len(wrong.errors)) == (422, 1)
    assert wrong.form("shown-case")["discount_rate"] == "-100"
    assert not wrong.has("version-form")


@BOTH
def test_their_version_is_kept_only_if_they_say_so(app: Flask, cast: Cast) -> None:
    case = calculated(app, cast)
    line = flow_ids(app, case)["Investment"]
    with clock.at(DAY):
        page = customer(app).visit(opened(app, cast, case))
        form = page.form("shown-case").fill(discount_rate="5", **{f"amount_{line}_0": "-45,000"})
        moved = form.submit()
        unsaid = moved.form("version-form").submit()
        assert (unsaid.status, unsaid.errors) == (422, ["Without your yes nothing is kept."])
        with app.app_context():
            assert db.session.query(Scenario).count() == 0
        said = unsaid.form("version-form").fill(said_by="Cora Finke", agrees=True)
        assert "Your version is kept" in said.submit().text
        said.submit()  # once more, by the way back
    with app.app_context():
        kept = db.session.query(Scenario).one()
        assert kept.title == "Version of the customer (Cora Finke), 15 Jun 2026"
        assert kept.discount_rate == Decimal("0.05")
        assert kept.changes == [{"flow": "flow-1", "amounts": [-45000]}]
        told = db.session.query(Event).filter_by(type="scenario.created").one()
        assert told.actor_id is None


def test_several_rates_are_explained_to_the_customer_as_well(app: Flask, cast: Cast) -> None:
    page = look(app, opened(app, cast, calculated(app, cast, OIL_PUMP)))
    assert "25% · 400%" in page.element("figure-irr").text
    assert "more than one rate is right" in page.element("figure-irr").text


def test_a_pdf_is_made_for_both(app: Flask, cast: Cast, visitor: Visitors) -> None:
    case = calculated(app, cast, OIL_PUMP)
    ours = visitor(cast.tom).visit(f"/business-cases/{case}.pdf")
    theirs = look(app, f"{opened(app, cast, case)}.pdf")
    assert [each.data[:5] for each in (ours, theirs)] == [b"%PDF-"] * 2
    assert theirs.headers.getlist("Set-Cookie") == []


def test_whoever_only_reads_and_strangers_open_and_close_nothing(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    case = calculated(app, cast)
    opened(app, cast, case)
    assert not visitor(cast.paul).visit(f"/business-cases/{case}").offers("Close it")
    assert visitor(cast.paul).visit(f"/business-cases/{case}/case-links/new").status == 403
    assert visitor(cast.fritz).visit(f"/business-cases/{case}/case-links/new").status == 404
    assert visitor(cast.fritz).visit(f"/business-cases/{case}.pdf").status == 404
