"""The plan for the customer's eyes: what stands in it, who makes it, what is left out."""

import datetime
from decimal import Decimal

import pytest
from flask import Flask

from planner.database import db
from planner.models import Member, Person, Plan
from planner.models.kinds import DealStatus, GoalStatus, Role, TalkState, Via
from planner.words import speaking, word
from tests.conftest import TODAY
from tests.support.fixtures import Visitors
from tests.support.pages import Page
from tests.support.pdf_texts import pages_of, text_of
from tests.support.stories import planned
from tests.support.stories.cast import Cast

LATER = TODAY + datetime.timedelta(days=10)


@pytest.fixture
def written(app: Flask, cast: Cast) -> None:
    """Things for the customer, each beside one that is not for it."""
    theirs = {"customer_goal": True, "metric": "Ausschuss", "unit": "%", "target": Decimal("2.5")}
    planned.goal(app, cast, "Weniger Stillstand", due_on=LATER, **theirs)
    planned.goal(app, cast, "Sell them more")
    planned.goal(app, cast, "Given up", customer_goal=True, status=GoalStatus.DROPPED)
    planned.talk(app, cast, "Fleet of trucks", state=TalkState.WON, summary="Easy prey.")
    planned.talk(app, cast, "Still open", state=TalkState.OFFER)
    won = {"status": DealStatus.WON, "decided_on": TODAY, "expected_on": TODAY}
    money = {"annual_value": Decimal(1), "probability": Decimal(1)}
    planned.deal(app, cast, "Internal name", field_id=cast.insurance.id, **won, **money)
    planned.activity(app, cast, "Show the new line", customer_facing=True, due_on=LATER)
    planned.activity(app, cast, "Agree among us", due_on=LATER)
    planned.activity(app, cast, "Some day", customer_facing=True)


def preview(cast: Cast, visitor: Visitors, language: str = "en") -> Page:
    page = visitor(cast.anna, language=language).visit(f"/plans/{cast.plan.id}")
    return page.click("A page for the customer" if language == "en" else "Seite für den Kunden")


FOR_THEM = [
    "Plan for Eisenwerk Brühl AG",
    "Weniger Stillstand",
    "Ausschuss: 2.5 %",
    "Fleet of trucks",
    "Insurance",
    "Show the new line",
    "25 Jun 2026",
    "Jo Kilian",
]
NOT_FOR_THEM = [
    *("Sell them more", "Given up", "Easy prey", "Still open", "Internal name"),
    *("Agree among us", "Some day"),
]


def test_customer_reads_what_is_theirs_and_nothing_else(
    cast: Cast, written: None, visitor: Visitors
) -> None:
    page = preview(cast, visitor)
    made = page.form("customer-page").submit()
    assert made.headers["Content-Type"] == "application/pdf"
    said = text_of(made.data)
    for text in FOR_THEM:
        assert text in said
        assert text in page.text
    for text in NOT_FOR_THEM:
        assert text not in said
        assert text not in page.text
    assert "Page 1 of 1" in said
    assert "As of 15 Jun 2026" in said


def test_member_leaves_out_what_is_not_to_be_shown(
    cast: Cast, written: None, visitor: Visitors
) -> None:
    form = preview(cast, visitor).form("customer-page")
    marks = [one["value"] for one in form.element.all("input", name="item")]
    kept = [mark for mark in marks if mark.startswith("goal-")]
    address = f"/plans/{cast.plan.id}/customer.pdf?chosen=yes&item={kept[0]}&item=step-99999"
    said = text_of(visitor(cast.anna).visit(address).data)
    assert "Weniger Stillstand" in said
    for left_out in ("Fleet of trucks", "Show the new line", "Jo Kilian", "Next steps"):
        assert left_out not in said
    nothing = visitor(cast.anna).visit(f"/plans/{cast.plan.id}/customer.pdf?chosen=yes")
    assert "Your goals" not in text_of(nothing.data)


