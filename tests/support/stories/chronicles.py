"""A plan and its history, looked at after every step: nothing may change beside the history."""

from dataclasses import dataclass, field
from typing import Any

from flask import Flask
from sqlalchemy import select

from planner.database import db
from planner.models import Comment, Event, Plan, Request
from planner.nouns import AS_OF_DAY
from planner.queries.history import as_of_day
from planner.queries.history.as_of_day import Item, Items, take_back

Subject = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Told:
    """An event as it stood when it was first seen."""

    id: int
    type: str
    actor_id: int | None
    subject: str
    subject_id: int | None
    changes: dict[str, list[Any]]
    kept: dict[str, Any] | None
    act: int
    undoes_id: int | None


@dataclass
class Chronicle:
    """`state` is the plan as the history tells it; `news` came with the last look."""

    app: Flask
    plan_id: int
    state: Items = field(default_factory=dict)
    waiting: list[tuple[Any, ...]] = field(default_factory=list)
    history: list[Told] = field(default_factory=list)
    news: list[Told] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.state, self.waiting, self.history = self._read()
        self.beginning, self.known = self.state, len(self.history)

    def look(self) -> Items:
        """Look again; returns how it was before. What changed must stand in the history."""
        before, old, waited = self.state, self.history, self.waiting
        self.state, self.waiting, self.history = self._read()
        assert self.history[: len(old)] == old, "The history was rewritten."
        self.news = self.history[len(old) :]
        assert _before(self.state, self.news) == plain(before)
        assert self.news or self.waiting == waited, "A request changed beside the history."
        return before

    def ends(self) -> None:
        """Taken back altogether, the history leads to where it began."""
        assert _before(self.state, self.history[self.known :]) == plain(self.beginning)

    def item(self, subject: Subject) -> Item | None:
        table, identity = subject
        return self.state[table].get(identity)

    def values_of(self, subject: Subject, name: str) -> list[Any]:
        """What a field of something holds, and everything that the history says it ever held."""
        item = self.item(subject) or {}
        pairs = [
            event.changes[name]
            for event in self.history
            if (event.subject, event.subject_id) == subject and name in event.changes
        ]
        return [norm(item.get(name)), *(norm(value) for pair in pairs for value in pair)]

    def _read(self) -> tuple[Items, list[tuple[Any, ...]], list[Told]]:
        with self.app.app_context():
            plan = db.session.get_one(Plan, self.plan_id)
            waiting = select(Request.id, Request.status).where(Request.plan_id == plan.id)
            comments = select(Comment).where(Comment.plan_id == plan.id)
            said = {one.id: {"text": one.text} for one in db.session.scalars(comments)}
            found = select(Event).where(Event.customer_id == plan.customer_id).order_by(Event.id)
            return (
                as_of_day.now(plan, PAST) | {Comment.__tablename__: said},
                [tuple(row) for row in db.session.execute(waiting.order_by(Request.id))],
                [_told(event) for event in db.session.scalars(found)],
            )


def _told(event: Event) -> Told:
    return Told(
        id=event.id,
        type=event.type,
        actor_id=event.actor_id,
        subject=event.subject,
        subject_id=event.subject_id,
        changes=event.changes,
        kept=event.kept,
        act=event.act,
        undoes_id=event.undoes_id,
    )


PAST = [noun.model for noun in AS_OF_DAY]
"""What a plan is made of as it was on another day."""


def _before(now: Items, events: list[Told]) -> Items:
    """The state before these events, of which some only tell of what lost or what followed."""
    changes = [event for event in reversed(events) if not event.type.startswith(_BESIDE)]
    return plain(take_back(now, changes))


def plain(items: Items) -> Items:
    """Without what is only said in another way: names beside ids, and what is empty."""
    tables = {table: found for table, found in items.items() if table in _COMPARED}
    return {
        table: {identity: _plain(table, item) for identity, item in found.items()}
        for table, found in tables.items()
        if found
    }


_BESIDE = ("rating.", "conflict.")
_COMPARED = {model.__tablename__ for model in PAST if model is not Plan} | {"comments"}


def _plain(table: str, item: Item) -> Item:
    said = {name: norm(value) for name, value in item.items()}
    wanted = {"text"} if table == Comment.__tablename__ else said.keys()
    return {name: said[name] for name in sorted(wanted) if said[name] not in (None, [])}


def norm(value: Any) -> Any:
    """A value of the history as it can be compared: ids for references, None for nothing."""
    if isinstance(value, dict):
        return value.get("id", value)
    if isinstance(value, list):
        return [norm(each) for each in value]
    if isinstance(value, str):
        return value.replace("\r\n", "\n") or None
    return value
