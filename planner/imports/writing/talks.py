"""What was said to the customer: entries of conversations, from activities that are done."""

import datetime
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from sqlalchemy import select

from planner.actions.history import new_rows
from planner.database import db
from planner.imports.matching import fold_name
from planner.imports.records import ActivityRecord
from planner.imports.scratch import Known, Scratch, Waiting, chunks
from planner.imports.writing.journal import Journal, Subject
from planner.imports.writing.outcome import Fate, Outcome
from planner.imports.writing.plan_lists import PlanLists
from planner.models import Conversation, Entry
from planner.models.kinds import ActivityKind, ActivityStatus, Channel, DealStatus, TalkState

_CHANNELS = {
    ActivityKind.CALL: Channel.CALL,
    ActivityKind.VISIT: Channel.VISIT,
    ActivityKind.VIDEO: Channel.VIDEO,
    ActivityKind.EMAIL: Channel.EMAIL,
}
_ENDS = {DealStatus.WON: TalkState.WON, DealStatus.LOST: TalkState.LOST}
_TOPIC = "Import"
"""Of what regards no deal."""


def becomes_talk(record: ActivityRecord) -> bool:
    """Whether its text is something that was said to the customer."""
    is_done = record.status is ActivityStatus.DONE
    return bool(record.text) and is_done and record.kind in _CHANNELS


class Said(NamedTuple):
    """What was said in an activity that is stored, and by whom; `deal` is the title of its own."""

    customer_id: int
    plan_id: int
    activity_id: int
    activity: str
    on: datetime.date
    kind: ActivityKind
    text: str
    by_id: int
    deal: str | None
    deal_status: DealStatus | None

    @property
    def topic(self) -> str:
        return self.deal or _TOPIC


class _Talk(NamedTuple):
    """One of those of a topic on a plan; `number` tells the topics apart, `is_first` which of its
    talks was told first."""

    number: int
    is_first: bool
    said: Said


class Talks:
    """The new entries, written together at the end, in the order of their days."""

    def __init__(self, scratch: Scratch, journal: Journal, outcome: Outcome) -> None:
        self._journal, self._outcome = journal, outcome
        self._numbers: Known[int] = Known(scratch)
        self._count = 0
        self._waiting: Waiting[_Talk] = Waiting(scratch)
        self._lists = PlanLists(Conversation)

    def add(self, said: Said) -> None:
        of = f"{said.plan_id}\0{said.topic}"
        number = self._numbers.get(of)
        is_first = number is None
        if number is None:
            self._count += 1
            number = self._numbers[of] = self._count
        self._waiting.add((number, said.on.toordinal()), _Talk(number, is_first, said))

    def write(self) -> None:
        if not self._count:
            return
        topics = (list(those) for _number, those in groupby(self._waiting.take(), _number_of))
        for some in chunks(topics):
            self._write(some)

    def _write(self, topics: Sequence[list[_Talk]]) -> None:
        conversations = self._conversations(topics)
        rows: list[new_rows.Row] = []
        subjects: list[tuple[Subject, str]] = []
        for talks, conversation_id in zip(topics, conversations, strict=True):
            for row, told in _entries(talks, conversation_id):
                rows.append(row)
                subjects.append(told)
        new_rows.insert_all(Entry, rows)
        for row, (subject, activity) in zip(rows, subjects, strict=True):
            names = {"activity_id": {row["activity_id"]: activity}}
            changes = new_rows.changes_of_new(Entry, row, names)
            at = self._journal.noon(row["on"])
            of = subject._replace(id=row["id"])
            self._journal.note("entry.created", of, changes, at=at, by=row["author_id"])
        self._outcome.add(Entry, Fate.CREATED, len(rows))

    def _conversations(self, topics: Sequence[list[_Talk]]) -> list[int]:
        """The ids of those of these topics; the ones that are missing begin."""
        firsts = [next(each.said for each in talks if each.is_first) for talks in topics]
        plan_ids = {said.plan_id for said in firsts}
        there = select(Conversation.plan_id, Conversation.topic, Conversation.id)
        of_those = there.where(Conversation.plan_id.in_(plan_ids)).order_by(Conversation.id.desc())
        found: dict[tuple[int, str], int] = {
            (plan_id, fold_name(topic)): identity
            for plan_id, topic, identity in db.session.execute(of_those)
        }
        self._lists.look_at(plan_ids)
        new: dict[tuple[int, str], tuple[Said, new_rows.Row]] = {}
        for said in firsts:
            of = said.plan_id, fold_name(said.topic)
            if of not in found and of not in new:
                row = {**self._lists.next(said.plan_id, "conversation-1"), "topic": said.topic}
                new[of] = said, row
        self._begin([*new.values()])
        found |= {of: row["id"] for of, (_said, row) in new.items()}
        return [found[said.plan_id, fold_name(said.topic)] for said in firsts]

    def _begin(self, new: Sequence[tuple[Said, new_rows.Row]]) -> None:
        new_rows.insert_all(Conversation, [row for _said, row in new])
        for said, row in new:
            changes = new_rows.changes_of_new(Conversation, row, {})
            subject = Subject(
                "conversations", row["id"], row["topic"], said.customer_id, said.plan_id
            )
            # On a day, as all that others did: at a moment it would be done here, by hand.
            at = self._journal.noon(said.on)
            self._journal.note("conversation.created", subject, changes, at=at, by=said.by_id)
        self._outcome.add(Conversation, Fate.CREATED, len(new))


def _number_of(talk: _Talk) -> int:
    return talk.number


def _entries(
    talks: Sequence[_Talk], conversation_id: int
) -> Iterator[tuple[new_rows.Row, tuple[Subject, str]]]:
    """Rows; and for each, of what its event tells, still without an id, and its activity's name."""
    status = next((each.said.deal_status for each in reversed(talks) if each.said.deal), None)
    end = _ENDS.get(status, TalkState.INTEREST) if status else TalkState.INTEREST
    for number, talk in enumerate(talks, start=1):
        said = talk.said
        row: new_rows.Row = {
            "conversation_id": conversation_id,
            "on": said.on,
            "author_id": said.by_id,
            "channel": _CHANNELS[said.kind],
            "summary": said.text,
            "state": end if number == len(talks) else TalkState.INTEREST,
            "activity_id": said.activity_id,
        }
        subject = Subject("entries", 0, said.topic, said.customer_id, said.plan_id)
        yield row, (subject, said.activity)
