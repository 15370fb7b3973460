"""The one-sided plans: what was seen, what would mend it, and what the members answer."""

import pytest
from flask import Flask

from planner.database import db
from planner.models import Activity, Goal, Member, Person, SymptomAnswer
from planner.models.kinds import ActivityKind, AnswerKind
from planner.models.people.setting import AGES_VISIBLE_TO
from tests.conftest import TODAY
from tests.exports.reading import csv_rows
from tests.support.fixtures import Visitors
from tests.support.statements import counted
from tests.support.stories import planned
from tests.support.stories.cast import Cast
from tests.support.stories.rated import before, further_plan, store, symptom
from tests.support.stories.visits import decide, goal_of_one_side

PAGE = "/team/one_sided_plans"
STATEMENTS = 16


@pytest.fixture(autouse=True)
def _leads_see_ages(app: Flask, cast: Cast) -> None:
    decide(app, cast, AGES_VISIBLE_TO, "leads")


def lean(app: Flask, plan_id: int, number: int | None = 80, *held: dict[str, object]) -> None:
    """As if the plan had been rated so a month ago."""
    flag = number is not None and number >= 60
    values = {"one_sidedness": number, "one_sided": flag, "leaning": "specialist"}
    store(app, plan_id, "iron", before(30), symptoms=list(held), **values)


def key_of(app: Flask, of: type, identity: int) -> str:
    with app.app_context():
        return str(db.session.get_one(of, identity).key)


def answer(app: Flask, cast: Cast, code: str, *evidence: str, text: str) -> None:
    """What Jo has said to a symptom that rests on this."""
    with app.app_context():
        said = SymptomAnswer(
            plan_id=cast.plan.id,
            code=code,
            evidence=list(evidence),
            kind=AnswerKind.EXPLAINED,
            text=text,
            by_id=cast.jo.id,
            on=before(2),
        )
        db.session.add(said)
        db.session.commit()


