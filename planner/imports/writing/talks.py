"""What was said to the customer: entries of conversations, from activities that are done."""

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import select

from planner.actions.history.events import all_of
from planner.database import db
from planner.imports.matching import fold_name
from planner.imports.records import ActivityRecord
from planner.imports.writing.journal import Journal
from planner.imports.writing.outcome import Fate, Outcome
from planner.imports.writing.plan_lists import PlanLists
from planner.models import Activity, Conversation, Deal, Entry, Person
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


class Talks:
    """The new entries on some plans, written together at the end, in the order of their days."""

    def __init__(self, plan_ids: Collection[int], journal: Journal, outcome: Outcome) -> None:
        self._plan_ids, self._journal, self._outcome = plan_ids, journal, outcome
        self._new: dict[tuple[int, str], list[tuple[Activity, ActivityRecord, Person]]] = (
            defaultdict(list)
        )
        self._deals: dict[tuple[int, str], Deal] = {}

    def add(
        self, activity: Activity, record: ActivityRecord, deal: Deal | None, by: Person
    ) -> None:
        of = activity.plan_id, deal.title if deal else _TOPIC
        self._new[of].append((activity, record, by))
        if deal is not None:
            self._deals[of] = deal

    def write(self) -> None:
        if not self._new:
            return
        conversations = self._conversations()
        entries = []
        for of, said in self._new.items():
            said.sort(key=lambda each: each[0].done_on or each[0].created_on)
            conversation = conversations[of[0], fold_name(of[1])]
            deal = self._deals.get(of)
            end = _ENDS.get(deal.status, TalkState.INTEREST) if deal else TalkState.INTEREST
            for number, (activity, record, by) in enumerate(said, start=1):
                state = end if number == len(said) else TalkState.INTEREST
                entry = _entry(conversation, activity, record, by, state)
                entries.append((entry, activity, by))
        db.session.add_all(entry for entry, _activity, _by in entries)
        db.session.flush()
        for entry, activity, by in entries:
            at = self._journal.noon(entry.on)
            plan = activity.plan
            self._journal.note(
                "entry.created", entry, all_of(entry, without_lists=True), plan=plan, at=at, by=by
            )
        self._outcome.add(Entry, Fate.CREATED, len(entries))

    def _conversations(self) -> dict[tuple[int, str], Conversation]:
        """Those of these topics on these plans; the ones that are missing begin."""
        plan_ids = {plan_id for plan_id, _topic in self._new}
        there = select(Conversation).where(Conversation.plan_id.in_(plan_ids))
        found = {
            (one.plan_id, fold_name(one.topic)): one
            for one in db.session.scalars(there.order_by(Conversation.id.desc()))
        }
        lists = PlanLists(Conversation, plan_ids)
        made = []
        for of, said in self._new.items():
            if (of[0], fold_name(of[1])) not in found:
                conversation = Conversation(**lists.next(of[0]), topic=of[1])
                found[of[0], fold_name(of[1])] = conversation
                made.append((conversation, said[0]))
        db.session.add_all(conversation for conversation, _said in made)
        db.session.flush()
        for conversation, (activity, _record, by) in made:
            changes, plan = all_of(conversation, without_lists=True), activity.plan
            # On a day, as all that others did: at a moment it would be done here, by hand.
            at = self._journal.noon(activity.done_on or activity.created_on)
            self._journal.note(
                "conversation.created", conversation, changes, plan=plan, at=at, by=by
            )
        self._outcome.add(Conversation, Fate.CREATED, len(made))
        return found


def _entry(
    conversation: Conversation,
    activity: Activity,
    record: ActivityRecord,
    by: Person,
    state: TalkState,
) -> Entry:
    return Entry(
        conversation_id=conversation.id,
        on=activity.done_on or activity.created_on,
        author_id=by.id,
        channel=_CHANNELS[record.kind],
        summary=record.text,
        state=state,
        activity_id=activity.id,
    )
