"""Where a plan stands: the strip on the customer's page, and the page that says why."""

import datetime

import pytest
from flask import Flask

from planner import clock
from planner.actions.plan import plans
from planner.database import db
from planner.models import Person, Plan, Potential, StoredRating
from planner.models.kinds import PlanStatus
from planner.models.people.setting import AGE_NAMES, AGES_VISIBLE_TO, THRESHOLDS
from tests.support.fixtures import Visitors
from tests.support.pages import Page
from tests.support.statements import counted
from tests.support.stories.cast import Cast
from tests.support.stories.visits import decide, goal_of_one_side, joint_visit, visits_alone

MARCH = datetime.date(2026, 3, 3)


def here(page: Page) -> str:
    """The age that is marked as the plan's own."""
    (age,) = [age for age in page.element("maturity").all("li") if age["aria-current"] == "step"]
    return age.text


def why(cast: Cast, query: str = "") -> str:
    return f"/plans/{cast.plan.id}/maturity{query}"


def test_strip_names_the_six_ages_in_order_and_marks_where_the_plan_stands(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    joint_visit(app, cast, clock.today())
    page = visitor(cast.anna).visit(f"/plans/{cast.plan.id}")
    (ages,) = page.element("maturity").all("ol")
    names = [age.text.split()[1] for age in ages.all("li")]
    assert names == ["Dinosaur", "Neanderthal", "Stone", "Bronze", "Iron", "Modern"]
    assert here(page) == "5 Iron age"
    assert "there is no live goal" in page.element("maturity").text
    assert page.links["Why: how the collaboration is rated"] == f"{why(cast)}#symptom-no_goals"


def test_plan_that_was_never_rated_says_so(cast: Cast, visitor: Visitors) -> None:
    page = visitor(cast.anna).visit(f"/plans/{cast.plan.id}")
    assert page.element("maturity-state").text == "Not rated yet."


def test_closed_plan_is_in_no_age_and_says_so(app: Flask, cast: Cast, visitor: Visitors) -> None:
    joint_visit(app, cast, clock.today())
    with app.app_context():
        plan = db.session.get_one(Plan, cast.plan.id)
        plans.close(plan, by=db.session.get_one(Person, cast.anna.id))
        db.session.commit()
    page = visitor(cast.anna).visit(f"/plans/{cast.plan.id}")
    assert page.element("maturity-state").text.startswith("Not rated: ")
    assert "aria-current" not in page.html.partition("maturity-heading")[2]


def test_organisation_may_prefer_neutral_stages(app: Flask, cast: Cast, visitor: Visitors) -> None:
    joint_visit(app, cast, clock.today())
    anna = visitor(cast.anna)
    assert here(anna.visit(f"/plans/{cast.plan.id}")) == "5 Iron age"
    decide(app, cast, AGE_NAMES, "stages")
    assert here(anna.visit(f"/plans/{cast.plan.id}")) == "Stage 5"
    page = anna.visit(why(cast))
    assert here(page) == "Stage 5"
    assert "Iron age" not in page.text


@pytest.mark.parametrize("name", ["anna", "paul"])
def test_page_of_a_customer_takes_seventeen_statements_and_rates_nothing(
    name: str, app: Flask, cast: Cast, visitor: Visitors, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two of them read what decides the stage that the head of the page proposes."""
    decide(app, cast, AGES_VISIBLE_TO, "leads")
    joint_visit(app, cast, clock.today())
    somebody = visitor(getattr(cast, name))
    monkeypatch.setattr("planner.rating.rating.situation_on", None)
    with app.app_context():
        engine = db.engine
    for address in (f"/plans/{cast.plan.id}", f"/customers/{cast.customer.key}"):
        app.extensions["cache"].entries.clear()
        with counted(engine) as statements:
            assert somebody.visit(address).has("maturity")
        assert len(statements) <= 17


def test_saving_in_place_brings_the_strip_along(app: Flask, cast: Cast, visitor: Visitors) -> None:
    joint_visit(app, cast, clock.today())
    goal_of_one_side(app, cast, "More leasing", cast.anna)
    page = visitor(cast.jo).visit(f"/plans/{cast.plan.id}/goals")
    assert "fewer than 60 %" in page.element("maturity").text
    answer = page.press("Sign More leasing", htmx=True)
    assert answer.element("maturity")["data-hx-swap-oob"] == "true"
    assert "fewer than 60 %" not in answer.element("maturity").text


def test_gates_say_what_holds_and_what_is_missing(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    joint_visit(app, cast, clock.today())
    page = visitor(cast.anna).visit(why(cast))
    assert "all of it holds" in page.element("gate-stone").text
    iron = page.element("gate-iron").text
    assert "Missing: No live goal" in iron
    assert "Holds: Both sides have met the customer together." in iron
    assert "There is no goal yet that both sides have signed" in page.element("gate-modern").text


def test_evidence_leads_to_the_very_items(app: Flask, cast: Cast, visitor: Visitors) -> None:
    visits = visits_alone(app, cast, [datetime.date(2026, 4, 1), datetime.date(2026, 5, 4)])
    page = visitor(cast.anna).visit(why(cast))
    symptom = page.element("symptom-contacts_undocumented")
    links = {link.text: link["href"] for link in symptom.all("a")}
    assert links["Visit of April · 1 Apr 2026"] == f"/activities/{visits[0]}"
    write_up = links["Write up “Visit of April” of 1 Apr 2026"]
    form = page.visitor.visit(write_up).form("talk-form")
    assert form["on"] == "2026-04-01"


def test_uncovered_field_leads_to_its_specialists(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    joint_visit(app, cast, clock.today())
    page = visitor(cast.anna).visit(why(cast))
    with app.app_context():
        payments = db.session.query(Potential).filter_by(field_id=cast.payments.id).one()
    assert page.links["Payments"] == f"/plans/{cast.plan.id}/value#potential-{payments.id}"
    form = page.click("Invite a specialist for Payments").form("invitation-form")
    page = form.fill(person_id=str(cast.mira.id)).submit().follow()
    assert "Mira Sommer" in page.element("members").text
    assert not page.click("Why: how the collaboration is rated").has("symptom-field_uncovered")


def test_review_is_proposed_as_an_activity_with_its_title(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    joint_visit(app, cast, clock.today())
    form = visitor(cast.jo).visit(why(cast)).click("Propose a review").form("activity-form")
    assert (form["title"], form["kind"]) == ("Joint review", "internal")


def test_only_the_side_that_has_not_signed_is_offered_to_sign(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    joint_visit(app, cast, clock.today())
    goal = goal_of_one_side(app, cast, "More leasing", cast.anna)
    assert visitor(cast.jo).visit(why(cast)).offers("Sign “More leasing”")
    page = visitor(cast.anna).visit(why(cast))
    assert not page.offers("Sign “More leasing”")
    form = page.click("Ask for the other side's signature under “More leasing”")
    assert form.form("activity-form")["goal_id"] == str(goal)


def test_pairs_and_shifts_are_there_as_text(app: Flask, cast: Cast, visitor: Visitors) -> None:
    joint_visit(app, cast, clock.today())
    page = visitor(cast.anna).visit(why(cast))
    assert "1 Talks written down 0" in page.element("balance").text
    assert "from informal to institutional 67" in page.element("shifts").text


def test_course_tells_each_change_of_age_with_its_cause_and_marks_relapses(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    visits_alone(app, cast, [datetime.date(2026, 3, 2), datetime.date(2026, 3, 3)])
    for day in (4, 5, 6):
        joint_visit(app, cast, datetime.date(2026, 3, day))
    page = visitor(cast.anna).visit(why(cast))
    rows = [row.text for row in page.element("course").all("tr")][1:]
    assert any("4 Mar 2026" in row and "progress" in row and "Iron age" in row for row in rows)
    link = next(href for text, href in page.links.items() if text.startswith("Talk written down"))
    assert "A new press" in page.visitor.visit(link).text


@pytest.mark.parametrize(
    ("day", "error"),
    [
        ("2025-12-31", "The plan began on 1 Jan 2026. Choose that day or a later one."),
        ("2026-02-30", "There is no such day. Write it as 2026-03-14 or 14.03.2026."),
        ("2026-06-16", "This day has not come yet. Choose one up to today."),
        ("gestern", "There is no such day. Write it as 2026-03-14 or 14.03.2026."),
    ],
)
def test_day_that_cannot_be_rated_is_refused_with_the_reason(
    day: str, error: str, cast: Cast, visitor: Visitors
) -> None:
    page = visitor(cast.anna).visit(why(cast, f"?as_of={day}"))
    assert page.status == 422
    assert page.errors == [error]
    assert not page.has("maturity")


def test_day_that_is_over_is_rated_as_it_stood(app: Flask, cast: Cast, visitor: Visitors) -> None:
    joint_visit(app, cast, MARCH)
    anna = visitor(cast.anna)
    before = anna.visit(why(cast, "?as_of=2026-03-02"))
    assert "2 Mar 2026" in before.element("rated-on").text
    assert not before.has("symptom-no_goals")
    assert anna.visit(why(cast, "?as_of=03.03.2026")).has("symptom-no_goals")


def test_past_is_not_mended(app: Flask, cast: Cast, visitor: Visitors) -> None:
    joint_visit(app, cast, MARCH)
    page = visitor(cast.anna).visit(why(cast, "?as_of=2026-03-03"))
    assert "Add a goal" not in page.links
    assert "Answer: No live goal" not in page.links


@pytest.mark.parametrize("name", ["paul", "otto"])
def test_who_is_no_member_sees_nothing_of_it_while_ages_are_for_members_only(
    name: str, app: Flask, cast: Cast, visitor: Visitors
) -> None:
    joint_visit(app, cast, clock.today())
    somebody = visitor(getattr(cast, name))
    page = somebody.visit(f"/plans/{cast.plan.id}")
    assert page.status == 200
    assert not page.has("maturity")
    assert somebody.visit(why(cast)).status == 404


def test_administrator_who_may_read_plans_sees_no_ages(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    decide(app, cast, "administrators_see_plans", "yes")
    decide(app, cast, AGES_VISIBLE_TO, "leads")
    joint_visit(app, cast, clock.today())
    ada = visitor(cast.ada)
    page = ada.visit(f"/plans/{cast.plan.id}")
    assert page.status == 200
    assert not page.has("maturity")
    assert ada.visit(why(cast)).status == 404


def test_stranger_learns_nothing_of_it(app: Flask, cast: Cast, visitor: Visitors) -> None:
    decide(app, cast, AGES_VISIBLE_TO, "leads")
    assert visitor(cast.fritz).visit(why(cast)).status == 404


def test_lead_sees_a_relapse_only_from_the_day_on(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    decide(app, cast, AGES_VISIBLE_TO, "leads")
    stand_in(app, cast, "modern", datetime.date(2026, 5, 1))
    joint_visit(app, cast, clock.today())
    paul = visitor(cast.paul)
    assert here(visitor(cast.anna).visit(f"/plans/{cast.plan.id}")) == "5 Iron age"
    assert here(paul.visit(f"/plans/{cast.plan.id}")) == "6 Modern age"
    page = paul.visit(why(cast))
    assert here(page) == "6 Modern age"
    assert "15 Jun 2026" not in page.element("course").text
    with clock.at(clock.today() + datetime.timedelta(days=14)):
        assert here(paul.visit(f"/plans/{cast.plan.id}")) == "5 Iron age"


def stand_in(app: Flask, cast: Cast, age: str, since: datetime.date) -> None:
    """As if the plan had been in an age since a day."""
    with app.app_context():
        db.session.add(
            StoredRating(
                plan_id=cast.plan.id,
                on=since,
                age=age,
                last_age=age,
                symptoms=[],
                thresholds={},
                visible_to_leads_on=since,
            )
        )
        db.session.commit()


def test_numbers_of_the_organisation_are_named(app: Flask, cast: Cast, visitor: Visitors) -> None:
    assert not visitor(cast.anna).visit(why(cast)).has("own-numbers")
    decide(app, cast, THRESHOLDS, '{"no_ideas_count": 5}')
    assert "5" in visitor(cast.anna).visit(why(cast)).element("own-numbers").text


def test_plan_that_has_not_begun_is_not_rated(app: Flask, cast: Cast, visitor: Visitors) -> None:
    with app.app_context():
        plan = db.session.get_one(Plan, cast.plan.id)
        plan.status = PlanStatus.DRAFT
        db.session.commit()
    page = visitor(cast.anna).visit(why(cast))
    assert "Not rated" in page.element("maturity-state").text
    assert not page.has("gates")


def test_page_speaks_of_no_person_with_a_figure(app: Flask, cast: Cast, visitor: Visitors) -> None:
    joint_visit(app, cast, clock.today())
    page = visitor(cast.jo).visit(why(cast))
    with app.app_context():
        names = [person.name for person in db.session.query(Person)]
    for part in ("maturity", "gates", "balance", "shifts", "course"):
        assert not [name for name in names if name in page.element(part).text]
