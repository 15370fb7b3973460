"""Conversations as the plan's page shows them: by where they stand, each with its last word."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import bindparam, func, select

from planner import clock
from planner.database import maker, rows
from planner.models import Conversation, Entry, Field, Person
from planner.models.kinds import Channel, TalkState
from planner.models.mixins import LINE_LENGTH
from planner.models.shortening import shortened
from planner.queries.plan.comments import number_of
from planner.rating.thresholds import Thresholds

ENDED = (TalkState.WON, TalkState.LOST, TalkState.PARKED)
STALE_DAYS = Thresholds().conversation_stale_days

# A few more characters than are shown, so that the cut can fall between two words.
_LOADED = 2 * LINE_LENGTH


@dataclass(frozen=True, slots=True)
class ConversationRow:
    """A conversation with its last talk; without any talk all that is told of it is None."""

    id: int
    topic: str
    field: str | None
    talks: int
    comments: int
    state: TalkState | None
    last_on: datetime.date | None
    author: str | None
    channel: Channel | None
    summary: str | None
    next_step: str | None

    @property
    def stale_days(self) -> int | None:
        """How long ago the last word was, where that is too long and the talk is not over."""
        if self.last_on is None or self.state in ENDED:
            return None
        days = (clock.today() - self.last_on).days
        return days if days > STALE_DAYS else None


@dataclass(frozen=True, slots=True)
class TopicGroup:
    """The conversations that stand at the same point; None where nobody has talked yet."""

    state: TalkState | None
    conversations: list[ConversationRow]


@dataclass(frozen=True, slots=True)
class Conversations:
    """The conversations of a plan: those still going on, and those that were won, lost, parked."""

    going_on: list[TopicGroup]
    ended: list[TopicGroup]

    @property
    def rows(self) -> list[ConversationRow]:
        return [row for group in self.going_on + self.ended for row in group.conversations]

    @property
    def talked_about_last(self) -> list[ConversationRow]:
        """Those going on with the last word first, then those that are over."""
        day = datetime.date.min
        return sorted(
            self.rows,
            key=lambda row: (row.state not in ENDED, row.last_on or day),
            reverse=True,
        )

    @property
    def count_ended(self) -> int:
        return sum(len(group.conversations) for group in self.ended)


_of_this = select(Entry).where(Entry.conversation_id == Conversation.id).correlate(Conversation)
_talks = _of_this.with_only_columns(func.count()).scalar_subquery()
_last = (
    _of_this.with_only_columns(Entry.id)
    .order_by(Entry.on.desc(), Entry.position.desc(), Entry.id.desc())
    .limit(1)
    .scalar_subquery()
)
_OF_PLAN = (
    select(
        Conversation.id,
        Conversation.topic,
        Field.name.label("field"),
        _talks.label("talks"),
        number_of(Conversation).label("comments"),
        Entry.state,
        Entry.on.label("last_on"),
        Person.name.label("author"),
        Entry.channel,
        func.substr(Entry.summary, 1, _LOADED).label("said"),
        func.substr(Entry.next_step, 1, _LOADED).label("agreed"),
    )
    .outerjoin(Field, Field.id == Conversation.field_id)
    .outerjoin(Entry, Entry.id == _last)
    .outerjoin(Person, Person.id == Entry.author_id)
    .where(Conversation.plan_id == bindparam("plan_id"))
    .order_by(Entry.on.desc(), Conversation.position, Conversation.id)
)


def conversations_of_plan(plan_id: int) -> Conversations:
    """All conversations of a plan, in one statement that reads only the last entry of each."""
    listed = rows(_OF_PLAN, plan_id=plan_id)
    make = maker(ConversationRow, listed)
    found = [make(row, summary=_short(row.said), next_step=_short(row.agreed)) for row in listed]
    going_on = (None, *(state for state in TalkState if state not in ENDED))
    return Conversations(_groups(found, going_on), _groups(found, ENDED))


def _groups(found: list[ConversationRow], states: Iterable[TalkState | None]) -> list[TopicGroup]:
    groups = [TopicGroup(state, [row for row in found if row.state is state]) for state in states]
    return [group for group in groups if group.conversations]


def _short(text: str | None) -> str | None:
    return shortened(text) if text else None
