"""A preview says what an import would do, and does nothing."""

import pytest

from planner.planfiles import Document, PlanFileRefused
from planner.planfiles.outcomes import PlanFileOutcome
from planner.planfiles.preview import preview
from tests.planfiles.bringing import bring_in, events, take_out, told
from tests.support.stories.plan_documents import plan_document

pytestmark = [pytest.mark.usefixtures("inside"), pytest.mark.databases("sqlite")]


def said(outcome: PlanFileOutcome) -> list[object]:
    lists = (outcome.created, outcome.changed, outcome.removed)
    fields = [[change.fields for change in changes] for changes in lists]
    return [*map(told, lists), fields, outcome.reordered, outcome.customer]


def changed() -> Document:
    document = plan_document({"/plan/goals/0/title": "Leasing of vans"}, without="/plan/questions")
    document["people"].append({"key": "new", "name": "Nina", "role": "specialist", "field": "Vans"})
    document["plan"]["activities"].reverse()
    document["plan"]["activities"][1]["assignee"] = "new"
    return document


def test_a_preview_of_a_new_customer_says_what_the_import_says_then() -> None:
    seen = preview(plan_document(), by=None)
    assert seen.plan_id is None
    assert events() == []
    assert said(bring_in(plan_document())) == said(seen)


def test_a_preview_of_changes_says_what_the_import_says_then() -> None:
    outcome = bring_in(plan_document())
    before, count = take_out(outcome), len(events())
    seen = preview(changed(), by=None, replace=True)
    assert (take_out(outcome), len(events())) == (before, count)
    assert told(seen.removed) == [("question", "Who decides on the depot?")]
    assert said(bring_in(changed(), replace=True)) == said(seen)


def test_a_preview_refuses_what_the_import_would_refuse() -> None:
    document = plan_document({"/contracts/0/notice_days": 2**40})
    with pytest.raises(PlanFileRefused, match="notice_days"):
        preview(document, by=None)
