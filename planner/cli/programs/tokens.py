"""`planner tokens`: what lets other programs in, made, listed and revoked."""

import json
from functools import partial
from typing import Any

import click
from flask.cli import with_appcontext

from planner.actions.errors import Refused
from planner.api.tokens import actions, queries
from planner.cli.named_people import person_called
from planner.cli.programs.kept import Kept
from planner.database import db
from planner.insights.lines import clean_line
from planner.models import ApiToken, TokenScope
from planner.models.mixins import LINE_LENGTH
from planner.models.people.api_token import USUAL_DAYS

_KEPT = Kept("tokens", "token")


@click.group()
def tokens() -> None:
    """What lets other programs in."""


@tokens.command()
@click.argument("person")
@click.option("--name", required=True, help="Which program it is for.")
@click.option("--scope", required=True, type=click.Choice([scope.value for scope in TokenScope]))
@click.option("--days", default=USUAL_DAYS, show_default=True, help="For how long it holds.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@with_appcontext
def add(person: str, name: str, scope: str, days: int, *, as_json: bool) -> None:
    """Make a token for PERSON, by key or e-mail address, and print it: once and never again."""
    name = clean_line(name)
    if not name or len(name) > LINE_LENGTH:
        raise click.ClickException(f"--name: write a name of at most {LINE_LENGTH} characters.")
    try:
        token, secret = actions.make(person_called(person), name, TokenScope(scope), days, by=None)
    except Refused as error:
        raise click.ClickException(str(error)) from error
    db.session.commit()
    click.echo(json.dumps({"token": secret, **_as_json(token)}) if as_json else secret)


@tokens.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@with_appcontext
def list_tokens(*, as_json: bool) -> None:
    """List the tokens of everybody, without what lets in."""
    rows = [_as_json(each) for each in queries.all_tokens()]
    _KEPT.show(rows, _line, as_json=as_json)


@tokens.command()
@click.argument("token_id", metavar="ID", type=int)
@with_appcontext
def revoke(token_id: int) -> None:
    """Revoke the token ID: it lets nobody in from now on."""
    _KEPT.revoke(ApiToken, token_id, partial(actions.revoke, by=None))


def _line(token: dict[str, Any]) -> str:
    used = f"used {token['last_used_on']}" if token["last_used_on"] else "not used yet"
    return f"{token['name']}, {token['scope']}, until {token['expires_on']}, {used}"


def _as_json(token: ApiToken) -> dict[str, Any]:
    used = token.last_used_on
    return {
        "id": token.id,
        "person": token.person.key,
        "name": token.name,
        "scope": token.scope.value,
        "made_on": token.made_on.isoformat(),
        "expires_on": token.expires_on.isoformat(),
        "last_used_on": used.isoformat() if used else None,
    }
