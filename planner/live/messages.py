"""What is said on a stream, and to those who ask from time to time instead."""

import json
from collections.abc import Sequence
from typing import Any

from planner.live import sections
from planner.queries.history.changes import Change
from planner.queries.live.presences import Present

RETRY = b"retry: 1500\n\n"
PING = b"event: ping\ndata: {}\n\n"  # browsers tell their pages of nothing less


def what_changed(change: Change) -> dict[str, Any]:
    """What changed and who did it, never how it looks."""
    by = None if change.actor_id is None else {"id": change.actor_id, "name": change.actor}
    return {
        "id": change.id,
        "type": change.type,
        "subject": change.subject,
        "subject_id": change.subject_id,
        "part_of": change.part_of,
        "name": change.name,
        "by": by,
        "sections": sections.named_sections(change),
    }


def people_there(present: Sequence[Present]) -> list[dict[str, Any]]:
    """Who is there, each once however many windows are open."""
    return [
        {
            "id": one.person_id,
            "name": one.name,
            "initials": one.initials,
            "side": one.side,
            "parts": list(one.parts),
        }
        for one in present
    ]


def hello(last: int) -> bytes:
    return message("hello", {"last": last}, position=last)


def change_message(change: Change, position: int) -> bytes:
    """With a position from which nothing is missed by who goes on from there."""
    return message("changed", what_changed(change), position=position)


def presence(present: Sequence[Present]) -> bytes:
    return message("presence", {"people": people_there(present)})


def to(window: str) -> bytes:
    """Which window of the browser the next message is for."""
    return message("to", {"window": window})


def reset(position: int) -> bytes:
    """Fetch everything anew, and go on from here."""
    return message("reset", {}, position=position)


def ended(reason: str) -> bytes:
    return message("ended", {"reason": reason})


def message(event: str, data: dict[str, Any], *, position: int | None = None) -> bytes:
    """One message of a stream."""
    at = "" if position is None else f"id: {position}\n"
    # Everything but plain letters is escaped, so that no text can end the line.
    return f"{at}event: {event}\ndata: {json.dumps(data, separators=(',', ':'))}\n\n".encode()
