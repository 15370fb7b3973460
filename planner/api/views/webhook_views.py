"""One's own webhooks, as on their page; and what they have sent."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from flask import Response, abort, current_app, request

from planner.actions.editing import lock
from planner.actions.errors import Refused
from planner.api import merging, said, versions
from planner.api.problems import FieldError, Problem
from planner.api.reading import Item
from planner.api.resources import SHAPE_OF_WEBHOOKS
from planner.api.views import answers, asked, bodies
from planner.api.views.answers import View
from planner.api.views.repeating import committed
from planner.database import db
from planner.models import DeliveryState, Webhook, WebhookDelivery, WebhookState
from planner.planfiles.checks.messages import Rule
from planner.planfiles.checks.problems import quoted
from planner.planfiles.stored import Contents, Stored
from planner.setting_addresses import WebhookHosts
from planner.views.web import finding, me
from planner.views.web.replies import reason
from planner.webhooks import actions
from planner.webhooks.queries import webhooks as queries
from planner.webhooks.signing import secret_of
from planner.webhooks.wanted import checked
from planner.words import gettext

_NEW: Final = ("url", "types")
_CHANGES: Final = (*_NEW, "state")
_DIGITS: Final = 10


def own_webhooks() -> Response:
    asked.only("limit", "cursor")
    return _list(queries.webhooks_of(me().id), _document)


def create_webhook() -> Response:
    asked.only()
    sent = bodies.as_object()
    said.check_known(_NEW, sent)
    if "url" not in sent:
        raise _invalid("url", gettext(Rule.MISSING.value) % {"name": "url"})
    _check(sent)
    url, types = _wanted(sent["url"], sent.get("types"))
    made = actions.make(me(), url, types, by=me())
    db.session.flush()
    answer = _one(made, 201, secret=_secret(made))
    answer.headers["Location"] = answers.of_path(f"{answers.ROOT}/webhooks/{made.id}")
    return committed(answer, but="secret")


def webhook(webhook: str) -> Response:
    asked.only()
    answer = _one(_find(webhook))
    answer.make_conditional(request)
    return answer


def update_webhook(webhook: str) -> Response:
    asked.only()
    patch = bodies.as_patch()
    began = bodies.if_match()
    found = _held(webhook)
    item = _item(found)
    patch = {name: value for name, value in patch.items() if name not in _ANSWERED}
    said.check_known(_CHANGES, patch)
    merging.check_versions(SHAPE_OF_WEBHOOKS, item, patch, began)
    patch = {name: value for name, value in patch.items() if value != item.said[name]}
    _check(patch)
    wanted = {**item.said, **patch}
    _change(found, wanted)
    db.session.flush()
    return committed(_one(found))


def destroy_webhook(webhook: str) -> Response:
    asked.only()
    began = bodies.if_match()
    found = _held(webhook)
    merging.check_versions(SHAPE_OF_WEBHOOKS, _item(found), None, began)
    actions.revoke(found, by=me())
    return committed(Response(status=204))


def rotate_secret(webhook: str) -> Response:
    asked.only()
    found = _find(webhook)
    actions.rotate(found, by=me())
    db.session.flush()
    return committed(_one(found, secret=_secret(found)), but="secret")


def deliveries(webhook: str) -> Response:
    """The newest first."""
    asked.only("limit", "cursor", "state")
    state = request.args.get("state")
    if state is not None and state not in list(DeliveryState):
        known = ", ".join(DeliveryState)
        raise Problem("request", gettext("state: write one of %(known)s.", known=known))
    limit = asked.limit() or asked.MOST
    found = queries.deliveries_of(
        _find(webhook).id,
        before=asked.number_behind(),
        most=limit + 1,
        state=DeliveryState(state) if state is not None else None,
    )
    return _stretch(found, limit, _document_of_delivery)


def retry_delivery(webhook: str, delivery: str) -> Response:
    asked.only()
    found = db.session.get(WebhookDelivery, _number(delivery))
    if found is None or found.webhook_id != _find(webhook).id:
        abort(404)
    actions.retry(found)
    return committed(answers.as_json(_document_of_delivery(found)))


def _change(webhook: Webhook, wanted: Mapping[str, Any]) -> None:
    if (wanted["url"], wanted["types"]) != (webhook.url, webhook.types):
        url, types = _wanted(wanted["url"], wanted["types"])
        actions.change(webhook, url, types, by=me())
    if wanted["state"] == WebhookState.ON:
        actions.switch_on(webhook, by=me())
    elif webhook.is_on:
        actions.switch_off(webhook, by=me())


def _check(sent: Mapping[str, Any]) -> None:
    """Raise Problem for what is of another kind than it has to be."""
    errors = []
    if not isinstance(sent.get("url", ""), str):
        errors.append(FieldError("/url", gettext(Rule.NOT_TEXT.value)))
    types = sent.get("types") or []
    if not isinstance(types, list) or not all(isinstance(each, str) for each in types):
        errors.append(FieldError("/types", gettext("Write a list of types, as goal.created.")))
    state, allowed = sent.get("state", WebhookState.ON), (WebhookState.ON, WebhookState.PAUSED)
    if state not in allowed:
        found = {"found": quoted(state), "allowed": ", ".join(allowed)}
        errors.append(FieldError("/state", gettext(Rule.NOT_ALLOWED.value) % found))
    if errors:
        raise Problem("validation", errors=tuple(errors))


def _wanted(url: str, types: Iterable[str] | None) -> tuple[str, list[str]]:
    try:
        return checked(url, types or (), _hosts())
    except Refused as error:
        raise _invalid(error.field or "", reason(error)) from error


def _invalid(name: str, words: str) -> Problem:
    return Problem("validation", errors=(FieldError(f"/{name}", words),))


def _find(number: str) -> Webhook:
    return finding.find_of_oneself(Webhook, _number(number))


def _held(number: str) -> Webhook:
    found = _find(number)
    lock(found)
    return found


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < _DIGITS else 0


def _item(webhook: Webhook) -> Item:
    values = {"url": webhook.url, "types": webhook.types, "state": webhook.state.value}
    stored = Stored(webhook.id, 0, 0, values)
    last = versions.of_items(SHAPE_OF_WEBHOOKS, [stored], Contents())
    return Item(stored, last.get(webhook.id, versions.NONE), values)


def _one(webhook: Webhook, status: int = 200, **more: str) -> Response:
    answer = answers.as_json({**_document(webhook), **more}, status)
    answer.headers["ETag"] = answers.etag_of(_item(webhook))
    return answer


_ANSWERED: Final = frozenset({"id", "failing_since", "made_on", "version"})


def _document(webhook: Webhook) -> dict[str, Any]:
    item = _item(webhook)
    return {
        "id": webhook.id,
        **item.said,
        "failing_since": answers.told_moment(webhook.failing_since),
        "made_on": webhook.made_on.isoformat(),
        "version": item.version.number,
    }


def _document_of_delivery(delivery: WebhookDelivery) -> dict[str, Any]:
    trouble = delivery.trouble
    return {
        "id": delivery.id,
        "event": delivery.event_id,
        "type": delivery.type,
        "state": delivery.state.value,
        "attempts": delivery.attempts,
        "tried_at": answers.told_moment(delivery.tried_at),
        "due_at": answers.told_moment(delivery.due_at),
        "status": delivery.status,
        "trouble": trouble.value if trouble is not None else None,
    }


def _list(found: Any, document: Callable[[Any], dict[str, Any]]) -> Response:
    limit, behind = asked.limit() or asked.MOST, asked.number_behind()
    listed = [each for each in found if behind is None or each.id < behind]
    return _stretch(listed[: limit + 1], limit, document)


def _stretch(found: Any, limit: int, document: Callable[[Any], dict[str, Any]]) -> Response:
    following = None
    if len(found) > limit:
        following = asked.following_number(found[limit - 1].id)
    items = [document(each) for each in found[:limit]]
    answer = answers.as_json({"items": items, "next": following})
    if following:
        answer.headers["Link"] = f'<{following}>; rel="next"'
    return answer


def _hosts() -> WebhookHosts:
    hosts: WebhookHosts = current_app.config["PLANNER"].webhook_hosts
    return hosts


def _secret(webhook: Webhook) -> str:
    return secret_of(current_app.config["PLANNER"].secret_key, webhook.signing_salt)


WEBHOOK_VIEWS: Final[Mapping[str, Mapping[str, View]]] = {
    "webhooks": {"GET": own_webhooks, "POST": create_webhook},
    "webhook": {"GET": webhook, "PATCH": update_webhook, "DELETE": destroy_webhook},
    "webhook_deliveries": {"GET": deliveries},
    "webhook_retry": {"POST": retry_delivery},
    "webhook_rotation": {"POST": rotate_secret},
}
