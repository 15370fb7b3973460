"""What this transaction has done so far that somebody may follow."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, cast

from planner.actions.history import acts
from planner.actions.history.event_names import noun_of, verb_of
from planner.database import db
from planner.models import Comment, Commitment, Conversation, Entry, Event, EventType, Goal

_KEPT_AS = "followed changes"
_TOLD = "told otherwise"
# The members are told of ratings in time and by themselves, and who steers of requests.
_TOLD_OTHERWISE = frozenset({"rating", "symptom_answer", "request"})
FollowedItem = tuple[str, int]
"""The table of what is followed, and its id there."""


@dataclass(frozen=True, slots=True)
class FollowedChange:
    """An event, and the item that it happened to or to a part of."""

    event: Event
    item: FollowedItem

    @property
    def is_said(self) -> bool:
        """Whether it is a comment, which not everybody reads who sees the item."""
        return self.event.subject == Comment.__tablename__


def note(event: Event, subject: Any) -> None:
    """Remember what has happened, unless nobody can follow it, or it is a part of something larger
    that is told as a whole."""
    noun = noun_of(event.subject)
    if event.customer_id is None or noun in _TOLD_OTHERWISE or acts.is_a_whole():
        return
    if event.type == EventType.CONFLICT_RESOLVED or (noun, verb_of(event.type)) in _NEW:
        return
    _noted().append(FollowedChange(event, _item_of(subject)))


# Nobody can follow yet what is only coming into being.
_NEW = {("customer", "created"), ("customer", "deleted")}


def note_told(people: Iterable[int]) -> None:
    """These are told of what happens here for another reason, in the way that they chose for it."""
    _told().update(people)


def take() -> tuple[list[FollowedChange], set[int]]:
    """What was noted, and who was told otherwise; both are then forgotten."""
    found = _noted(), _told()
    forget()
    return found


def forget() -> None:
    for name in (_KEPT_AS, _TOLD):
        db.session().info.pop(name, None)


def noted() -> Sequence[FollowedChange]:
    """The same, which stays noted."""
    return _noted()


def _noted() -> list[FollowedChange]:
    return cast(list[FollowedChange], db.session().info.setdefault(_KEPT_AS, []))


def _told() -> set[int]:
    return cast(set[int], db.session().info.setdefault(_TOLD, set()))


def _item_of(subject: Any) -> FollowedItem:
    """The item, of a comment, a talk or a signature that which it belongs to."""
    if isinstance(subject, Comment):
        return subject.subject, subject.subject_id
    if isinstance(subject, Entry):
        return Conversation.__tablename__, subject.conversation_id
    if isinstance(subject, Commitment):
        return Goal.__tablename__, subject.goal_id
    return subject.__tablename__, subject.id
