"""What holds of a plan when many have worked on it: everybody has the same, and all fits."""

from collections.abc import Mapping

from planner import clock
from planner.actions.maturity import ratings
from planner.database import db
from planner.models import Plan
from planner.planfiles import read_plan_file
from planner.planfiles.exporting import export_document
from planner.planfiles.importing import import_document
from planner.views.plan.plan_sections import SECTIONS
from tests.support.listeners import Listener, differences, fetched, on_pages, opened
from tests.support.pages import Visitor
from tests.support.stories.chronicles import Chronicle
from tests.support.stories.plan_documents import NAME, plan_file


def all_have_the_same(
    plan_id: int, visitors: Mapping[str, Visitor], listeners: Mapping[str, Listener]
) -> None:
    """Who followed what changed has on the page what a page has that is loaded anew."""
    for key, visitor in visitors.items():
        fresh = fetched(visitor, plan_id, list(SECTIONS))
        assert differences(on_pages(opened(visitor, plan_id)), fresh) == []
        if key in listeners:
            listeners[key].catch_up()
            assert differences(listeners[key].sections, fresh) == []


def history_is_whole(chronicle: Chronicle, visitor: Visitor) -> None:
    """Nothing has changed unseen, and all that has changed can be taken back."""
    chronicle.look()
    assert not chronicle.news
    chronicle.ends()
    today = visitor.visit(f"/plans/{chronicle.plan_id}/as-of?day={clock.today()}")
    assert today.status == 200


def rating_follows_from_facts(plan_id: int) -> None:
    assert ratings.rate_plans({plan_id: None}) == 0
    db.session.rollback()


def plan_file_brings_back_the_same(plan_id: int) -> None:
    document = read_plan_file(plan_file(export_document(db.session.get_one(Plan, plan_id))), NAME)
    assert import_document(document, by=None, name=NAME, replace=True).changes_nothing
    db.session.rollback()
