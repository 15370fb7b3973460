"""What is to be sent: found in the history, taken by one of all processes, and what came of it.

Nothing is written when something happens: the events are there with what they tell of, and each
webhook knows up to where they were looked at. Whoever takes a delivery moves its time on; if the
process ends before it has noted what came of it, it is sent again then, under the same id.
"""

import datetime
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Any, Final

from sqlalchemy import bindparam, delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from planner import clock
from planner.config import Settings
from planner.database import db, only_reading
from planner.models import (
    DeliveryState,
    DeliveryTrouble,
    Event,
    Person,
    Webhook,
    WebhookDelivery,
    WebhookState,
)
from planner.models.people.webhook import DELIVERIES_KEPT, OLD_SECRET_HOLDS
from planner.planfiles.stored import chunks
from planner.queries.history.settled import last_settled
from planner.webhooks import actions
from planner.webhooks.messages import Messages, message_id, seen_among
from planner.webhooks.posting import AttemptOutcome
from planner.webhooks.signing import secret_of
from planner.webhooks.wanted import is_type_wanted

DELIVERY_TAKEN_FOR: Final = datetime.timedelta(minutes=1)
"""How long whoever has taken a delivery may need."""
FAILS_FOR: Final = datetime.timedelta(days=5)
"""After which a webhook that nothing of has been received is switched off."""
STRETCH: Final = 2_000
"""Events that are looked at in one turn."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message, with all that it takes to send it."""

    delivery_id: int
    webhook_id: int
    url: str
    message_id: str
    body: bytes
    secrets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Noted:
    """What came of an attempt."""

    delivery_id: int
    webhook_id: int
    at: datetime.datetime
    outcome: AttemptOutcome


def find_new() -> bool:
    """Write down what is to be sent of what has happened; whether there may be more of it."""
    with only_reading():
        found = _new_deliveries()
        db.session.rollback()
    if found is None:
        return False
    positions, rows, is_more = found
    for some in chunks(rows, 500):
        db.session.execute(_insert_once(), some)
    for webhook_id, position in positions.items():
        moved = update(Webhook).where(Webhook.id == webhook_id, Webhook.position < position)
        db.session.execute(moved.values(position=position))
    return is_more


_Found = tuple[dict[int, int], list[dict[str, Any]], bool]


def _new_deliveries() -> _Found | None:
    """The positions that move on, and the rows to write; None where all stays as it is."""
    webhooks = db.session.scalars(_sending()).all()
    newest = db.session.scalar(select(func.max(Event.id))) or 0
    behind = [webhook for webhook in webhooks if webhook.position < newest]
    if not behind:
        return None
    low = min(webhook.position for webhook in behind)
    numbers = select(Event.id, Event.at, Event.type).where(Event.id > low).order_by(Event.id)
    happened = db.session.execute(numbers.limit(STRETCH)).all()
    last = last_settled(((row.id, row.at) for row in happened), low)
    positions = {each.id: last for each in behind if each.position < last}
    rows = [row for webhook in behind for row in _rows_of(webhook, happened)]
    is_more = len(happened) == STRETCH
    return (positions, rows, is_more) if positions or rows else None


def _rows_of(webhook: Webhook, happened: Sequence[Any]) -> list[dict[str, Any]]:
    types = {
        row.id: row.type
        for row in happened
        if row.id > webhook.position and is_type_wanted(row.type, webhook.types)
    }
    there = select(WebhookDelivery.event_id).where(
        WebhookDelivery.webhook_id == webhook.id, WebhookDelivery.event_id > webhook.position
    )
    new = types.keys() - set(db.session.scalars(there))
    seen = sorted(_seen(webhook.person, new))
    now = clock.now()
    return [
        {
            "webhook_id": webhook.id,
            "event_id": number,
            "type": types[number],
            "state": DeliveryState.WAITING,
            "found_at": now,
            "due_at": now,
            "attempts": 0,
        }
        for number in seen
    ]


