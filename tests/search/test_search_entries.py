"""What the search looks through is in step with the tables, whoever writes them."""

import pytest
from flask import Flask
from sqlalchemy import select, text

from planner.actions import search_entries
from planner.actions.plan import customer_deletions
from planner.cli.database import upgrade_to_head
from planner.database import db
from planner.models import Customer, Goal, Person, Plan, SearchEntry
from planner.models.searched_text import words_of
from planner.planfiles import read_plan_file
from planner.planfiles.importing import import_document
from planner.search.queries import hits
from planner.search.queries.hits import Wanted
from tests.search.agreeing import assert_agrees
from tests.support.stories import planned
from tests.support.stories.cast import Cast
from tests.support.stories.places import surroundings
from tests.support.stories.plan_documents import NAME, plan_document, plan_file
from tests.whole.test_migrations import migrate_to

pytestmark = pytest.mark.databases("sqlite", "postgresql")


def test_it_agrees_with_all_that_a_plan_file_brings_in_and_takes_away(
    app: Flask, cast: Cast
) -> None:
    document = plan_document()
    with app.app_context():
        import_document(read_plan_file(plan_file(document), NAME), by=None)
        db.session.commit()
    assert_agrees(app)
    plan = document["plan"]
    plan["goals"][0]["title"] = "Quite another title"
    plan["conversations"][0]["entries"][0]["summary"] = "Said in other words"
    plan["questions"] = []
    with app.app_context():
        import_document(read_plan_file(plan_file(document), NAME), by=None, replace=True)
        db.session.commit()
        folded = select(SearchEntry.folded).where(SearchEntry.noun == "goal")
        assert " quite another title " in " ".join(db.session.scalars(folded))
    assert_agrees(app)


def test_what_was_rolled_back_is_in_no_entry(app: Flask, cast: Cast) -> None:
    with app.app_context():
        plan = db.session.get_one(Plan, cast.plan.id)
        db.session.add(Goal(plan=plan, key="kept", title="Kept"))
        db.session.flush()
        with db.session.begin_nested() as savepoint:
            db.session.add(Goal(plan=plan, key="lost", title="Lost"))
            db.session.flush()
            savepoint.rollback()
        db.session.commit()
        db.session.add(Goal(plan=plan, key="lost", title="Lost as well"))
        db.session.flush()
        db.session.rollback()
    assert_agrees(app)
    with app.app_context():
        goals = select(SearchEntry.folded).where(SearchEntry.noun == "goal")
        assert db.session.scalars(goals).all() == [" kept "]


def test_what_changes_no_text_writes_no_entry(app: Flask, cast: Cast) -> None:
    identity = planned.activity(app, cast, assignee_id=cast.anna.id)
    with app.app_context():
        newest = db.session.scalar(select(db.func.max(SearchEntry.id)))
        db.session.execute(text("UPDATE search_entries SET folded = 'untouched'"))
        db.session.commit()
    planned.finish(app, cast, identity)
    with app.app_context():
        assert set(db.session.scalars(select(SearchEntry.folded))) == {"untouched"}
        assert db.session.scalar(select(db.func.max(SearchEntry.id))) == newest
        search_entries.refill()
        db.session.commit()
    assert_agrees(app)


@pytest.mark.own_database
@pytest.mark.parametrize("before", ["0020", "0036"])
def test_what_was_there_before_is_found_after_the_migration(
    app: Flask, cast: Cast, before: str
) -> None:
    surroundings(app)
    with app.app_context():
        migrate_to(before)
        upgrade_to_head()
        db.session.remove()
    assert_agrees(app)


@pytest.mark.databases("postgresql")
@pytest.mark.own_database
def test_without_the_index_the_same_is_found(app: Flask, cast: Cast) -> None:
    planned.goal(app, cast, "Rahmenvertrag für Gabelstapler")
    with app.app_context():
        reader = db.session.get_one(Person, cast.anna.id)
        for _ in range(2):
            for typed, forgiving in (("stapler", False), ("Rahmemvertrag", True), ("br", False)):
                wanted = Wanted(words_of(typed), forgiving=forgiving)
                assert len(hits.first_of_each(reader, wanted, 5)) == 1, typed
            db.session.execute(text("DROP INDEX IF EXISTS search_index"))
            db.session.execute(text("DROP EXTENSION IF EXISTS pg_trgm"))
        db.session.commit()


@pytest.mark.databases("postgresql")
@pytest.mark.own_database
def test_a_migration_that_may_not_make_the_extension_goes_on_without(app: Flask) -> None:
    with app.app_context():
        migrate_to("0020")
        refuse = """
            CREATE FUNCTION refuse() RETURNS event_trigger LANGUAGE plpgsql
            AS $$ BEGIN RAISE insufficient_privilege; END $$
        """
        db.session.execute(text("DROP EXTENSION IF EXISTS pg_trgm"))
        db.session.execute(text(refuse))
        on = "ON ddl_command_start WHEN TAG IN ('CREATE EXTENSION')"
        db.session.execute(text(f"CREATE EVENT TRIGGER refusing {on} EXECUTE FUNCTION refuse()"))
        db.session.commit()
        upgrade_to_head()
        indexes = "SELECT count(*) FROM pg_indexes WHERE indexname = 'search_index'"
        assert db.session.scalar(text(indexes)) == 0
        db.session.remove()


def test_a_customer_with_all_that_hangs_on_it_is_forgotten(app: Flask, cast: Cast) -> None:
    surroundings(app)
    with app.app_context():
        other = select(Customer).where(Customer.id != cast.customer.id)
        by = db.session.get_one(Person, cast.paul.id)
        customer_deletions.delete(db.session.scalars(other).one(), by=by)
        db.session.commit()
        assert db.session.scalars(select(Customer.id)).all() == [cast.customer.id]
    assert_agrees(app)
