"""What comes in on a stream of live updates, taken apart."""

import json
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Message:
    """One message; `position` is None where it has none."""

    event: str
    data: Any
    position: int | None = None


def messages_of(text: str) -> list[Message]:
    """The messages in a text, without pings and without what only sets how to try again."""
    return [_message(block) for block in text.split("\n\n") if "event: " in block]


def _message(block: str) -> Message:
    fields = dict(line.split(": ", 1) for line in block.strip().splitlines())
    position = int(fields["id"]) if "id" in fields else None
    return Message(fields["event"], json.loads(fields["data"]), position)
