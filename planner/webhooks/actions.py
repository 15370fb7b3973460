"""Making, changing, rotating, switching and revoking webhooks, and sending once more."""

import secrets

from sqlalchemy import func, select, update

from planner import clock
from planner.actions.editing import lock, wait_for_oneself
from planner.actions.errors import Refused
from planner.actions.history import events
from planner.actions.people import account_mails
from planner.database import db
from planner.models import (
    AccountNews,
    DeliveryState,
    Event,
    Person,
    Webhook,
    WebhookDelivery,
    WebhookState,
)

MOST_WEBHOOKS = 20
"""Of one person: each is told of everything by itself."""


def make(owner: Person, url: str, types: list[str], *, by: Person | None) -> Webhook:
    """A new webhook for what happens from now on; `by` None is the command line. Address and types
    are those that `wanted.checked` has let pass.

    Raise Refused for somebody who is not let in, or for too many of them.
    """
    if not owner.is_active:
        raise Refused("This account is switched off.", field="url")
    wait_for_oneself(owner)
    count = select(func.count()).select_from(Webhook).where(Webhook.person_id == owner.id)
    if (db.session.scalar(count) or 0) >= MOST_WEBHOOKS:
        raise Refused("There are %(number)d webhooks. Revoke one first.", number=MOST_WEBHOOKS)
    webhook = Webhook(
        person=owner,
        url=url,
        types=types,
        signing_salt=_new_salt(),
        position=_newest_event(),
        made_on=clock.today(),
    )
    db.session.add(webhook)
    db.session.flush()
    made: events.Changes = {"url": [None, webhook.name], "types": [None, types]}
    events.record("created", webhook, by=by, changes=made)
    return webhook


def change(webhook: Webhook, url: str, types: list[str], *, by: Person) -> None:
    """Another address or other types from now on, checked as those of a new one."""
    changes = events.Changes()
    if url != webhook.url:
        before, webhook.url = webhook.name, url
        changes["url"] = [before, webhook.name]
    if types != webhook.types:
        changes["types"] = [webhook.types, types]
        webhook.types = types
    if changes:
        events.record("updated", webhook, by=by, changes=changes)


def revoke(webhook: Webhook, *, by: Person | None) -> None:
    """From now on nothing is sent. Nothing of it is kept, so that it never comes back."""
    events.record("revoked", webhook, by=by, changes={})
    db.session.delete(webhook)
    db.session.flush()


def rotate(webhook: Webhook, *, by: Person) -> None:
    """Another secret; for a day is signed with the one before it as well."""
    lock(webhook)
    webhook.old_signing_salt, webhook.signing_salt, webhook.rotated_at = (
        webhook.signing_salt,
        _new_salt(),
        clock.now(),
    )
    events.record("rotated", webhook, by=by, changes={})


def switch_on(webhook: Webhook, *, by: Person) -> None:
    """Send what happens from now on, and nothing of what happened meanwhile."""
    lock(webhook)
    if webhook.is_on:
        return
    webhook.position, webhook.failing_since = _newest_event(), None
    _switch(webhook, WebhookState.ON, by=by)


def switch_off(
    webhook: Webhook, state: WebhookState = WebhookState.PAUSED, *, by: Person | None
) -> None:
    """What waits is given up. After days of failures its owner is told by mail."""
    lock(webhook)
    if not webhook.is_on:
        return
    _switch(webhook, state, by=by)
    waiting = update(WebhookDelivery).where(
        WebhookDelivery.webhook_id == webhook.id, WebhookDelivery.state == DeliveryState.WAITING
    )
    db.session.execute(waiting.values(state=DeliveryState.GIVEN_UP, due_at=None))
    if state is WebhookState.FAILING and webhook.person.email:
        account_mails.tell(webhook.person, AccountNews.WEBHOOK_FAILING, webhook.person.email)


def retry(delivery: WebhookDelivery) -> None:
    """Send it once more, soon. Raise Refused while its webhook is switched off."""
    if not delivery.webhook.is_on:
        raise Refused("This webhook is switched off. Switch it on first.")
    delivery.state, delivery.due_at = DeliveryState.WAITING, clock.now()
    db.session.flush()


def _switch(webhook: Webhook, state: WebhookState, *, by: Person | None) -> None:
    before, webhook.state = webhook.state, state
    changes = {"state": [before.value, state.value]}
    events.record("updated", webhook, by=by, changes=changes)


def _new_salt() -> str:
    return secrets.token_urlsafe(24)


def _newest_event() -> int:
    return db.session.scalar(select(func.max(Event.id))) or 0
