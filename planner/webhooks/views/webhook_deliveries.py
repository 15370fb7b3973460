"""What was sent to a webhook, sent once more."""

from flask import Blueprint, abort, flash, url_for

from planner.models import Webhook, WebhookDelivery
from planner.views.web import LARGEST_ID, Reply, changed, db, find_of_oneself, gettext, own
from planner.webhooks import actions

bp = Blueprint("webhook_deliveries", __name__)


@bp.post("/webhooks/<int:webhook_id>/deliveries/<int:webhook_delivery_id>/retry")
@own
def create_retry(webhook_id: int, webhook_delivery_id: int) -> Reply:
    webhook = find_of_oneself(Webhook, webhook_id)
    delivery = db.session.get(WebhookDelivery, min(webhook_delivery_id, LARGEST_ID))
    if delivery is None or delivery.webhook_id != webhook.id:
        abort(404)
    actions.retry(delivery)
    db.session.commit()
    flash(gettext("It is sent again in a moment, under the same number."))
    return changed(url_for("webhooks.show", webhook_id=webhook_id))
