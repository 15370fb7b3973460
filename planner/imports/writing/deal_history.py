"""The events of deals, on the days on which things happened."""

from typing import Any

from planner.actions.history.events import Changes, plain
from planner.imports.records import DealRecord
from planner.imports.writing.journal import Journal, Subject, subject_of
from planner.models import Deal, EventType
from planner.models.kinds import DealStatus


def note_new(
    record: DealRecord, row: dict[str, Any], subject: Subject, changes: Changes,
    *, by: int | None, journal: Journal,
) -> None:  # fmt: skip
    """A new deal began when talks did, else when it was decided, else now; a decided one was open
    until its day."""
    began = min(filter(None, (record.started_on, record.decided_on)), default=None)
    if not record.is_open:
        began = began or row["expected_on"]
        changes["status"] = [None, plain(DealStatus.PLANNED)]
        changes.pop("decided_on", None)
    at = journal.noon(began) if began else None
    journal.note(EventType.DEAL_CREATED, subject, changes, at=at, by=by)
    if not record.is_open:
        _note_decision(row, subject, by, journal)


def _note_decision(row: dict[str, Any], subject: Subject, by: int | None, journal: Journal) -> None:
    changes: Changes = {"status": [plain(DealStatus.PLANNED), plain(row["status"])]}
    decided_on = row.get("decided_on")
    if decided_on is not None:
        changes["decided_on"] = [None, plain(decided_on)]
    at = journal.noon(decided_on or row["expected_on"])
    journal.note(EventType.DEAL_UPDATED, subject, changes, at=at, by=by)


def note_change(
    deal: Deal, changes: Changes, *, origin: Subject | None, by: int | None, journal: Journal
) -> None:
    """A decision is its seller's, on its day; of anything else only this import is known.

    A deal that has moved is told of on both plans, the one where it is now last: `origin` is what
    it was on the other.
    """
    is_decision = "status" in changes and deal.status is not DealStatus.PLANNED
    day = deal.decided_on if is_decision else None
    at = journal.noon(day) if day else None
    now = subject_of(deal)
    for subject in (origin._replace(name=now.name), now) if origin else (now,):
        journal.note(EventType.DEAL_UPDATED, subject, changes, at=at, by=by)
