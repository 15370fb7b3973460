"""Which webhooks there are, and what they have sent."""

from collections.abc import Sequence

from sqlalchemy import select

from planner.database import db
from planner.models import DeliveryState, Webhook, WebhookDelivery

SHOWN = 100
"""Deliveries on one page."""


def webhooks_of(person_id: int) -> Sequence[Webhook]:
    """The newest first."""
    own = select(Webhook).where(Webhook.person_id == person_id).order_by(Webhook.id.desc())
    return db.session.scalars(own).all()


def all_webhooks() -> Sequence[Webhook]:
    """Those of everybody, by their numbers."""
    return db.session.scalars(select(Webhook).order_by(Webhook.id)).all()


def deliveries_of(
    webhook_id: int,
    *,
    before: int | None = None,
    most: int = SHOWN,
    state: DeliveryState | None = None,
) -> Sequence[WebhookDelivery]:
    """The newest first, of those with a smaller number than `before`."""
    found = select(WebhookDelivery).where(WebhookDelivery.webhook_id == webhook_id)
    if before is not None:
        found = found.where(WebhookDelivery.id < before)
    if state is not None:
        found = found.where(WebhookDelivery.state == state)
    return db.session.scalars(found.order_by(WebhookDelivery.id.desc()).limit(most)).all()
