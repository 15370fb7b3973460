"""What was said to an item goes with it when an import takes it away; files know no comments."""

from typing import Any, cast

from sqlalchemy import Connection, Table, delete, select

from planner.actions.history import row_json
from planner.models import Comment, Event, EventType, Notification
from planner.models.mixins import LINE_LENGTH

_Row = dict[str, Any]
_COMMENTS = cast(Table, Comment.__table__)


def take_along(connection: Connection, table: str, item_id: int) -> list[_Row]:
    """Delete the comments on an item that goes, and return each as the history keeps it."""
    of_item = select(Comment.id).where(Comment.subject == table, Comment.subject_id == item_id)
    ids = list(connection.scalars(of_item.order_by(Comment.id)))
    if not ids:
        return []
    kept = [row_json.stored(connection, _COMMENTS, identity) for identity in ids]
    told = select(Event.id).where(Event.subject == _COMMENTS.name, Event.subject_id.in_(ids))
    connection.execute(delete(Notification).where(Notification.event_id.in_(told)))
    connection.execute(delete(Comment).where(Comment.id.in_(ids)))
    return kept


def event_of(kept: _Row) -> _Row:
    """What the history says of one of them."""
    text = kept["row"]["text"]
    return {
        "type": EventType.COMMENT_DELETED.value,
        "subject": _COMMENTS.name,
        "subject_id": kept["row"]["id"],
        "subject_name": text[:LINE_LENGTH],
        "changes": {"text": [text, None]},
        "kept": kept,
    }
