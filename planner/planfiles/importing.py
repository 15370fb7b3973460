"""Brings a plan file into the database: whole, or not at all."""

from typing import Final

from sqlalchemy import func, insert, select
from sqlalchemy.exc import IntegrityError

from planner import clock
from planner.actions import search_entries
from planner.actions.maturity import changed_plans
from planner.database import db
from planner.models import Event, Person
from planner.planfiles.checks.messages import Rule
from planner.planfiles.checks.parsing import Document
from planner.planfiles.checks.problems import Report
from planner.planfiles.hands.telling import ask_signers_again, keep_standings, tell_those_named
from planner.planfiles.incoming.drafts import Draft
from planner.planfiles.incoming.finding import draft_of
from planner.planfiles.incoming.histories import events_of
from planner.planfiles.incoming.writing import write_plan
from planner.planfiles.outcomes import PlanFileOutcome, outcome_of
from planner.planfiles.shapes import table_of

# Imports wait for each other on PostgreSQL, as everything that writes does on SQLite: two files
# may bring the same new people.
_TURN: Final = 7_061_998


def import_document(
    document: Document,
    *,
    by: Person | None,
    name: str = "",
    replace: bool = False,
    customer: str | None = None,
) -> PlanFileOutcome:
    """Bring in a document as `read` gives it, flush, and say what changed; never commit.

    `name` is what messages call the file. With `replace`, what the plan has and the file has not
    goes. `customer` is the key that the file's customer must have. Who is no administrator brings
    in no people and changes none; `by` None is the command line.

    Raise planfiles.Refused with all problems; the database is then as it was.
    """
    report = Report(name)
    db.session.flush()
    try:
        with db.session.begin_nested():
            _wait_for_ones_turn()
            draft = draft_of(document, report, by=by, replace=replace, customer=customer)
            write_draft(draft, by)
    except IntegrityError:
        report.refuse((), Rule.CHANGED_MEANWHILE)
    return outcome_of(draft)


def _wait_for_ones_turn() -> None:
    if db.session.get_bind().dialect.name == "postgresql":
        db.session.execute(select(func.pg_advisory_xact_lock(_TURN)))


def write_draft(draft: Draft, by: Person | None) -> None:
    """Write what a draft comes to, with its events, and tell those whom it names."""
    connection = db.session.connection()
    write_plan(connection, draft)
    events = events_of(draft, by=by, at=clock.now())
    if events:
        connection.execute(insert(table_of(Event)), events)
        changed_plans.note_all(events)
        search_entries.note_all(events)
        keep_standings(draft)
        db.session.expire_all()
        if by is not None and draft.is_by_own_hand:
            ask_signers_again(draft, by)
        tell_those_named(draft, by)
