"""What is kept of a plan's pages, for whom, and until what happens."""

import datetime
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask, template_rendered
from sqlalchemy import Engine

from planner import clock
from planner.actions.people import people
from planner.actions.plan import (
    activities,
    comments,
    conversations,
    goals,
    members,
    plans,
    potentials,
)
from planner.database import db
from planner.models import Activity, Goal, Member, Person, Plan, Potential
from planner.models.kinds import ActivityKind, PotentialStatus
from planner.nouns import NOUNS
from planner.nouns.organisation import OF_ORGANISATION
from planner.planfiles import read_plan_file
from planner.planfiles.importing import import_document
from planner.views.plan.plan_sections import BESIDE, OVERVIEW, SECTIONS, UNTOUCHED_BY
from tests.conftest import TODAY
from tests.support.fixtures import Visitors
from tests.support.pages import Page, Visitor
from tests.support.statements import counted
from tests.support.stories import rated
from tests.support.stories.cast import Cast
from tests.support.stories.plan_documents import plan_file
from tests.support.stories.visits import goal_of_one_side, joint_visit
from tests.views.web.test_cache import CHANGES, TABS
from tools.bench.plans import document

FRAME = {"plan/plans/show.html"}
TEMPLATES = {section.template: name for name, section in SECTIONS.items()}
# Part of the key, whoever they are about: where the plan stands, and what was decided for all.
ASKED_EACH_TIME = {"ratings", "settings", "symptom_answers"}
# What comes along with an item in its statement, and is shown in its tab alone.
READ_BUT_NOT_SHOWN = {
    **{name: {"comments"} for name in OVERVIEW},
    "ideas_glance": {"activities", "comments"},
    "involvement_exceptions": {"events"},  # which of its own was the last
}


@contextmanager
def made(app: Flask) -> Iterator[set[str]]:
    """The names of the sections that are made inside; of a whole page, its template."""
    names: set[str] = set()

    def note(_app: object, template: object, **_more: object) -> None:
        name = str(getattr(template, "name", ""))
        if name in FRAME | TEMPLATES.keys():
            names.add(TEMPLATES.get(name, name))

    template_rendered.connect(note, app)
    try:
        yield names
    finally:
        template_rendered.disconnect(note, app)


def made_for(app: Flask, who: Visitor, address: str) -> tuple[Page, set[str]]:
    with made(app) as names:
        page = who.visit(address)
    assert page.status == 200
    return page, names


