"""Brings documents in and takes them out, as those who use the functions do."""

from collections.abc import Callable, Sequence

from sqlalchemy import select

from planner.database import db
from planner.models import Event, Person, Plan
from planner.planfiles import Document, PlanFileRefused, read_plan_file
from planner.planfiles.checks.messages import Rule
from planner.planfiles.exporting import export_document
from planner.planfiles.importing import import_document
from planner.planfiles.outcomes import PlanFileChange, PlanFileOutcome
from tests.support.stories.plan_documents import NAME, plan_file


def bring_in(
    document: Document, *, by: Person | None = None, replace: bool = False
) -> PlanFileOutcome:
    """Import the document through the bytes of a file, and commit."""
    valid = read_plan_file(plan_file(document), NAME)
    outcome = import_document(valid, by=by, name=NAME, replace=replace)
    db.session.commit()
    return outcome


def problems(document: Document, *, by: Person | None = None) -> list[tuple[str, Rule]]:
    """Where and why an import refuses a document that is valid by itself."""
    valid = read_plan_file(plan_file(document), NAME)
    try:
        import_document(valid, by=by, name=NAME)
    except PlanFileRefused as refused:
        return [(problem.pointer, problem.rule) for problem in refused.problems]
    finally:
        db.session.rollback()
    return []


def take_out(outcome: PlanFileOutcome) -> Document:
    """The plan file of the plan that was brought in."""
    return export_document(db.session.get_one(Plan, outcome.plan_id))


def told(changes: Sequence[PlanFileChange]) -> list[tuple[str, str]]:
    """Nouns and names."""
    return [(change.noun, change.name) for change in changes]


def events(after: int = 0) -> Sequence[Event]:
    """The history past that many events."""
    return db.session.scalars(select(Event).order_by(Event.id).offset(after)).all()


def happened(work: Callable[[], object]) -> list[tuple[str, str]]:
    """Types and subjects of the events that some work leaves."""
    before = len(events())
    work()
    return [(event.type, event.subject_name) for event in events(before)]