def test_file_speaks_the_language_that_was_chosen(
    cast: Cast, written: None, visitor: Visitors
) -> None:
    page = preview(cast, visitor, "de")
    german = page.form("customer-page").submit()
    assert "Ihre Ziele" in text_of(german.data)
    assert "25.06.2026" in text_of(german.data)
    assert "Ausschuss: 2,5 %" in text_of(german.data)
    assert "filename*=UTF-8''Plan%20f%C3%BCr%20Eisenwerk" in german.headers["Content-Disposition"]
    english = page.form("customer-page").fill(language="en").submit()
    assert "Your goals" in text_of(english.data)
    odd = page.visitor.visit(f"/plans/{cast.plan.id}/customer.pdf?language=xx")
    assert "Ihre Ziele" in text_of(odd.data)


@pytest.mark.parametrize("language", ["en", "de"])
def test_customer_reads_of_no_role_that_is_ours(
    app: Flask, cast: Cast, visitor: Visitors, language: str
) -> None:
    with app.app_context():
        plan = db.session.get_one(Plan, cast.plan.id)
        for number, role in enumerate(Role):
            person = Person(key=f"p{number}", name=f"Person {number}", role=role)
            plan.members.append(Member(person=person, joined_on=TODAY, via=Via.INVITATION))
        db.session.commit()
    page = preview(cast, visitor, language)
    said = text_of(page.form("customer-page").submit().data)
    with app.app_context(), speaking(language):
        ours = {word(role) for role in Role}
    shown = page.element("customer-page").text
    assert [role for role in ours if role in said or role in shown] == []
    assert all(f"Person {number}" in said for number in range(len(Role)))


def test_empty_plan_is_an_empty_page_that_says_what_to_do(cast: Cast, visitor: Visitors) -> None:
    page = preview(cast, visitor)
    assert "Mark a goal as the customer's own" in page.text
    assert "Plan for Eisenwerk" in text_of(page.form("customer-page").submit().data)


def test_only_who_reads_the_plan_makes_it(cast: Cast, written: None, visitor: Visitors) -> None:
    for name, status in (
        *(("anna", 200), ("jo", 200), ("paul", 200), ("otto", 200)),
        *(("fritz", 404), ("mira", 404), ("ada", 404), ("vera", 404)),
    ):
        somebody = visitor(getattr(cast, name))
        for address in ("customer-page", "customer.pdf"):
            assert somebody.visit(f"/plans/{cast.plan.id}/{address}").status == status, name
    assert visitor().visit(f"/plans/{cast.plan.id}/customer.pdf").status == 302


def test_long_and_odd_texts_are_printed_whole(app: Flask, cast: Cast, visitor: Visitors) -> None:
    odd = "<b>&amp;</b> Żółć Ωμέγα Привет <para> %(page)s"
    long = "W" * 150 + " Ende"
    planned.goal(app, cast, odd, customer_goal=True)
    planned.goal(app, cast, long, customer_goal=True)
    for number in range(60):
        planned.activity(app, cast, f"Step {number}", customer_facing=True, due_on=LATER)
    made = preview(cast, visitor).form("customer-page").submit().data
    said = text_of(made)
    assert odd in said
    assert "W" * 150 in said.replace(" ", "")
    assert "Ende" in said
    assert pages_of(made) == 2
    assert "Page 2 of 2" in said
    assert "Step 59" in said


def test_signs_without_a_letter_are_named_before_the_file_is_made(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    planned.goal(app, cast, "🎯 for 株式会社, at last", customer_goal=True)
    page = preview(cast, visitor)
    assert page.element("unknown-signs").text.endswith("in their place: 🎯株式会社")
    assert "□ for □□□□, at last" in text_of(page.form("customer-page").submit().data)


def test_letters_that_there_are_need_no_word(app: Flask, cast: Cast, visitor: Visitors) -> None:
    planned.goal(app, cast, "Żółć Ωμέγα → 5 €", customer_goal=True)
    assert not preview(cast, visitor).has("unknown-signs")
