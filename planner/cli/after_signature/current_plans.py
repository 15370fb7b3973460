"""The current plans of the database, as their plan files say them."""

from collections.abc import Callable, Iterator
from typing import TypeVar

import click
from flask.cli import ScriptInfo

from planner.after_signature.thresholds import SIGNATURE_DEFAULTS
from planner.cli.application import loader
from planner.cli.database import is_up_to_date
from planner.cli.plan_folder import current_documents
from planner.planfiles.checks.parsing import Document
from planner.queries.maturity import organisation

_Answer = TypeVar("_Answer")


class CurrentPlans:
    """Every customer that has a plan, in the order of their ids; none of them is bad.

    The organisation's own numbers are known as soon as there is a plan to answer for.
    """

    bad = 0
    numbers = SIGNATURE_DEFAULTS

    def answers(self, answer: Callable[[Document], _Answer]) -> Iterator[_Answer]:
        script = click.get_current_context().find_object(ScriptInfo) or loader(with_pages=False)
        with script.load_app().app_context():
            if not is_up_to_date():
                raise click.ClickException(
                    "The database is not up to date. Run `planner database upgrade` first."
                )
            self.numbers = organisation.signature_thresholds()
            yield from map(answer, current_documents())
