"""Ends of contracts and the last days to give notice."""

import datetime
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from sqlalchemy import select

from planner import clock
from planner.after_signature.facts import ContractFact
from planner.after_signature.renewals import SETTLED_STATES, Renewal, renewals_of
from planner.after_signature.terms import End, end_in_question
from planner.database import db
from planner.feeds.queries import told
from planner.feeds.queries.dated import Dated, DatedKind, DatedState, LastChange
from planner.feeds.queries.sights import FeedSight
from planner.feeds.queries.told import DayEvent, last_change
from planner.models import Contract, Customer, Event
from planner.queries.after_signature import contract_rows, renewal_facts
from planner.queries.after_signature.contract_rows import ContractRow

_NOTICE = frozenset({"notice_days", "notice_count"})
_MONTHS, _MOST_MONTHS = 12, 9_999
_ROOM = _MOST_MONTHS + 1
"""Of each change: a contract that goes on by itself moves so often without one."""


def dated_contracts(sight: FeedSight) -> Iterator[Dated]:
    """As the radar says them."""
    events = told.lately("contracts", 0, Event.customer_id.in_(sight.customer_ids))
    by_contract = _by_contract(events)
    named = db.session.execute(select(Customer.id, Customer.name).where(sight.customers))
    names = {each.id: each.name for each in named}
    for row, renewal in _renewals(sight):
        of_it = by_contract.get(row.id, [])
        last = _last(renewal, of_it)
        for dated in _days(row, renewal, last, names[row.customer_id]):
            yield from _kept(dated, of_it)
    yield from _gone(events, by_contract)


def _kept(dated: Dated, of_it: list[DayEvent]) -> Iterator[Dated]:
    """What is told of it: for some days also that a day is off."""
    is_new = any(event.at >= told.kept_since() for event in of_it)
    if told.is_in_reach(dated.on) and (is_new or dated.state is DatedState.PLANNED):
        yield dated
    elif dated.kind is DatedKind.CONTRACT and (on := told.day_lost(of_it, "ends_on")):
        yield replace(dated, on=on, state=DatedState.CANCELLED)


def _by_contract(events: list[DayEvent]) -> dict[int, list[DayEvent]]:
    """What was told of each, and of those that followed it at that time: they end it too."""
    found: dict[int, list[DayEvent]] = defaultdict(list)
    renewed: dict[int, set[int]] = defaultdict(set)
    for event in events:
        if "renews" in event.changes:
            ends = [end["id"] for end in event.changes["renews"] if isinstance(end, dict)]
            renewed[event.subject_id].update(ends)
        for identity in {event.subject_id, *renewed[event.subject_id]}:
            found[identity].append(event)
    return found


def _renewals(sight: FeedSight) -> Iterator[tuple[ContractRow, Renewal]]:
    of_customers: dict[int, list[ContractRow]] = defaultdict(list)
    for row in contract_rows.contracts_of_all(sight.customers):
        of_customers[row.customer_id].append(row)
    for customer, account in renewal_facts.by_terms_alone(of_customers).items():
        known = {renewal.contract.key: renewal for renewal in renewals_of(account)}
        for row in of_customers[customer]:
            if row.key in known:
                yield row, known[row.key]


def _days(row: ContractRow, renewal: Renewal, last: LastChange, customer: str) -> Iterator[Dated]:
    """What is settled has a last day and no day for notice any more."""
    end, is_settled = renewal.end, renewal.state in SETTLED_STATES
    ends_on = renewal.over_on or (None if end is None else end.on)
    said: dict[str, Any] = {"id": row.id, "last": last, "title": row.title, "customer": customer}
    if ends_on is not None:
        yield Dated(kind=DatedKind.CONTRACT, on=ends_on, state=DatedState.PLANNED, **said)
    if end is not None and end.notice_on is not None:
        state = DatedState.CANCELLED if is_settled else DatedState.PLANNED
        yield Dated(kind=DatedKind.NOTICE, on=end.notice_on, state=state, **said)


def _last(renewal: Renewal, events: list[DayEvent]) -> LastChange:
    """That a contract has gone on by itself counts as a change on the day after it could have been
    ended."""
    last, end, fact = last_change(events), renewal.end, renewal.contract
    number = last.number * _ROOM
    if end is None or renewal.state in SETTLED_STATES:
        return LastChange(number, last.at)
    months = (end.on.year - fact.begins_on.year) * _MONTHS + end.on.month - fact.begins_on.month
    came = clock.beginning_of(_came_in_question_on(fact, end, clock.local(last.at).date()))
    return LastChange(number + max(0, min(months, _MOST_MONTHS)), max(last.at, came))


def _came_in_question_on(fact: ContractFact, end: End, since: datetime.date) -> datetime.date:
    """The first day from which on this end is the one that can still be decided."""
    low, high = min(since, clock.today()), clock.today()
    while low < high:
        middle = low + (high - low) // 2
        if end_in_question(fact, middle) == end:
            high = middle
        else:
            low = middle + datetime.timedelta(days=1)
    return low


def _gone(events: list[DayEvent], by_contract: dict[int, list[DayEvent]]) -> Iterator[Dated]:
    """What was deleted lately, on the day on which its term ended then."""
    gone = {event.subject_id: event for event in events if event.is_deletion}
    there = set(db.session.scalars(select(Contract.id).where(Contract.id.in_(gone))))
    for identity in sorted(gone.keys() - there):
        deletion, last = gone[identity], last_change(by_contract[identity])
        kept = LastChange(last.number * _ROOM, last.at)
        on = told.day_lost([deletion], "ends_on")
        if on is None:
            continue
        for kind in _kinds_of(deletion):
            yield Dated(kind=kind, id=identity, on=on, state=DatedState.CANCELLED, last=kept)


def _kinds_of(deletion: DayEvent) -> Iterator[DatedKind]:
    yield DatedKind.CONTRACT
    if not _NOTICE.isdisjoint(deletion.changes):
        yield DatedKind.NOTICE
