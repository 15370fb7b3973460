"""What was changed that is no customer's: people, teams, fields, settings, imports, tokens."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from flask import Blueprint, render_template, request

from planner.actions.history import undo
from planner.administration.queries import audit
from planner.administration.views.setting_words import told_change
from planner.forms.web.histories import ChangesFilterForm
from planner.models import Setting
from planner.queries.history.events import EventRow, undone
from planner.views.history.changes_in_words import Told, told
from planner.views.web import LARGEST_ID, Permission, check_general, clock, may
from planner.words import lazy as _

bp = Blueprint("audit", __name__)

_KINDS: dict[str, str] = {
    "people": _("People"),
    "teams": _("Teams"),
    "fields": _("Fields"),
    "settings": _("Settings"),
    "import_runs": _("Imports"),
    "import_uploads": _("Files for imports"),
    "import_mappings": _("Mappings for imports"),
    "api_tokens": _("Tokens"),
    "feeds": _("Calendars"),
    "webhooks": _("Webhooks"),
    "erasures": _("Erasures"),
}


@dataclass(frozen=True, slots=True)
class AuditLine:
    event: EventRow
    changes: list[Told]
    can_undo: bool
    undone_by: str | None

    @property
    def name(self) -> str:
        """What the event is about; a setting is named by what has changed of it."""
        return "" if self.event.subject == Setting.__tablename__ else self.event.subject_name

    @property
    def day(self) -> datetime.date:
        """Where the organisation is."""
        return clock.local(self.event.at).date()


@bp.get("/audit")
def index() -> str:
    check_general(Permission.SEE_AUDIT)
    form, before = ChangesFilterForm(request.args), request.args.get("before", 0, int)
    form.subject.offer([(table, str(name)) for table, name in _KINDS.items()])
    form.validate()
    wanted = form.asked().get("subject")
    found = audit.changes(wanted, before if 0 < before <= LARGEST_ID else None)
    lines = list(_lines(found.rows))
    return render_template(
        "administration/audit/index.html",
        form=form,
        wanted=wanted,
        is_first=before <= 0,
        days=[(day, list(of_day)) for day, of_day in groupby(lines, key=lambda line: line.day)],
        older=lines[-1].event.id if found.has_more else None,
    )


def _lines(events: Iterable[EventRow]) -> Iterator[AuditLine]:
    """Teams and fields that were deleted can be brought back from here."""
    taken_back, administers = undone(None), may(Permission.ADMINISTER)
    for event in events:
        returns = administers and undo.carrier_of([event]) is not None
        by = taken_back.get(event.act)
        yield AuditLine(event, _told(event), returns and by is None, by if returns else None)


def _told(event: EventRow) -> list[Told]:
    if event.subject != Setting.__tablename__:
        return told(event)
    return [told_change(name, old, new) for name, (old, new) in event.changes.items()]