def _seen(person: Person, ids: Iterable[int]) -> set[int]:
    return {each for some in chunks(ids, 500) for each in seen_among(person, some)}


def _sending() -> Any:
    statement = select(Webhook).join(Webhook.person)
    return statement.where(Webhook.state == WebhookState.ON, Person.is_active).order_by(Webhook.id)


def _insert_once() -> Any:
    """Another process may have found the same."""
    kind = db.session.get_bind().dialect.name
    insert = postgresql.insert if kind == "postgresql" else sqlite.insert
    return insert(WebhookDelivery).on_conflict_do_nothing()


def due_counts(free: int, busy: dict[int, int]) -> dict[int, int]:
    """How many of each webhook can be begun now: `free` at once, but those that are `busy`."""
    with only_reading():
        waits = (
            select(WebhookDelivery.id)
            .where(WebhookDelivery.webhook_id == Webhook.id, WebhookDelivery.due_at <= clock.now())
            .exists()
        )
        ids = db.session.scalars(_sending().where(waits).with_only_columns(Webhook.id)).all()
        db.session.rollback()
    rooms = {webhook_id: free - busy.get(webhook_id, 0) for webhook_id in ids}
    return {webhook_id: room for webhook_id, room in rooms.items() if room > 0}


def take_deliveries(wanted: dict[int, int]) -> list[int]:
    """Keep so many of each webhook from all others for a while; commit at once."""
    now, taken = clock.now(), list[int]()
    for webhook_id, most in wanted.items():
        first = (
            select(WebhookDelivery.id)
            .where(WebhookDelivery.webhook_id == webhook_id, WebhookDelivery.due_at <= now)
            .order_by(WebhookDelivery.due_at, WebhookDelivery.id)
            .limit(most)
            .with_for_update(skip_locked=True)
        )
        mine = (
            update(WebhookDelivery)
            .where(WebhookDelivery.id.in_(first), WebhookDelivery.due_at <= now)
            .values(due_at=now + DELIVERY_TAKEN_FOR)
            .returning(WebhookDelivery.id)
            .execution_options(synchronize_session=False)
        )
        taken += db.session.scalars(mine)
    return taken


def outgoing(taken: Collection[int], settings: Settings) -> tuple[list[Outgoing], list[int]]:
    """The messages of what was taken, with what the owners may see now; and the numbers of those
    of which they may know nothing any more, which are to be forgotten."""
    found, forgotten = list[Outgoing](), list[int]()
    messages = Messages(settings.base_url)
    with only_reading():
        for group in _by_webhook(taken):
            webhook = group[0][0].webhook
            if not webhook.is_on:
                continue  # all of it was given up at that moment
            ids = {event.id for _delivery, event in group if event is not None}
            seen = _seen(webhook.person, ids)
            bodies = messages.bodies(seen)
            secrets = _secrets(webhook, settings.secret_key)
            for delivery, event in group:
                if event is None or event.id not in bodies:
                    forgotten.append(delivery.id)
                    continue
                named = message_id(webhook.id, event.id, event.at)
                body = bodies[event.id]
                url, about = webhook.url, webhook.id
                found.append(Outgoing(delivery.id, about, url, named, body, secrets))
        db.session.rollback()
    return found, forgotten


def _by_webhook(taken: Collection[int]) -> list[list[tuple[WebhookDelivery, Event | None]]]:
    statement = (
        select(WebhookDelivery, Event)
        .outerjoin(Event, Event.id == WebhookDelivery.event_id)
        .where(WebhookDelivery.id.in_(taken))
        .order_by(WebhookDelivery.webhook_id, WebhookDelivery.id)
        .execution_options(populate_existing=True)
    )
    rows = [(delivery, event) for delivery, event in db.session.execute(statement)]
    return [list(some) for _id, some in groupby(rows, lambda row: row[0].webhook_id)]


