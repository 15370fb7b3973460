"""`planner feeds`: what calendars of other programs read, made, listed and revoked."""

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
from planner.feeds import actions
from planner.feeds.queries import feeds as queries
from planner.feeds.views.calendars import address_of_feed
from planner.models import Customer, Feed, FeedLevel, FeedScope, Person

_OF_CUSTOMER = "customer:"
_KEPT = Kept("feeds", "calendar")


@click.group()
def feeds() -> None:
    """What calendars of other programs read."""


@feeds.command()
@click.argument("person")
@click.option(
    "--of",
    "of",
    default=FeedScope.MINE.value,
    show_default=True,
    metavar="mine|customer:KEY|team",
    help="Whose days they are.",
)
@click.option(
    "--level",
    type=click.Choice([level.value for level in FeedLevel]),
    default=FeedLevel.DISCREET.value,
    show_default=True,
    help="How much is told.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@with_appcontext
def add(person: str, of: str, level: str, *, as_json: bool) -> None:
    """Make a calendar for PERSON, by key or e-mail address, and print its address: once and never
    again."""
    owner = person_called(person)
    scope, customer = _about(owner, of)
    try:
        feed, secret = actions.make(owner, scope, FeedLevel(level), by=None, customer=customer)
    except Refused as error:
        raise click.ClickException(str(error)) from error
    db.session.commit()
    address = address_of_feed(current_app.config["PLANNER"].base_url, secret)
    click.echo(json.dumps({"address": address, **_as_json(feed)}) if as_json else address)


@feeds.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@with_appcontext
def list_feeds(*, as_json: bool) -> None:
    """List the calendars of everybody, without their addresses."""
    rows = [_as_json(each) for each in queries.all_feeds()]
    _KEPT.show(rows, _line, as_json=as_json)


@feeds.command()
@click.argument("feed_id", metavar="ID", type=int)
@with_appcontext
def revoke(feed_id: int) -> None:
    """Revoke the calendar ID: nobody reads it from now on."""
    _KEPT.revoke(Feed, feed_id, partial(actions.revoke, by=None))


def _about(owner: Person, said: str) -> tuple[FeedScope, Customer | None]:
    if said in (FeedScope.MINE, FeedScope.TEAM):
        return FeedScope(said), None
    key = said.removeprefix(_OF_CUSTOMER)
    if key == said:
        raise click.BadParameter("write mine, customer:KEY or team", param_hint="--of")
    customer = queries.customer_with_key(owner, key)
    if customer is None:
        raise click.ClickException(f"{owner.name} sees no customer with the key {key!r}.")
    return FeedScope.CUSTOMER, customer


def _line(feed: dict[str, Any]) -> str:
    used = f"read {feed['last_used_on']}" if feed["last_used_on"] else "not read yet"
    return f"{feed['of']}, {feed['level']}, {used}"


def _as_json(feed: Feed) -> dict[str, Any]:
    customer, used = queries.customer_of(feed), feed.last_used_on
    is_of_customer = feed.scope is FeedScope.CUSTOMER
    about = f"{_OF_CUSTOMER}{customer.key if customer else ''}" if is_of_customer else feed.scope
    return {
        "id": feed.id,
        "person": feed.person.key,
        "of": str(about),
        "level": feed.level.value,
        "made_on": feed.made_on.isoformat(),
        "last_used_on": used.isoformat() if used else None,
    }
