"""Shows what importing a plan file would do, without doing any of it."""

from planner.database import db
from planner.models import Person
from planner.planfiles.checks.parsing import Document
from planner.planfiles.checks.problems import Report
from planner.planfiles.incoming.finding import draft_of
from planner.planfiles.outcomes import PlanFileOutcome, outcome_of


def preview(
    document: Document,
    *,
    by: Person | None,
    name: str = "",
    replace: bool = False,
    customer: str | None = None,
) -> PlanFileOutcome:
    """What `import_document` would answer, or raise; nothing is written."""
    db.session.flush()
    draft = draft_of(document, Report(name), by=by, replace=replace, customer=customer)
    return outcome_of(draft)