def _secrets(webhook: Webhook, installation: str) -> tuple[str, ...]:
    """The one that holds, and the one before it for as long as that does."""
    salts = [webhook.signing_salt]
    rotated_at = webhook.rotated_at
    if webhook.old_signing_salt and rotated_at and clock.now() < rotated_at + OLD_SECRET_HOLDS:
        salts.append(webhook.old_signing_salt)
    return tuple(secret_of(installation, salt) for salt in salts)


def forget_deliveries(ids: Collection[int]) -> None:
    """Those of which nothing may be told."""
    if ids:
        db.session.execute(delete(WebhookDelivery).where(WebhookDelivery.id.in_(ids)))


def forget_old_deliveries() -> None:
    last = clock.now() - DELIVERIES_KEPT
    db.session.execute(delete(WebhookDelivery).where(WebhookDelivery.found_at <= last))


def note_attempts(noted: Collection[Noted], retries: Sequence[int]) -> None:
    """Keep what came of attempts, and when those are made again that failed."""
    by_webhook = attrgetter("webhook_id")
    for webhook_id, some in groupby(sorted(noted, key=by_webhook), by_webhook):
        webhook = db.session.get(Webhook, webhook_id, populate_existing=True)
        if webhook is not None:
            _note_of(webhook, list(some), retries)


def _note_of(webhook: Webhook, noted: list[Noted], retries: Sequence[int]) -> None:
    attempts = _attempts_of(noted)
    values = [
        {"of": each.delivery_id, **_values(each, attempts[each.delivery_id], retries, webhook)}
        for each in noted
        if each.delivery_id in attempts
    ]
    if values:
        db.session.connection().execute(_NOTE, values)
    if any(each.outcome.is_received for each in noted):
        if webhook.failing_since is not None:
            webhook.failing_since = None
        return
    if webhook.failing_since is None:
        webhook.failing_since = min(each.at for each in noted)
    if any(each.outcome.is_gone for each in noted):
        actions.switch_off(webhook, WebhookState.GONE, by=None)
    elif clock.now() - webhook.failing_since >= FAILS_FOR:
        actions.switch_off(webhook, WebhookState.FAILING, by=None)


def _attempts_of(noted: Iterable[Noted]) -> dict[int, int]:
    """How many there were before, of those that are still there."""
    ids = [each.delivery_id for each in noted]
    found = select(WebhookDelivery.id, WebhookDelivery.attempts).where(WebhookDelivery.id.in_(ids))
    return {row.id: row.attempts for row in db.session.execute(found)}


def _values(
    noted: Noted, before: int, retries: Sequence[int], webhook: Webhook
) -> dict[str, object]:
    outcome, state, due_at = noted.outcome, DeliveryState.DELIVERED, None
    if not outcome.is_received:
        again = before < len(retries) and webhook.is_on
        state = DeliveryState.WAITING if again else DeliveryState.GIVEN_UP
        wait = datetime.timedelta(seconds=retries[before]) if again else None
        due_at = clock.now() + wait if wait is not None else None
    trouble: DeliveryTrouble | None = outcome.trouble
    told = {"now_state": state, "now_due_at": due_at, "now_trouble": trouble}
    return {**told, "now_attempts": before + 1, "at": noted.at, "now_status": outcome.status}


_TABLE: Final = WebhookDelivery.__table__
_NOTE: Final = (
    update(WebhookDelivery)
    .where(WebhookDelivery.id == bindparam("of"))
    .values(
        state=bindparam("now_state", type_=_TABLE.c.state.type),
        due_at=bindparam("now_due_at", type_=_TABLE.c.due_at.type),
        trouble=bindparam("now_trouble", type_=_TABLE.c.trouble.type),
        attempts=bindparam("now_attempts"),
        tried_at=bindparam("at", type_=_TABLE.c.tried_at.type),
        status=bindparam("now_status"),
    )
)