def test_plan_is_shown_with_its_side_its_number_and_each_symptom_in_words(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    late = planned.activity(app, cast, "Send the calculation")
    evidence = f"activity:{key_of(app, Activity, late)}"
    held = symptom("promises_overdue", evidence), symptom("no_goals")
    lean(app, cast.plan.id, 80, *held, symptom("log_one_sided", decides=False))
    page = visitor(cast.paul).visit("/team").click("One-sided plans")
    said = page.element(f"plan-{cast.plan.id}").text
    assert "Eisenwerk Brühl AG Iron age South" in said
    assert "One-sidedness: 80 of 100 one-sided It leans to the specialist side." in said
    assert "1 planned activity is more than 14 days overdue." in said
    assert "What would mend it: Agree on a first goal and sign it from both sides." in said
    assert "Talks written by one side decides nothing" in said
    assert page.click("Send the calculation").heading == "Send the calculation"
    assert page.click("One-sidedness: 80 of 100").has("balance")


def test_evidence_that_is_somebody_is_not_named_and_still_opens(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    lean(app, cast.plan.id, 80, symptom("stranger", f"member:{cast.jo.key}", "goal:gone"))
    page = visitor(cast.paul).visit(PAGE)
    said = page.element(f"plan-{cast.plan.id}").text
    assert "A membership" in said
    assert "deleted since" in said
    assert "Jo Kilian" not in page.text
    with app.app_context():
        member = db.session.query(Member).filter_by(person_id=cast.jo.id).one()
    assert page.links["A membership"] == f"/plans/{cast.plan.id}/people#member-{member.id}"


def test_plans_whose_items_have_the_same_keys_are_not_taken_for_each_other(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    """Keys are unique in a plan only."""
    other = further_plan(app, "Werft", cast.anna)
    with app.app_context():
        for plan_id, title in ((cast.plan.id, "Call the board"), (other, "Show the yard")):
            values = {"kind": ActivityKind.CALL, "created_on": before(40)}
            values |= {"plan_id": plan_id, "title": title, "created_by_id": cast.anna.id}
            db.session.add(Activity(key="same", **values))
        db.session.commit()
    for plan_id in (cast.plan.id, other):
        lean(app, plan_id, 80, symptom("promises_overdue", "activity:same"))
    page = visitor(cast.paul).visit(PAGE)
    for plan_id, title in ((cast.plan.id, "Call the board"), (other, "Show the yard")):
        links = {link.text for link in page.element(f"plan-{plan_id}").all("a")}
        assert {"Call the board", "Show the yard"} & links == {title}


def test_answer_of_the_members_stands_beside_until_it_lapses(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    lean(app, cast.plan.id, 80, symptom("no_goals"), symptom("no_ideas", "entry:c1/0"))
    answer(app, cast, "no_goals", text="The board decides in July.")
    answer(app, cast, "no_ideas", "entry:c1/9", text="We were there for the contract.")
    page = visitor(cast.paul).visit(PAGE)
    assert "The members say: The board decides in July." in page.text
    assert "explained" in page.element(f"plan-{cast.plan.id}").text
    assert "We were there" not in page.text, "it was said to other evidence"
    rows = csv_rows(page.visitor.visit(f"{PAGE}.csv").data)
    assert rows[1][-1] == "No live goal: Does not hold here, for a reason"
    assert not any("July" in cell or "Jo Kilian" in cell for row in rows for cell in row)


def test_only_who_works_on_the_plan_is_offered_to_mend_it(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    lean(app, cast.plan.id, 80, symptom("no_goals"))
    paul = visitor(cast.paul)
    page = paul.visit(PAGE)
    assert "Add a goal" not in page.links
    assert "Agree on a first goal" in page.text
    with app.app_context():
        db.session.add(Member(plan_id=cast.plan.id, person_id=cast.paul.id, joined_on=TODAY))
        db.session.commit()
    assert paul.visit(PAGE).click("Add a goal").has("goal-form")


def test_auditor_who_is_on_the_plan_is_not_offered_to_sign(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    goal = goal_of_one_side(app, cast, "More leasing", cast.anna)
    evidence = f"goal:{key_of(app, Goal, goal)}"
    lean(app, cast.plan.id, 20, symptom("goals_not_shared", evidence))
    with app.app_context():
        db.session.get_one(Person, cast.jo.id).is_auditor = True
        db.session.commit()
    page = visitor(cast.jo).visit(PAGE)
    assert "More leasing" in page.text
    assert not page.offers("Sign “More leasing”")


def test_counts_open_to_their_plans_the_most_one_sided_first(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    lean(app, cast.plan.id, 40, symptom("no_ideas"))
    lean(app, further_plan(app, "Werft", cast.tom), 90)
    lean(app, further_plan(app, "Brauerei", cast.tom), 40, symptom("no_ideas"), symptom("no_goals"))
    lean(app, further_plan(app, "Mühle", cast.tom), None, symptom("no_goals"))
    lean(app, further_plan(app, "In balance", cast.tom), 10)
    page = visitor(cast.paul).visit(PAGE)
    names = [heading.text for heading in page.element("plans").all("h3")]
    assert names == ["Werft", "Brauerei", "Eisenwerk Brühl AG", "Mühle"]
    assert "4 plans in all" in page.links
    assert "Too little was counted" in page.text
    for code, number, found in (
        ("one_sided", "1", {"Werft"}),
        ("no_ideas", "2", {"Brauerei", "Eisenwerk Brühl AG"}),
        ("no_goals", "2", {"Brauerei", "Mühle"}),
        ("no_steering", "0", set()),
    ):
        (link,) = page.element(f"seen-{code}").all("a")
        assert link.text.startswith(number)
        opened = page.visitor.visit(link["href"])
        assert {heading.text for heading in opened.element("plans").all("h3")} == found
    assert "This was seen on no plan" in opened.text
    assert "Choose one of the list." in page.visitor.visit(f"{PAGE}?symptom=lazy").errors
    assert "There is no page 9" in page.visitor.visit(f"{PAGE}?page=9").text


def test_page_takes_as_many_statements_for_many_plans_as_for_few(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    lean(app, cast.plan.id, 80, symptom("promises_overdue", "activity:a1", "goal:g1"))
    otto = visitor(cast.otto)
    with app.app_context():
        engine = db.engine
    found = []
    for number in (0, 24):
        for one in range(number):
            plan = further_plan(app, f"Werk {one}", cast.anna)
            lean(app, plan, 70, symptom("promises_overdue", "activity:a1", "goal:g1"))
        with counted(engine) as statements:
            assert otto.visit(PAGE).status == 200
        found.append(len(statements))
    assert found[0] == found[1] <= STATEMENTS
