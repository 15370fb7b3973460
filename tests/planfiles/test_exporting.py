"""Taking plans out: what the database has becomes a plan file, whoever wrote it."""

import pytest
from sqlalchemy import event

from planner.actions.plan import activities, conversations, goals
from planner.database import db
from planner.models import Person, Plan
from planner.models.kinds import ActivityKind, Channel, TalkState
from planner.planfiles.exporting import export_document, export_documents
from tests.planfiles.bringing import bring_in
from tests.support.stories.cast import Cast
from tests.support.stories.plan_documents import broken_rules, plan_document

pytestmark = [pytest.mark.usefixtures("inside"), pytest.mark.databases("sqlite")]


@pytest.fixture
def plan(inside: None, cast: Cast) -> Plan:
    """The cast's plan."""
    return db.session.get_one(Plan, cast.plan.id)


def test_what_was_done_on_the_pages_is_a_valid_plan_file(plan: Plan, cast: Cast) -> None:
    anna = db.session.get_one(Person, cast.anna.id)
    goals.commit_to(goals.create(plan, {"title": "Leasing"}, by=anna), by=anna)
    visit = {"title": "Visit", "kind": ActivityKind.VISIT, "assignee": anna}
    activities.create(plan, visit | {"assignee_id": anna.id}, by=anna, participants=[anna])
    talk = {"channel": Channel.CALL, "summary": "They asked.", "state": TalkState.RAISED}
    topic = conversations.create(plan, {"topic": "Vans"}, by=anna)
    conversations.log(topic, {"on": plan.starts_on, **talk}, by=anna, participants=[anna])
    document = export_document(plan)
    assert broken_rules(document) == []
    (activity,) = document["plan"]["activities"]
    assert (activity["assignee"], activity["participants"]) == ("anna", ["anna"])
    assert bring_in(document, replace=True).changes_nothing


def test_people_who_came_on_a_page_stand_behind_those_of_the_file(plan: Plan) -> None:
    document = export_document(plan)
    document["people"].reverse()
    bring_in(document)
    ada = db.session.query(Person).filter_by(key="ada").one()
    activities.create(plan, {"title": "New", "kind": ActivityKind.OTHER}, by=ada)
    keys = [person["key"] for person in export_document(plan)["people"]]
    assert keys == [*(person["key"] for person in document["people"]), "ada"]


def test_what_nobody_said_is_left_out_and_an_empty_text_is_written() -> None:
    document = plan_document({"/plan/strategy": "", "/plan/ideas/0/benefit": ""})
    outcome = bring_in(document)
    written = export_document(db.session.get_one(Plan, outcome.plan_id))
    assert written["plan"]["strategy"] == written["plan"]["ideas"][0]["benefit"] == ""
    assert "city" not in written["customer"]
    assert "outcome" not in written["plan"]["reviews"][0]


def test_lists_that_are_seldom_used_are_written_only_when_there_is_something_in_them() -> None:
    names = ("questions", "deals", "business_cases", "sponsor_requests")
    document = plan_document(without="/contracts")
    for name in names:
        del document["plan"][name]
    del document["plan"]["activities"][0]["deal"]
    outcome = bring_in(document)
    written = export_document(db.session.get_one(Plan, outcome.plan_id))
    assert "contracts" not in written
    assert not set(names) & set(written["plan"])


def test_many_plans_take_as_few_statements_as_one() -> None:
    plans = {}
    for number in range(6):
        outcome = bring_in(plan_document({"/customer/key": f"customer-{number}"}))
        plans[outcome.plan_id or 0] = db.session.get_one(Plan, outcome.plan_id).customer_id
    statements: list[str] = []

    def count(*arguments: object) -> None:
        statements.append(str(arguments[2]))

    event.listen(db.engine, "before_cursor_execute", count)
    counts = []
    for chosen in (dict(list(plans.items())[:1]), plans):
        statements.clear()
        assert [plan for plan, _ in export_documents(chosen)] == list(chosen)
        counts.append(len(statements))
    event.remove(db.engine, "before_cursor_execute", count)
    assert counts[0] == counts[1]
