"""One's own webhooks: made, switched on and off, rotated, revoked. Nobody sees others'."""

from typing import Any

from flask import Blueprint, current_app, flash, render_template, request, url_for

from planner.models import DeliveryState, Webhook
from planner.models.people.webhook import OLD_SECRET_HOLDS
from planner.nouns import happened
from planner.views.web import (
    LARGEST_ID,
    Reply,
    changed,
    clock,
    db,
    find_of_oneself,
    gettext,
    invalid,
    me,
    once,
    own,
)
from planner.views.web.replies import refusals_in
from planner.webhooks import actions
from planner.webhooks.forms.webhooks import WebhookForm
from planner.webhooks.queries import webhooks as queries
from planner.webhooks.signing import secret_of
from planner.webhooks.wanted import KNOWN, checked

bp = Blueprint("webhooks", __name__)
_INDEX, _SHOW = "webhooks/index.html", "webhooks/show.html"


@bp.get("/webhooks")
@own
def index() -> str:
    return render_template(_INDEX, form=WebhookForm(), **_listed())


@bp.post("/webhooks")
@own
@once
def create() -> Reply:
    """The page that answers is the only one that ever shows the secret."""
    form = WebhookForm()
    if form.validate():
        with refusals_in(form):
            hosts = current_app.config["PLANNER"].webhook_hosts
            url, types = checked(str(form.url.data), form.wanted, hosts)
            webhook = actions.make(me(), url, types, by=me())
            db.session.commit()
            shown = {"made": webhook, "secret": secret_told(webhook)}
            return render_template(_INDEX, form=WebhookForm(formdata=None), **shown, **_listed())
    return invalid(_INDEX, form=form, **_listed())


@bp.get("/webhooks/<int:webhook_id>")
@own
def show(webhook_id: int) -> str:
    """`?before=` goes on with older deliveries, `?state=` takes those of one state."""
    return render_template(_SHOW, **_shown(find_of_oneself(Webhook, webhook_id)))


@bp.delete("/webhooks/<int:webhook_id>")
@own
def destroy(webhook_id: int) -> Reply:
    actions.revoke(find_of_oneself(Webhook, webhook_id), by=me())
    db.session.commit()
    flash(gettext("The webhook is revoked."))
    return changed(url_for("webhooks.index"))


@bp.post("/webhooks/<int:webhook_id>/rotation")
@own
@once
def create_rotation(webhook_id: int) -> str:
    """As with a new one, only this answer shows the secret."""
    webhook = find_of_oneself(Webhook, webhook_id)
    actions.rotate(webhook, by=me())
    db.session.commit()
    return render_template(_SHOW, secret=secret_told(webhook), **_shown(webhook))


@bp.post("/webhooks/<int:webhook_id>/pause")
@own
def create_pause(webhook_id: int) -> Reply:
    actions.switch_off(find_of_oneself(Webhook, webhook_id), by=me())
    db.session.commit()
    flash(gettext("The webhook is switched off."))
    return changed(url_for("webhooks.show", webhook_id=webhook_id))


@bp.delete("/webhooks/<int:webhook_id>/pause")
@own
def destroy_pause(webhook_id: int) -> Reply:
    actions.switch_on(find_of_oneself(Webhook, webhook_id), by=me())
    db.session.commit()
    flash(gettext("The webhook is switched on. It is told of what happens from now on."))
    return changed(url_for("webhooks.show", webhook_id=webhook_id))


def secret_told(webhook: Webhook) -> str:
    return secret_of(current_app.config["PLANNER"].secret_key, webhook.signing_salt)


def _listed() -> dict[str, Any]:
    types = [(kind, happened(kind)) for kind in KNOWN if not kind.endswith("*")]
    return {"webhooks": queries.webhooks_of(me().id), "types": types}


def _shown(webhook: Webhook) -> dict[str, Any]:
    said, before = request.args.get("state"), request.args.get("before", "")
    state = DeliveryState(said) if said in list(DeliveryState) else None
    first = int(before) if before.isascii() and before.isdecimal() else None
    first = None if first is None else min(first, LARGEST_ID)
    found = queries.deliveries_of(webhook.id, before=first, most=queries.SHOWN + 1, state=state)
    rotated = webhook.rotated_at
    holds = rotated + OLD_SECRET_HOLDS if rotated is not None else None
    return {
        "webhook": webhook,
        "deliveries": found[: queries.SHOWN],
        "older": found[queries.SHOWN - 1].id if len(found) > queries.SHOWN else None,
        "state": state,
        "states": list(DeliveryState),
        "old_until": holds if holds is not None and holds > clock.now() else None,
    }
