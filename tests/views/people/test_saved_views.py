"""Views of the list of customers that somebody saves as tabs; nobody else knows of them."""

import pytest
from flask import Flask

from planner.actions.people import saved_views
from planner.actions.plan import customers
from planner.database import db
from planner.models import Person, SavedView
from planner.models.kinds import Stage
from tests.support.fixtures import Visitors
from tests.support.pages import Page
from tests.support.stories.cast import Cast


def tabs(page: Page) -> dict[str, str]:
    """The tabs by what they say, each with how many customers there are behind it."""
    bars = page.root.all(class_="tabs")
    return {link.text: link["data-count"] for bar in bars for link in bar.all("a")}


@pytest.mark.databases("sqlite", "postgresql")
def test_a_filter_is_saved_as_a_tab_with_a_count_renamed_and_deleted(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    with app.app_context():
        anna = db.session.get_one(Person, cast.anna.id)
        for number in range(3):
            values = {"name": f"Prospect {number}", "stage": Stage.PROSPECT}
            customers.create(values, by=anna)
        db.session.commit()
    browser = visitor(cast.anna)
    page = browser.visit("/customers")
    assert tabs(page) == {}, "nothing to save without a filter"
    page = page.form("customers-filter").fill(stage="Prospect", sort="Customer, Z first").submit()
    assert tabs(page) == {"All customers": "4", "+ Save this view": ""}
    form = page.click("+ Save this view").form("saved-view-form")
    assert "Stage: Prospect" in form.page.text
    page = form.fill(name=" Übernächste ").submit().follow()
    assert "The view Übernächste is saved." in page.text
    assert tabs(page) == {"All customers": "4", "Übernächste": "3", "Rename or delete": ""}
    assert page.element("customers").all("tbody")[0].all("a")[0].text == "Prospect 2"
    assert tabs(browser.visit("/customers?gap=no_plan"))["+ Save this view"] == ""
    twice = browser.visit("/saved-views/new?stage=customer").form("saved-view-form")
    again = twice.fill(name="Übernächste").submit()
    assert again.status == 422
    assert again.errors == ["You have a view of this name already."]
    assert again.form("saved-view-form")["name"] == "Übernächste", "nothing typed is lost"
    page = page.click("Rename or delete").form("saved-view-form").fill(name="Next").submit()
    page = page.follow()
    assert tabs(page)["Next"] == "3"
    page = page.click("Rename or delete").press("Delete this view").follow()
    assert "The view Next is deleted." in page.text
    assert tabs(page) == {}


def test_what_makes_no_sense_is_not_saved(app: Flask, cast: Cast, visitor: Visitors) -> None:
    anna = visitor(cast.anna)
    form = anna.visit("/saved-views/new?stage=customer&team=99999&x=y&page=7")
    saved = form.form("saved-view-form").fill(name="South").submit()
    assert saved.location.endswith("/customers?stage=customer")
    empty = anna.visit("/saved-views/new").form("saved-view-form").fill(name="All").submit()
    assert empty.status == 422
    assert empty.errors == ["Set a filter first: all customers have a tab already."]
    nameless = anna.visit("/saved-views/new?stage=former").form("saved-view-form").submit()
    assert nameless.status == 422
    with app.app_context():
        somebody = db.session.get_one(Person, cast.anna.id)
        for number in range(saved_views.MOST_SAVED_VIEWS - 1):
            saved_views.keep(f"View {number}", "stage=customer", by=somebody)
        db.session.commit()
    full = anna.visit("/saved-views/new?stage=former").form("saved-view-form").fill(name="One more")
    assert full.submit().errors == ["There are twelve saved views. Delete one first."]
    assert "+ Save this view" not in tabs(anna.visit("/customers?stage=former"))


def test_nobody_else_sees_or_touches_a_view(app: Flask, cast: Cast, visitor: Visitors) -> None:
    with app.app_context():
        view = saved_views.keep(
            "Mine", "stage=customer", by=db.session.get_one(Person, cast.anna.id)
        )
        db.session.commit()
        address = f"/saved-views/{view.id}"
    for other in (cast.tom, cast.paul, cast.ada, cast.otto):
        somebody = visitor(other)
        assert "Mine" not in tabs(somebody.visit("/customers?stage=customer"))
        assert somebody.visit(address).status == 404
        sent = {"csrf_token": [somebody.visit("/settings").token], "name": ["Theirs"]}
        for way in (address, f"{address}?_method=DELETE"):
            assert somebody.send("POST", way, sent).status == 404
    assert visitor(cast.anna).visit("/saved-views/99999999999").status == 404
    with app.app_context():
        assert db.session.query(SavedView).one().name == "Mine"
