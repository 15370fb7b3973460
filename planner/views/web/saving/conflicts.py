"""Two people changed the same field: what each wrote, side by side, for one of them to choose."""

import datetime
import json
from collections.abc import Sequence
from dataclasses import dataclass

from flask import request
from wtforms import Field

from planner.forms.inputs import LineField, TextField
from planner.forms.web.answers_to_conflicts import lost_of
from planner.insights.text_merge import Piece, differences, joined_changes, with_both
from planner.queries.history.field_history import ChangedSince
from planner.views.web.current import me
from planner.views.web.saving.values import as_sent, value_in_words


@dataclass(frozen=True, slots=True)
class Conflict:
    """What a field's place on the page shows. `original` is None where it is not known any more;
    `is_own` says that the reader has changed it elsewhere meanwhile;
    `mine_sent` and `theirs_sent` are what choosing them sends, and `lost_sent` what was given up in
    earlier conflicts about the field."""

    mine: Sequence[Piece]
    theirs: Sequence[Piece]
    original: str | None
    original_version: str
    who: str | None
    is_own: bool
    at: datetime.datetime | None
    mine_sent: list[str]
    theirs_sent: list[str]
    lost_sent: list[str]


def show(field: Field, began: str, since: ChangedSince) -> None:
    """Let the field show the conflict, and offer a third that is prefilled with both texts."""
    mine, theirs = value_in_words(field, field.data), value_in_words(field, field.object_data)
    original = value_in_words(field, since.original) if since.is_known else None
    last = since.changes[0] if since.changes else None
    field.flags.conflict = Conflict(
        mine=_marked(original, mine),
        theirs=_marked(original, theirs),
        original=original,
        original_version=began,
        who=last.actor if last else None,
        is_own=last is not None and last.actor_id == me().id,
        at=last.at if last else None,
        mine_sent=as_sent(field, field.data),
        theirs_sent=as_sent(field, field.object_data),
        lost_sent=[json.dumps(values) for values in lost_of(request.form, field.name)],
    )
    if isinstance(field, LineField | TextField):
        between = "\n" if isinstance(field, TextField) else " / "
        field.data = with_both(original, mine, theirs, between)


def _marked(original: str | None, text: str) -> Sequence[Piece]:
    """How the text differs from what it began as; where that is not known, only the text."""
    return joined_changes(differences(text if original is None else original, text))
