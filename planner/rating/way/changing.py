"""How facts are changed: what is new is added at the end, what is there is put in its place."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date
from typing import Protocol

from planner.rating.facts import ConversationFact, EntryFact, Facts

SOMETHING = "Agree on what comes next"
"""A next step of which only that it is there counts."""


class _Keyed(Protocol):
    @property
    def key(self) -> str: ...


def fresh_key(wanted: str, taken: Collection[str]) -> str:
    """The key itself, or with the first number that makes it one that nothing has."""
    number, key = 1, wanted
    while key in taken:
        number += 1
        key = f"{wanted}-{number}"
    return key


def new_key(items: Iterable[_Keyed], on: date) -> str:
    """For an item of that day among these; the day keeps it apart from what comes later."""
    return fresh_key(f"today-{on.isoformat()}", {item.key for item in items})


def latest_talk(facts: Facts) -> ConversationFact | None:
    """The conversation with the latest word; None if nothing was said yet."""
    spoken = [talk for talk in facts.conversations if talk.entries]
    return min(spoken, key=lambda talk: (-_last(talk).on.toordinal(), talk.key), default=None)


def _last(talk: ConversationFact) -> EntryFact:
    return max(talk.entries, key=lambda entry: (entry.on, entry.index))


def with_entry(
    facts: Facts,
    on: date,
    author: str,
    *,
    participants: tuple[str, ...] = (),
    activity: str | None = None,
    next_step: str | None = None,
) -> Facts:
    """An entry more in the conversation with the latest word, in a new one if there is none.

    Nothing is said of where the conversation stands: it stands where it stood.
    """
    talk = latest_talk(facts)
    if talk is None:
        key = new_key(facts.conversations, on)
        entry = EntryFact(key, 0, on, author, "raised", participants, next_step, activity)
        return replace(facts, conversations=(*facts.conversations, ConversationFact(key, (entry,))))
    last = max(entry.index for entry in talk.entries) + 1
    state = _last(talk).state
    entry = EntryFact(talk.key, last, on, author, state, participants, next_step, activity)
    longer = ConversationFact(talk.key, (*talk.entries, entry))
    talks = tuple(longer if known is talk else known for known in facts.conversations)
    return replace(facts, conversations=talks)
