"""The events of deals, on the days on which things happened."""

from planner.actions.history.events import Changes, all_of, plain
from planner.imports.records import DealRecord
from planner.imports.writing.journal import Journal
from planner.models import Deal, EventType, Person, Plan
from planner.models.kinds import DealStatus


def note_new(
    deal: Deal, record: DealRecord, *, plan: Plan, by: Person | None, journal: Journal
) -> None:
    """A new deal began when talks did, else when it was decided, else now; a decided one was open
    until its day."""
    changes = all_of(deal, without_lists=True)
    began = min(filter(None, (record.started_on, record.decided_on)), default=None)
    if not record.is_open:
        began = began or deal.expected_on
        changes["status"] = [None, plain(DealStatus.PLANNED)]
        changes.pop("decided_on", None)
    at = journal.noon(began) if began else None
    journal.note(EventType.DEAL_CREATED, deal, changes, plan=plan, at=at, by=by)
    if not record.is_open:
        _note_decision(deal, plan, by, journal)


def _note_decision(deal: Deal, plan: Plan, by: Person | None, journal: Journal) -> None:
    changes: Changes = {"status": [plain(DealStatus.PLANNED), plain(deal.status)]}
    if deal.decided_on is not None:
        changes["decided_on"] = [None, plain(deal.decided_on)]
    at = journal.noon(deal.decided_on or deal.expected_on)
    journal.note(EventType.DEAL_UPDATED, deal, changes, plan=plan, at=at, by=by)


def note_change(
    deal: Deal, changes: Changes, *, plans: list[Plan], by: Person | None, journal: Journal
) -> None:
    """A decision is its seller's, on its day; of anything else only this import is known.

    A deal that has moved is told of on both plans, the one where it is now last.
    """
    is_decision = "status" in changes and deal.status is not DealStatus.PLANNED
    day = deal.decided_on if is_decision else None
    at, actor = (journal.noon(day), by) if day else (None, None)
    for plan in plans:
        journal.note(EventType.DEAL_UPDATED, deal, changes, plan=plan, at=at, by=actor)
