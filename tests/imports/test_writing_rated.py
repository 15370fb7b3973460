"""What comes in from a CRM is rated as every other change is, in the same transaction."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from planner import clock
from planner.database import db
from planner.imports.writing import write_export
from planner.models import Event, EventType, Plan, StoredRating
from planner.queries.maturity import facts
from planner.rating import rate
from tests.imports.exports import Export
from tests.imports.written import TODAY, Written


def rated_anew() -> dict[int, tuple[object, object]]:
    """What the rules say of each plan today."""
    ids = list(db.session.scalars(select(Plan.id)))
    found = (
        (plan_id, rate(facts.facts_of_plan(plan_id), clock.today()).as_json()) for plan_id in ids
    )
    return {plan_id: (said["age"], said["symptoms"]) for plan_id, said in found}


def last_stored() -> dict[int, tuple[object, object]]:
    rows = db.session.scalars(select(StoredRating).order_by(StoredRating.on))
    return {row.plan_id: (row.age, row.symptoms) for row in rows}


def bring_in(export: Export, on: date) -> None:
    """Import and commit on the same day, as a rating is stored with the commit."""
    with clock.at(on):
        write_export(export.read())
        db.session.commit()


@pytest.mark.usefixtures("written")
def test_plans_that_a_crm_begins_are_rated_as_it_comes_in(export: Export) -> None:
    with clock.at(TODAY):
        write_export(export.read())
        assert last_stored() == {}
        db.session.commit()
        assert len(last_stored()) == 2
        assert last_stored() == rated_anew()


def test_what_a_later_export_changes_on_a_plan_is_rated_at_once(
    export: Export, written: Written
) -> None:
    """A seller who has joined since changes who is silent; the days that passed count as well."""
    bring_in(export, TODAY)
    plan = written.plan("Bioholding")
    before = last_stored()
    export.add("sales_pipeline", "B1,Moses Frase,GTX Pro,Bioholding,Engaging,2026-05-02,,")
    day = TODAY + timedelta(days=40)
    bring_in(export, day)
    with clock.at(day):
        assert last_stored()[plan.id] == rated_anew()[plan.id]
        assert last_stored()[plan.id] != before[plan.id]
        row = db.session.scalars(
            select(StoredRating).where(StoredRating.plan_id == plan.id, StoredRating.on == day)
        ).one()
        cause = db.session.get_one(Event, row.cause_event_id)
        assert (cause.type, cause.plan_id) == (EventType.MEMBER_JOINED, plan.id)
