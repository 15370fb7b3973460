"""What is alike in listing and revoking tokens, calendars and webhooks."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import click

from planner.database import Base, db

_Row = TypeVar("_Row", bound=Base)
_Told = dict[str, Any]


@dataclass(frozen=True)
class Kept:
    """What the `planner` command of this name keeps, and how one of it is called."""

    command: str
    one: str

    def show(
        self,
        rows: Sequence[dict[str, Any]],
        line: Callable[[dict[str, Any]], str],
        *,
        as_json: bool,
    ) -> None:
        """Print one JSON object, or a line each: the number, the person, and what `line` says."""
        if as_json:
            click.echo(json.dumps({self.command: rows}, ensure_ascii=False))
            return
        for row in rows:
            click.echo(f"{row['id']:>6} {row['person']}: {line(row)}")
        if not rows:
            click.echo(f"There is no {self.one} yet.")

    def revoke(self, model: type[_Row], number: int, revoke: Callable[[_Row], object]) -> None:
        """Revoke the one with this number; raise ClickException if there is none."""
        found = db.session.get(model, number)
        if found is None:
            raise click.ClickException(
                f"There is no {self.one} {number}; planner {self.command} list names all."
            )
        revoke(found)
        db.session.commit()
        click.echo(f"The {self.one} {number} is revoked.")
