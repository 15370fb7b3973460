"""`planner webhooks`: what tells other programs of what happens, made, listed and revoked."""

import json
from functools import partial
from typing import Any

import click
from flask import current_app
from flask.cli import with_appcontext

from planner.actions.errors import Refused
from planner.cli.named_people import person_called
from planner.cli.programs.kept import Kept
from planner.database import db
from planner.models import Webhook
from planner.webhooks import actions
from planner.webhooks.queries import webhooks as queries
from planner.webhooks.signing import secret_of
from planner.webhooks.wanted import checked

_KEPT = Kept("webhooks", "webhook")


@click.group()
def webhooks() -> None:
    """What tells other programs of what happens."""


@webhooks.command()
@click.argument("url")
@click.option("--by", "person", required=True, metavar="PERSON", help="With whose rights.")
@click.option(
    "--type",
    "types",
    multiple=True,
    metavar="T",
    help="A type as goal.created, goal.* for all of goals; several times for several. Without,"
    " everything.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@with_appcontext
def add(url: str, person: str, types: tuple[str, ...], *, as_json: bool) -> None:
    """Make a webhook that is sent to URL, with the rights of PERSON, by key or e-mail address, and
    print the secret of its signatures: once and never again."""
    settings = current_app.config["PLANNER"]
    owner = person_called(person)
    try:
        url, wanted = checked(url, types, settings.webhook_hosts)
        webhook = actions.make(owner, url, wanted, by=None)
    except Refused as error:
        raise click.ClickException(str(error)) from error
    db.session.commit()
    secret = secret_of(settings.secret_key, webhook.signing_salt)
    click.echo(json.dumps({"secret": secret, **_as_json(webhook)}) if as_json else secret)


@webhooks.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@with_appcontext
def list_webhooks(*, as_json: bool) -> None:
    """List the webhooks of everybody, without their secrets."""
    rows = [_as_json(each) for each in queries.all_webhooks()]
    _KEPT.show(rows, _line, as_json=as_json)


@webhooks.command()
@click.argument("webhook_id", metavar="ID", type=int)
@with_appcontext
def revoke(webhook_id: int) -> None:
    """Revoke the webhook ID: nothing is sent to it from now on."""
    _KEPT.revoke(Webhook, webhook_id, partial(actions.revoke, by=None))


def _line(webhook: dict[str, Any]) -> str:
    return f"{webhook['url']}, {' '.join(webhook['types'])}, {webhook['state']}"


def _as_json(webhook: Webhook) -> dict[str, Any]:
    failing = webhook.failing_since
    return {
        "id": webhook.id,
        "person": webhook.person.key,
        "url": webhook.url,
        "types": webhook.types,
        "state": webhook.state.value,
        "made_on": webhook.made_on.isoformat(),
        "failing_since": failing.strftime("%Y-%m-%dT%H:%M:%SZ") if failing else None,
    }