def test_a_page_is_made_once_for_each_who_reads_it_in_each_language_and_on_each_day(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    address = f"/plans/{cast.plan.id}"
    anna = visitor(cast.anna)
    assert made_for(app, anna, address)[1] >= FRAME
    first, names = made_for(app, anna, address)
    assert names == set()
    for other in (visitor(cast.jo), visitor(cast.anna, language="de")):
        page, names = made_for(app, other, address)
        assert names >= FRAME
        assert page.text != first.text
        assert made_for(app, other, address)[1] == set()
    clock.configure(zone="Europe/Berlin", fixed_day=TODAY + datetime.timedelta(days=1))
    assert made_for(app, anna, address)[1] >= {"activities_glance", *FRAME}


def test_what_others_see_by_their_rights_is_nobody_elses(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    with app.app_context():
        by = db.session.get_one(Person, cast.anna.id)
        plan = db.session.get_one(Plan, cast.plan.id)
        activities.create(plan, {"title": "Open to all", "kind": ActivityKind.CALL}, by=by)
        db.session.commit()
    address = f"/plans/{cast.plan.id}"
    for _ in range(2):
        assert "Claim: Open to all" in visitor(cast.anna).visit(address).html
        assert "Ask for it: Open to all" in visitor(cast.jo).visit(address).html
        assert "Open to all</button>" not in visitor(cast.otto).visit(address).html
        assert 'formaction="/activities/' not in visitor(cast.otto).visit(address).html
        assert visitor(cast.fritz).visit(address).status == 404


def test_whose_right_ends_sees_the_page_no_more_and_whose_role_changes_sees_another(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    address = f"/plans/{cast.plan.id}"
    jo, tom = visitor(cast.jo), visitor(cast.tom)
    assert jo.visit(address).status == 200
    assert "Add a goal" in tom.visit(address).links
    with app.app_context():
        anna = db.session.get_one(Person, cast.anna.id)
        membership = db.session.query(Member).filter_by(person_id=cast.jo.id).one()
        members.leave(membership, by=anna)
        plans.close(db.session.get_one(Plan, cast.plan.id), by=anna)
        db.session.commit()
    assert jo.visit(address).status == 404
    assert "Add a goal" not in tom.visit(address).links


@pytest.mark.databases("sqlite", "postgresql")
def test_a_page_read_again_is_looked_for_anew_when_anybody_stands_otherwise_to_it(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    """What it shows, to whom, and of which plan, changes with what is no part of the plan."""
    lead, member = visitor(cast.paul), visitor(cast.jo)
    address = f"/customers/{cast.customer.key}"
    member.visit(address)
    rated.store(app, cast.plan.id, "iron", TODAY)
    page, names = made_for(app, member, address)
    assert names >= {"maturity", *FRAME}
    assert "Iron age" in page.element("maturity").text
    assert made_for(app, member, address)[1] == set()
    with app.app_context():
        anna = db.session.get_one(Person, cast.anna.id)
        begins = cast.plan.ends_on + datetime.timedelta(days=1)
        period = {"starts_on": begins, "ends_on": plans.year_from(begins)}
        later = plans.begin_next(db.session.get_one(Plan, cast.plan.id), period, by=anna)
        db.session.commit()
        following = later.id
    assert f'data-plan="{cast.plan.id}"' in lead.visit(address).html
    with clock.at(begins):
        assert f'data-plan="{following}"' in lead.visit(address).html
    with app.app_context():
        anna = db.session.get_one(Person, cast.anna.id)
        people.update(anna, {"team_id": cast.north.id}, by=None)
        db.session.commit()
    assert lead.visit(address).status == 404


def test_the_frame_says_what_is_new_on_the_next_page(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    address = f"/plans/{cast.plan.id}"
    anna = visitor(cast.anna)
    anna.visit(address)
    with app.app_context():
        person = db.session.get_one(Person, cast.anna.id)
        people.update(person, {"name": "Anna Neu"}, by=person)
        plan = db.session.get_one(Plan, cast.plan.id)
        due = {"title": "Call", "kind": ActivityKind.CALL, "due_on": TODAY}
        activities.create(plan, {**due, "assignee_id": person.id}, by=person)
        comments.create(plan, "Well done", by=db.session.get_one(Person, cast.jo.id))
        db.session.commit()
    page = anna.visit(address)
    assert "Your menu, Anna Neu" in page.text
    assert page.element("due-count").text == "1"
    assert "1 comment on the plan" in page.html
    bell = page.element("bell")["aria-label"]
    assert bell == "1 new notification"
    anna.visit("/notifications").press("Mark all as seen")
    assert anna.visit(address).element("bell")["aria-label"] == "Notifications"


def test_a_change_makes_anew_only_the_sections_that_show_it(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    joint_visit(app, cast, TODAY)
    address = f"/plans/{cast.plan.id}"
    anna = visitor(cast.anna)
    with app.app_context():
        by, plan = db.session.get_one(Person, cast.jo.id), db.session.get_one(Plan, cast.plan.id)
        activities.create(plan, {"title": "A call", "kind": ActivityKind.CALL}, by=by)
        db.session.commit()
    anna.visit(address)
    untouched = {"sides", "goals_glance", "ideas_glance", "conversations_glance"}
    with app.app_context():
        by = db.session.get_one(Person, cast.jo.id)
        activities.update(db.session.query(Activity).one(), {"title": "Another name"}, by=by)
        db.session.commit()
    _page, names = made_for(app, anna, address)
    assert {"activities_glance", *FRAME} <= names
    assert names & {*untouched, "maturity", "what_now", "tabs"} == set()
    with app.app_context():
        by = db.session.get_one(Person, cast.jo.id)
        comments.create(db.session.query(Activity).one(), "Well done", by=by)
        db.session.commit()
    page, names = made_for(app, anna, address)
    assert names == FRAME
    app.extensions["cache"].entries.clear()
    assert anna.visit(address).text == page.text
    with app.app_context():
        plan = db.session.get_one(Plan, cast.plan.id)
        conversations.create(plan, {"topic": "New"}, by=db.session.get_one(Person, cast.jo.id))
        db.session.commit()
    page, names = made_for(app, anna, address)
    assert "conversations_glance" in names
    assert names & {"sides", "goals_glance", "ideas_glance", "deals_glance"} == set()
    assert "New" in page.text


def test_what_helps_the_age_bears_the_new_name_of_what_it_rests_on(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    joint_visit(app, cast, TODAY)
    goal = goal_of_one_side(app, cast, "More leasing", cast.anna)
    jo, address = visitor(cast.jo), f"/plans/{cast.plan.id}"
    assert "Sign “More leasing”" in jo.visit(address).element("maturity").text
    with app.app_context():
        by = db.session.get_one(Person, cast.anna.id)
        goals.update(db.session.get_one(Goal, goal), {"title": "Much more"}, by=by)
        db.session.commit()
    assert "Sign “Much more”" in jo.visit(address).element("maturity").text


def test_what_now_follows_the_parts_that_are_kept_of_other_sections(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    anna, address = visitor(cast.anna), f"/plans/{cast.plan.id}"
    assert "Nobody for Payments" in anna.visit(address).element("what-now").text
    with app.app_context():
        by = db.session.get_one(Person, cast.jo.id)
        payments = db.session.query(Potential).filter_by(field_id=cast.payments.id).one()
        potentials.update(payments, {"status": PotentialStatus.REJECTED}, by=by)
        db.session.commit()
    assert "Nobody for Payments" not in anna.visit(address).element("what-now").text


def test_a_section_is_made_anew_after_every_change_of_what_it_reads(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    """Whatever table a section reads, an event of its noun makes the section anew."""
    anna, (plan, engine) = visitor(cast.anna), _large_plan(app, cast)
    owners = {table: noun for noun in NOUNS for table in noun.tables}
    anywhere = {table for noun in OF_ORGANISATION for table in noun.tables}
    address = f"/plans/{plan}/sections?names="
    anna.visit(address)
    with counted(engine) as always:
        anna.visit(address)
    missed = set()
    for name in SECTIONS.keys() - {BESIDE}:
        with counted(engine) as statements:
            assert anna.visit(address + name).status == 200
        told = anywhere | ASKED_EACH_TIME | READ_BUT_NOT_SHOWN.get(name, set())
        for table in _tables(Counter(statements) - Counter(always)) - told:
            if owners[table].table in UNTOUCHED_BY[name]:
                missed.add(f"{name} reads {table}")
    assert missed == set()


def _large_plan(app: Flask, cast: Cast) -> tuple[int, Engine]:
    with app.app_context():
        file = read_plan_file(plan_file(document(1, TODAY)), "plan.json")
        import_document(file, by=None, name="plan.json")
        plan = db.session.query(Plan).order_by(Plan.id.desc()).first()
        assert plan is not None
        plan.customer.owner_id = cast.anna.id
        db.session.commit()
        return plan.id, db.engine


def _tables(statements: Counter[str]) -> set[str]:
    words = {word for each in statements for word in re.findall(r"\w+(?=\.)", each)}
    return words & db.metadata.tables.keys()


def test_what_is_kept_is_what_would_be_made_now(app: Flask, cast: Cast, visitor: Visitors) -> None:
    """After a change of each thing, for people of both sides and of none, in both languages."""
    joint_visit(app, cast, TODAY)
    readers = [visitor(cast.anna), visitor(cast.jo, language="de"), visitor(cast.otto)]
    address = f"/plans/{cast.plan.id}"
    for what in CHANGES.keys() - TABS.keys():
        for reader in readers:
            reader.visit(address)
        with app.app_context():
            by = db.session.get_one(Person, cast.anna.id)
            CHANGES[what](db.session.get_one(Plan, cast.plan.id), by, cast)
            db.session.commit()
        kept = [_content(reader.visit(address)) for reader in readers]
        app.extensions["cache"].entries.clear()
        assert kept == [_content(reader.visit(address)) for reader in readers], what


def _content(page: Page) -> str:
    """Without the tokens, which are others each time."""
    assert page.status == 200
    return re.sub(r'(name="csrf_token" value|data-token)="[^"]*"', "", page.html)
